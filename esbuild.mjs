// Builds everything that is shipped into dist/: `node esbuild.mjs`.
//   cli.js    checks the version of Node, understood by old ones too, and loads main.js
//   main.js   the command line and the engine process of the editor
//   undici.js the HTTP client, a file of its own so that commands without network need not read it
//   extension.js  what the editor loads; small, because it is loaded while the user waits
//   lab.js    the fault lab, with its scenarios in lab/
//   webview/  the trace panel: script, style, icons
// Only Node's own modules stay outside. `vscode` is external in the extension only: a leak into the engine breaks the build.
import { chmodSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { build } from 'esbuild';
import { webviewBuild } from './scripts/webviewBuild.mjs';

const common = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  outdir: 'dist',
  // Smaller files are read and compiled faster. Names stay, and lines stay short: Node prints the one of an uncaught error.
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 160,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  // The build of @vscode/l10n that reads no files: the bundles are part of the program.
  alias: { '@vscode/l10n': './node_modules/@vscode/l10n/dist/browser.js' },
  define: { 'import.meta.dirname': '__dirname', esbuildDetection: "'1'" },
};

const agentModule = 'undici/lib/dispatcher/agent.js';
const undiciInItsOwnFile = {
  name: 'undici in its own file',
  setup({ onResolve }) {
    onResolve({ filter: /^undici\b/ }, ({ path }) => {
      if (path !== agentModule) throw new Error(`only ${agentModule} is shipped, not ${path}`);
      return { path: './undici.js', external: true };
    });
  },
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
  { ...modern, entryPoints: { extension: 'src/extension.ts' }, external: ['vscode'], minify: true },
  { ...modern, entryPoints: { main: 'src/cli/main.ts' }, plugins: [undiciInItsOwnFile] },
  { ...modern, entryPoints: { undici: agentModule } },
  {
    ...modern,
    entryPoints: { lab: 'test/lab/command.ts' },
    define: { ...common.define, 'import.meta.url': 'ownUrl' },
    banner: { js: "const ownUrl = require('node:url').pathToFileURL(__filename).href;" },
  },
  webviewBuild('dist/webview'),
];

/** What the lab reads at run time: from the sources to its place in dist/. */
const labData = { 'test/lab/scenario': 'dist/lab/scenario', 'test/fixtures/module': 'dist/lab/module' };

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });
await Promise.all(programs.map((program) => build(program)));
chmodSync('dist/cli.js', 0o755);
for (const [from, to] of Object.entries(labData)) cpSync(from, to, { recursive: true });
