// `npm start`: builds, then runs the command line. Without arguments it gives a tour of the fault lab.
import { spawnSync } from 'node:child_process';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  console.error(`Node 22.19 or newer is needed; this is ${process.versions.node}.`);
  process.exit(2);
}
const words = process.argv.slice(2);
const build = spawnSync(process.execPath, ['esbuild.mjs'], { stdio: 'inherit' });
if (build.status !== 0) process.exit(build.status ?? 1);
// Ctrl-C reaches the program itself, which tells what is known: this one waits for it.
process.on('SIGINT', () => {});
const run = spawnSync(process.execPath, ['dist/cli.js', ...(words.length === 0 ? ['lab'] : words)], {
  stdio: 'inherit',
});
process.exitCode = run.status ?? 1;
