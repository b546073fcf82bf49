import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { canHostWindows } from '../../host/chooseVSCode.ts';
import { hoverOver, noteOn, runCommand, webviewFrame } from '../../host/pageActions.ts';
import { type ExampleWindow, openExample } from './openExample.ts';

describe('a window in Chinese', function () {
  this.timeout(60_000);
  let window: ExampleWindow;

  before(async function () {
    if (!canHostWindows) this.skip();
    window = await openExample({ locale: 'zh-cn' });
  });
  after(() => window?.close());

  it('notes and hovers in Chinese', async () => {
    const { page } = window;
    await noteOn(page, 'acme/billing', /403/);
    await noteOn(page, 'example.org/sync', /已缓存/);
    await hoverOver(page, 'acme/billing', /诊断获取/);
    await page.keyboard.press('Escape');
  });

  it('finds its command by its Chinese title and opens the panel in Chinese', async () => {
    const { page } = window;
    await page.locator('.view-line span', { hasText: 'acme/billing' }).last().click();
    await runCommand(page, 'Go Modules: 诊断获取');
    const panel = await webviewFrame(page, 'text=acme/billing');
    await panel
      .getByText(/代理|获取/)
      .first()
      .waitFor();
    assert.match((await panel.locator('html').getAttribute('lang')) ?? '', /^zh/);
    assert.doesNotMatch((await panel.locator('body').textContent()) ?? '', /What go decides|Evidence|Run again/);
  });
});
