/**
 * Bundles the suite that runs inside the extension host: the Node of an older desktop build may not take TypeScript.
 * mocha stays outside, so that the tests and the runner share one; so does `vscode`, which only the host has.
 */
import { globSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from './paths.ts';

/** Below the project, whatever the cache folder is: mocha is found from there. */
const suiteFolder = path.join(projectRoot, '.vscode-test/suite');

/** Returns the module that exports `run()`. */
export async function bundleSuite(): Promise<string> {
  const source = path.join(projectRoot, 'test/integration/suite');
  rmSync(suiteFolder, { recursive: true, force: true });
  await build({
    entryPoints: globSync(['run.ts', '**/*.test.ts'], { cwd: source }).map((name) => path.join(source, name)),
    outdir: suiteFolder,
    outbase: source,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return path.join(suiteFolder, 'run.cjs');
}
