import assert from 'node:assert/strict';
import path from 'node:path';
import { build } from 'esbuild';
import { describe, it } from 'mocha';

const root = path.resolve(import.meta.dirname, '../../..');

describe('the bundle of the extension', function () {
  this.timeout(20_000);

  it('is small, and holds no HTTP client and nothing of the engine that opens sockets', async () => {
    const { metafile, outputFiles } = await build({
      absWorkingDir: root,
      entryPoints: ['src/extension.ts'],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node22.19',
      external: ['vscode'],
      minify: true,
      metafile: true,
      write: false,
    });
    const inputs = Object.keys(metafile.inputs);
    assert.ok(inputs.includes('src/vscode/panel.ts'));
    assert.deepEqual(
      inputs.filter((name) => /undici|yauzl|src\/engine\/(?:web|modfetch|vcs|sumdb)\/|l10n\/bundle/.test(name)),
      [],
    );
    assert.ok((outputFiles[0]?.contents.length ?? Number.POSITIVE_INFINITY) <= 150_000);
  });
});
