/**
 * A real VS Code window: the browser-hosted build, and a headless Chromium that shows its workbench. The extension host
 * is VS Code's own. Everything runs on loopback and ends with `close()`.
 */
import path from 'node:path';
import { format } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumFolder } from './paths.ts';
import { type ServerOptions, startVSCodeServer } from './vscodeServer.ts';

export interface WindowOptions extends ServerOptions {
  /** Display language, such as `zh-cn`. */
  locale?: string;
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

/** Opens a window and returns when its page has loaded. */
export async function openVSCode(options: WindowOptions): Promise<Window> {
  const server = await startVSCodeServer(options);
  try {
    const { browser, context, page } = await openBrowser(options);
    const log: string[] = [];
    const { exitCode } = await listen(page, log);
    await page.goto(server.url);
    const close = async () => {
      await browser.close();
      await server.stop();
    };
    const { dataFolder, pid } = server;
    return { page, context, exitCode, dataFolder, serverPid: pid, log, serverLog: server.log, close };
  } catch (error) {
    await server.stop();
    throw error;
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
