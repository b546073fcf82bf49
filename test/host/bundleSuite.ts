/**
 * Bundles what runs inside the extension host: the Node of an older desktop build may not take TypeScript. mocha stays
 * outside, so that the tests and the runner share one; so does `vscode`, which only the host has.
 */
import { globSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { projectRoot } from './paths.ts';

/** Below the project, whatever the cache folder is: mocha is found from there. */
const bundleFolder = path.join(projectRoot, '.vscode-test/bundle');

/** The suites of `test/integration/suite`; returns the module that exports `run()`. */
export async function bundleSuite(): Promise<string> {
  const source = path.join(projectRoot, 'test/integration/suite');
  const names = globSync(['run.ts', '**/*.test.ts'], { cwd: source });
  return path.join(await bundleForHost(source, names), 'run.cjs');
}

/** Bundles each of the named files of a folder; returns the folder of the results, which end with `.cjs`. */
export async function bundleForHost(source: string, names: readonly string[]): Promise<string> {
  const target = path.join(bundleFolder, path.basename(source));
  rmSync(target, { recursive: true, force: true });
  await build({
    entryPoints: names.map((name) => path.join(source, name)),
    outdir: target,
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
  return target;
}
