/**
 * The browser-hosted VS Code: the server that setup.ts unpacked, on loopback, with the extension under development in its
 * extension host. Any browser can open its `url`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serverFolder } from './paths.ts';

export interface ServerOptions {
  /** Workspace folder to open. */
  folder: string;
  /** Folder of the extension under development. */
  extension?: string;
  /** A module that exports `run()`. */
  suite?: string;
  /** A file to open. */
  file?: string;
  /** The user's settings. */
  settings?: Record<string, unknown>;
  /** True (default): workspace trust is switched off. False: real trust; the window starts in Restricted Mode. */
  trusted?: boolean;
  /** More environment for the server and so for the extension host. */
  env?: Record<string, string>;
  /** Keep this data folder instead of a fresh one, for example one with an installed extension. */
  dataFolder?: string;
}

export interface RunningServer {
  /** Opens the window in a browser. */
  url: string;
  dataFolder: string;
  /** Process id of the server, whose descendants are the extension host and the engine. */
  pid: number;
  log(): string;
  /** Ends it with everything that it has started, and removes a data folder of its own. */
  stop(): Promise<void>;
}

const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.autoCheckUpdates': false,
  'git.enabled': false,
  'chat.disableAIFeatures': true,
};

/** Starts the server and returns when it answers. */
export async function startVSCodeServer(options: ServerOptions): Promise<RunningServer> {
  const dataFolder = options.dataFolder ?? mkdtempSync(path.join(tmpdir(), 'vscode-host-'));
  writeSettings(dataFolder, options.settings);
  const port = await freePort();
  const server = startServer(options, dataFolder, port);
  const stop = async () => {
    await server.stop();
    if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    await server.ready;
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: windowUrl(options, port), dataFolder, pid: server.pid, log: server.log, stop };
}

function writeSettings(dataFolder: string, settings: Record<string, unknown> | undefined): void {
  const folder = path.join(dataFolder, 'data/User');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }, null, 2));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function startServer(options: ServerOptions, dataFolder: string, port: number) {
  const logFile = path.join(dataFolder, 'server.log');
  const logHandle = openSync(logFile, 'a');
  const args = [
    path.join(serverFolder, 'out/server-main.js'),
    '--host=127.0.0.1',
    `--port=${port}`,
    '--without-connection-token',
    '--accept-server-license-terms',
    `--server-data-dir=${dataFolder}`,
    '--telemetry-level=off',
    '--disable-telemetry',
    '--force-disable-user-env',
    // A built VS Code reads the window's payload only with this.
    '--enable-smoke-test-driver',
    ...(options.trusted === false ? [] : ['--disable-workspace-trust']),
  ];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', logHandle, logHandle],
    env: { EXTENSIONS_GALLERY: '{}', ...process.env, ...options.env },
    detached: process.platform !== 'win32',
  });
  const log = () => readFileSync(logFile, 'utf8');
  const killAtExit = () => endGroup(child, 'SIGKILL');
  process.once('exit', killAtExit);
  const stop = async () => {
    process.off('exit', killAtExit);
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      endGroup(child, 'SIGTERM');
      const force = setTimeout(() => endGroup(child, 'SIGKILL'), 5000);
      await gone;
      clearTimeout(force);
    }
    closeSync(logHandle);
  };
  return { pid: child.pid ?? 0, ready: serverReady(child, port, log), log, stop };
}

/** Ends the server with its extension hosts, which live in its process group. */
function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (process.platform === 'win32' || child.pid === undefined) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // Already gone.
  }
}

async function serverReady(child: ChildProcess, port: number, log: () => string): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the VS Code server ended: ${log().slice(-2000)}`);
    const answered = await fetch(`http://127.0.0.1:${port}/version`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    if (Date.now() > deadline) throw new Error('the VS Code server did not answer within 60 s');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function windowUrl(options: ServerOptions, port: number): string {
  const remote = (file: string) => `vscode-remote://localhost:${port}${encodeURI(file)}`;
  const payload = [['skipWelcome', 'true']];
  if (options.extension !== undefined) payload.push(['extensionDevelopmentPath', remote(options.extension)]);
  if (options.suite !== undefined) payload.push(['extensionTestsPath', remote(options.suite)]);
  if (options.file !== undefined) payload.push(['openFile', remote(options.file)]);
  return `http://localhost:${port}/?${new URLSearchParams({ folder: options.folder, payload: JSON.stringify(payload) })}`;
}
