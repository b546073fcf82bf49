// The parts of `npm test`, in the order from quick to slow. Each is an argument list for Node.
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
/** The script behind a package's command. */
const command = (name, bin) => {
  const manifest = require.resolve(`${name}/package.json`);
  const { bin: bins } = require(manifest);
  return path.join(path.dirname(manifest), typeof bins === 'string' ? bins : bins[bin]);
};
const mocha = (glob, ...options) => [
  command('mocha', 'mocha'),
  '--reporter',
  'scripts/mochaReporter.cjs',
  ...options,
  glob,
];

export const parts = [
  { name: 'lint', argv: [command('@biomejs/biome', 'biome'), 'check', '--error-on-warnings', '.'] },
  { name: 'types', argv: [command('typescript', 'tsc'), '-p', 'tsconfig.json'] },
  { name: 'types-panel', argv: [command('typescript', 'tsc'), '-p', 'src/webview/tsconfig.json'] },
  { name: 'types-panel-test', argv: [command('typescript', 'tsc'), '-p', 'test/webview/tsconfig.json'] },
  { name: 'unit', argv: mocha('test/unit/**/*.test.ts', '--timeout', '10000') },
  { name: 'build', argv: ['esbuild.mjs'] },
  { name: 'cli', argv: mocha('test/cli/**/*.test.ts', '--timeout', '30000') },
  { name: 'lab', argv: mocha('test/lab/**/*.test.ts', '--timeout', '60000') },
  { name: 'conformance', argv: mocha('test/conformance/**/*.test.ts', '--timeout', '300000') },
  { name: 'webview', argv: mocha('test/webview/**/*.test.ts', '--timeout', '60000') },
  { name: 'editor', argv: ['test/integration/main.ts'] },
  { name: 'window', argv: mocha('test/integration/window/**/*.test.ts', '--timeout', '60000') },
];
