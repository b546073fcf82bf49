// Builds everything that is shipped into dist/: `node esbuild.mjs`.
//   cli.js    checks the version of Node, understood by old ones too, and loads main.js
//   main.js   the command line and the engine process of the editor
//   lab.js    the fault lab, with its scenarios in lab/
// Only Node's own modules stay outside. `vscode` is not external here: a leak into the engine breaks the build.
import { chmodSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

const common = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  outdir: 'dist',
  // Names stay readable: Node prints the source line of an uncaught error.
  minify: false,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  define: { 'import.meta.dirname': '__dirname', esbuildDetection: "'1'" },
};

/** What is loaded only when it is needed is still part of the same file; `import()` runs it late. */
const modern = { ...common, target: 'node22.19' };

const programs = [
  {
    ...common,
    entryPoints: { cli: 'src/cli/start.ts' },
    target: 'node12',
    external: ['./main.js'],
    banner: { js: '#!/usr/bin/env node' },
  },
  { ...modern, entryPoints: { main: 'src/cli/main.ts' } },
  {
    ...modern,
    entryPoints: { lab: 'test/lab/command.ts' },
    define: { ...common.define, 'import.meta.url': 'ownUrl' },
    banner: { js: "const ownUrl = require('node:url').pathToFileURL(__filename).href;" },
  },
];

/** What the lab reads at run time: from the sources to its place in dist/. */
const labData = { 'test/lab/scenario': 'dist/lab/scenario', 'test/fixtures/module': 'dist/lab/module' };

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });
await Promise.all(programs.map((program) => build(program)));
chmodSync('dist/cli.js', 0o755);
for (const [from, to] of Object.entries(labData)) cpSync(from, to, { recursive: true });
