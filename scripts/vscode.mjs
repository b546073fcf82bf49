// `npm run vscode`: the extension in a real VS Code, on an example project behind the fault lab, until Ctrl-C.
// The desktop build where `code` is found, otherwise (or with --browser) the browser-hosted build on loopback.
// `npm run vscode -- SCENARIO` takes a scenario of the fault lab as project, `-- FOLDER` any folder, without the lab.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setUpHost } from '../test/host/setup.ts';
import { startVSCodeServer } from '../test/host/vscodeServer.ts';
import { findInPath, startExample } from '../test/integration/example/example.ts';

const root = path.resolve(import.meta.dirname, '..');
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const interrupted = new Promise((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
});

const build = spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: 'inherit' });
if (build.status !== 0) process.exit(build.status ?? 1);
const project = await openProject(words[0] ?? 'shop');
const editor = await openEditor(project);
await Promise.race([interrupted, editor.closed]);
await editor.close();
await project.close();

async function openProject(name) {
  if (existsSync(name) && statSync(name).isDirectory()) {
    const directory = path.resolve(name);
    return { directory, goMod: path.join(directory, 'go.mod'), environment: {}, close: async () => {} };
  }
  const example = await startExample(name);
  console.log(`project: ${example.directory}, servers: ${Object.values(example.lab.urls).join(' ')}`);
  return example;
}

function openEditor(opened) {
  const desktop = process.argv.includes('--browser') ? null : findInPath('code');
  return desktop === null ? openInBrowser(opened) : openOnDesktop(desktop, opened);
}

async function openInBrowser({ directory, goMod, environment }) {
  setUpHost();
  const server = await startVSCodeServer({ folder: directory, file: goMod, extension: root, env: environment });
  console.log(`\nOpen this in a browser; Ctrl-C ends it:\n\n  ${server.url}\n`);
  return { closed: new Promise(() => {}), close: () => server.stop() };
}

function openOnDesktop(executable, { directory, goMod, environment }) {
  const data = mkdtempSync(path.join(tmpdir(), 'vscode-desktop-'));
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const folders = [`--user-data-dir=${data}`, `--extensions-dir=${path.join(data, 'extensions')}`];
  const rest = ['--new-window', '--wait', '--disable-workspace-trust', '--skip-welcome'];
  const args = [`--extensionDevelopmentPath=${root}`, ...folders, ...rest, ...asRoot, directory, goMod];
  // The window needs the user's own home; what differs for go is in the other variables.
  const { HOME, USERPROFILE, ...victim } = environment;
  const child = spawn(executable, args, {
    stdio: 'inherit',
    env: { ...process.env, ...victim },
    shell: process.platform === 'win32',
  });
  console.log('\nClose the window or press Ctrl-C to end it.');
  const closed = new Promise((resolve) => child.once('exit', resolve));
  const close = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill();
    await closed;
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  };
  return { closed, close };
}
