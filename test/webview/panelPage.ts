/**
 * The panel in a plain browser: the built files behind a made-up host name, the editor's content policy, variables and
 * classes, and in place of the editor a list of what the page has sent.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { FromPanel, PanelReply, PanelRequest, PanelState, ToPanel } from '../../src/protocol/panelMessages.ts';
import { panelPage } from '../../src/protocol/panelPage.ts';
import { readTheme, type ThemeName } from './theme.ts';

const origin = 'http://panel.test';
const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.ttf': 'font/ttf' };

export interface OpenOptions {
  theme?: ThemeName;
  width?: number;
  height?: number;
  /** 2 is a zoom of 200 %: half as many CSS pixels, each twice as large. */
  zoom?: number;
  reduceMotion?: boolean;
  forcedColors?: boolean;
}

export interface OpenPanel {
  page: Page;
  send(message: ToPanel): Promise<void>;
  /** What the page has sent since the last call. */
  sent(): Promise<FromPanel[]>;
  /** The one request that the page has sent since; answers it. */
  request(reply?: PanelReply): Promise<PanelRequest>;
  /** Violations of the content policy and errors in the page. */
  problems(): Promise<string[]>;
  close(): Promise<void>;
}

export async function openPanel(
  browser: Browser,
  folder: string,
  state: PanelState | null,
  options: OpenOptions = {},
): Promise<OpenPanel> {
  const zoom = options.zoom ?? 1;
  const context = await browser.newContext({
    viewport: { width: Math.round((options.width ?? 1240) / zoom), height: Math.round((options.height ?? 900) / zoom) },
    deviceScaleFactor: zoom,
    reducedMotion: options.reduceMotion ? 'reduce' : 'no-preference',
    forcedColors: options.forcedColors ? 'active' : 'none',
    locale: 'en-US',
  });
  await serve(context, folder);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.addInitScript(playEditor, {
    ...readTheme(options.theme ?? 'dark'),
    reduceMotion: options.reduceMotion ?? false,
  });
  await page.goto(`${origin}/`);
  const panel = { page, ...talk(page, errors), close: () => context.close() };
  if (state !== null) await panel.send({ kind: 'state', state });
  await panel.sent();
  return panel;
}

async function serve(context: BrowserContext, folder: string): Promise<void> {
  const nonce = 'bm9uY2UgZm9yIHRlc3Rz';
  await context.route('**/*', (route) => {
    const { origin: asked, pathname } = new URL(route.request().url());
    if (asked !== origin) return route.abort();
    if (pathname === '/') {
      return route.fulfill({ contentType: 'text/html', body: panelPage({ cspSource: origin, nonce, base: origin }) });
    }
    const name = path.basename(pathname);
    try {
      const body = readFileSync(path.join(folder, name));
      return route.fulfill({ contentType: types[path.extname(name)] ?? 'application/octet-stream', body });
    } catch {
      return route.fulfill({ status: 404, body: '' });
    }
  });
}

interface EditorPart {
  bodyClass: string;
  variables: Record<string, string>;
  reduceMotion: boolean;
}

interface Played {
  sent: unknown[];
  violations: string[];
  acquireVsCodeApi(): unknown;
}

/** Runs in the page, before anything else. The state outlives a reload, as in the editor. */
function playEditor({ bodyClass, variables, reduceMotion }: EditorPart): void {
  const played: Played = {
    sent: [],
    violations: [],
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => played.sent.push(structuredClone(message)),
      getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
      setState: (state: unknown) => sessionStorage.setItem('state', JSON.stringify(state)),
    }),
  };
  Object.assign(globalThis, { played, acquireVsCodeApi: played.acquireVsCodeApi });
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
    played.violations.push(`${violatedDirective} ${blockedURI} ${sample}`);
  });
  document.addEventListener('DOMContentLoaded', () => {
    for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(name, value);
    document.body.className = `${bodyClass}${reduceMotion ? ' vscode-reduce-motion' : ''}`;
  });
}

declare const played: Played;

function talk(page: Page, errors: readonly string[]) {
  const send = async (message: ToPanel) => {
    await page.evaluate((data) => {
      window.dispatchEvent(new MessageEvent('message', { data }));
    }, message);
  };
  const sent = () => page.evaluate(() => played.sent.splice(0)) as Promise<FromPanel[]>;
  return {
    send,
    sent,
    request: async (reply: PanelReply = { kind: 'done', message: null }): Promise<PanelRequest> => {
      const [message, ...more] = await sent();
      if (!message || message.kind === 'ready' || more.length > 0) {
        throw new Error(`not one request: ${JSON.stringify([message, ...more])}`);
      }
      const { id, ...request } = message;
      await send({ kind: 'reply', id, reply });
      return request;
    },
    problems: async () => [...errors, ...(await page.evaluate(() => played.violations))],
  };
}
