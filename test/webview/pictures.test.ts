/** Every kind of page in every theme: nothing for axe to complain about, nothing against the content policy, a picture. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import type { PanelState } from '../../src/protocol/panelMessages.ts';
import type { Report } from '../../src/protocol/report.ts';
import { launchChromium } from '../host/openVSCode.ts';
import { screenshotFolder } from '../host/paths.ts';
import { setUpHost } from '../host/setup.ts';
import { buildPanel } from './panelFiles.ts';
import { type OpenOptions, openPanel } from './panelPage.ts';
import { stateOf } from './panelState.ts';
import { makeReport, type ReportName, reportNames } from './reports.ts';
import { themeNames } from './theme.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

declare const axe: {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
};

/** Under forced colours axe reads the page's colours and not those that are shown. */
async function complaints(page: Page, withContrast: boolean): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async (enabled) => {
    const { violations } = await axe.run({ rules: { 'color-contrast': { enabled } } });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`),
    );
  }, withContrast);
}

const pictured = reportNames.filter((name) => name !== 'withPassword');

describe('the pages of the panel', function () {
  this.timeout(60_000);
  let browser: Browser;
  let files: Awaited<ReturnType<typeof buildPanel>>;
  const reports = new Map<ReportName, Report>();
  before(async () => {
    setUpHost();
    mkdirSync(screenshotFolder, { recursive: true });
    [browser, files] = await Promise.all([launchChromium(), buildPanel()]);
    for (const name of pictured) reports.set(name, await makeReport(name));
  });
  after(async () => {
    await browser?.close();
    files?.remove();
  });

  async function look(title: string, state: PanelState, options: OpenOptions, prepare?: (page: Page) => Promise<void>) {
    const panel = await openPanel(browser, files.folder, state, options);
    try {
      await prepare?.(panel.page);
      await panel.page.evaluate(() => document.fonts.ready);
      await panel.page.screenshot({ path: path.join(screenshotFolder, `panel-${title}.png`), fullPage: true });
      assert.deepEqual(await panel.problems(), []);
      assert.deepEqual(await complaints(panel.page, !options.forcedColors), []);
      const overflow = await panel.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
    } finally {
      await panel.close();
    }
  }
  const stateWith = (name: ReportName, change: Partial<PanelState> = {}) => stateOf(reports.get(name) ?? null, change);

  for (const theme of themeNames) {
    for (const name of pictured) {
      it(`are accessible and keep the content policy: ${name}, ${theme}`, () =>
        look(`${name}-${theme}`, stateWith(name), { theme }));
    }
    for (const tab of theme === 'dark' || theme === 'hc-light' ? ['headers', 'connection', 'timing', 'curl'] : []) {
      it(`are accessible on the tab ${tab}, ${theme}`, () =>
        look(`tab-${tab}-${theme}`, stateWith('policy'), { theme }, (page) => page.locator(`#tab-${tab}`).click()));
    }
    it(`are accessible with the menu, the settings and a step in focus, ${theme}`, () =>
      look(`open-${theme}`, stateWith('mismatch', { followCursor: true }), { theme }, async (page) => {
        await page.locator('.settings summary').click();
        await page.locator('#step-1').click();
        await page.locator('#export').click();
      }));
  }

  const outcomes: Record<string, PanelState> = {
    empty: stateOf(null),
    running: stateOf(null, { run: { kind: 'running', progress: { done: 3, total: 80, current: 'proxy.example' } } }),
  };
  for (const [name, state] of Object.entries(outcomes)) {
    it(`are accessible before the first report: ${name}`, () => look(name, state, {}));
  }
  it('are accessible while a further run lasts, fails, is cancelled, and when the result is old', async () => {
    const progress = { done: 3, total: 80, current: 'proxy.example' };
    await look('running-again', stateWith('policy', { run: { kind: 'running', progress } }), {});
    await look('failed', stateWith('policy', { run: { kind: 'failed', message: 'the engine has ended' } }), {});
    await look('cancelled', stateWith('policy', { run: { kind: 'cancelled' } }), {});
    await look('old', stateWith('policy', { outdated: true }), {});
  });

  for (const name of ['policy', 'mismatch', 'deadProxy'] as const) {
    it(`fit at 200 % zoom: ${name}`, () => look(`${name}-zoom`, stateWith(name), { zoom: 2 }));
    it(`fit a narrow panel, in one column: ${name}`, () => look(`${name}-narrow`, stateWith(name), { width: 420 }));
    it(`fit a very narrow panel: ${name}`, () => look(`${name}-tiny`, stateWith(name), { width: 320 }));
  }

  it('are accessible with forced colours', () =>
    look('forced', stateWith('policy'), { forcedColors: true, theme: 'hc-black' }));

  it('speak Chinese', async () => {
    const report = await makeReport('policy', 'zh-cn');
    await look('policy-zh-cn', stateOf(report, {}, 'zh-cn'), {});
  });
});
