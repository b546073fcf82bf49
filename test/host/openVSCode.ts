/**
 * A real VS Code window: the server that setup.ts unpacked, and a headless Chromium that shows its workbench. The
 * extension host is VS Code's own. Everything runs on loopback and ends with `close()`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumFolder, serverFolder } from './paths.ts';

export interface WindowOptions {
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
  /** Display language, such as `zh-cn`. */
  locale?: string;
  /** True (default): workspace trust is switched off. False: real trust; the window starts in Restricted Mode. */
  trusted?: boolean;
  /** More environment for the server and so for the extension host. */
  env?: Record<string, string>;
  /** Keep this data folder instead of a fresh one, for example one with an installed extension. */
  dataFolder?: string;
  viewport?: { width: number; height: number };
}

export interface Window {
  page: Page;
  context: BrowserContext;
  /** Resolves with the suite's exit code. */
  exitCode: Promise<number>;
  dataFolder: string;
  /** Process id of the server, whose descendants are the extension host and the engine. */
  serverPid: number;
  /** The workbench's log and the extension host's console, mixed. */
  log: string[];
  serverLog(): string;
  close(): Promise<void>;
}

const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.autoCheckUpdates': false,
  'git.enabled': false,
  'chat.disableAIFeatures': true,
};

/** Opens a window and returns when its page has loaded. */
export async function openVSCode(options: WindowOptions): Promise<Window> {
  const dataFolder = options.dataFolder ?? mkdtempSync(path.join(tmpdir(), 'vscode-host-'));
  writeSettings(dataFolder, options.settings);
  const port = await freePort();
  const server = startServer(options, dataFolder, port);
  try {
    await server.ready;
    const { browser, context, page } = await openBrowser(options);
    const log: string[] = [];
    const { exitCode } = await listen(page, log);
    await page.goto(windowUrl(options, port));
    const close = async () => {
      await browser.close();
      await server.stop();
      if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 });
    };
    return { page, context, exitCode, dataFolder, serverPid: server.pid, log, serverLog: server.log, close };
  } catch (error) {
    await server.stop();
    throw error;
  }
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

function startServer(options: WindowOptions, dataFolder: string, port: number) {
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

/** Starts the headless Chromium of the test host; also used for the panel alone. */
export async function launchChromium(): Promise<Browser> {
  const libraries = [process.env['LD_LIBRARY_PATH'], path.join(chromiumFolder, 'al2023/lib')]
    .filter((part) => part)
    .join(':');
  return chromium.launch({
    executablePath: path.join(chromiumFolder, 'chromium'),
    headless: true,
    env: {
      ...(process.env as Record<string, string>),
      LD_LIBRARY_PATH: libraries,
      FONTCONFIG_PATH: path.join(chromiumFolder, 'fonts'),
    },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

async function openBrowser(options: WindowOptions) {
  const browser = await launchChromium();
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1280, height: 800 },
    locale: 'en-US',
  });
  const page = await context.newPage();
  // The display language without a language pack: what the pack's message file would set.
  if (options.locale !== undefined)
    await page.addInitScript((locale) => Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: locale }), options.locale);
  return { browser, context, page };
}

/** Exposes what the workbench calls when the suite logs and ends. */
async function listen(page: Page, log: string[]): Promise<{ exitCode: Promise<number> }> {
  const { promise, resolve } = Promise.withResolvers<number>();
  page.once('crash', () => resolve(101));
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
    log.push(`${type}: ${format(...[args].flat())}`);
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
  return { exitCode: promise };
}

function windowUrl(options: WindowOptions, port: number): string {
  const remote = (file: string) => `vscode-remote://localhost:${port}${encodeURI(file)}`;
  const payload = [['skipWelcome', 'true']];
  if (options.extension !== undefined) payload.push(['extensionDevelopmentPath', remote(options.extension)]);
  if (options.suite !== undefined) payload.push(['extensionTestsPath', remote(options.suite)]);
  if (options.file !== undefined) payload.push(['openFile', remote(options.file)]);
  return `http://localhost:${port}/?${new URLSearchParams({ folder: options.folder, payload: JSON.stringify(payload) })}`;
}
