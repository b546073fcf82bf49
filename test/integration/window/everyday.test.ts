import { after, before, describe, it } from 'mocha';
import { canHostWindows } from '../../host/chooseVSCode.ts';
import { hoverOver, noteOn, runCommand, webviewFrame } from '../../host/pageActions.ts';
import { type ExampleWindow, openExample } from './openExample.ts';

describe('a window on a project behind a company proxy', function () {
  this.timeout(60_000);
  let window: ExampleWindow;

  before(async function () {
    if (!canHostWindows) this.skip();
    window = await openExample();
  });
  after(() => window?.close());

  it('notes behind each require line who answers', async () => {
    await noteOn(window.page, 'acme/billing', /403 by 127\.0\.0\.1/);
    await noteOn(window.page, 'example.org/text', /✓ proxy \d+ ms/);
    await noteOn(window.page, 'example.org/sync', /✓ cached/);
  });

  it('underlines the module that cannot be fetched', async () => {
    await window.page.locator('.squiggly-warning').first().waitFor();
  });

  it('tells under the mouse what the proxy said, and offers to diagnose', async () => {
    const { page } = window;
    await hoverOver(page, 'acme/billing', /cool-down/);
    await page.locator('.monaco-hover:visible a', { hasText: 'Diagnose Fetch' }).first().waitFor();
    await page.keyboard.press('Escape');
  });

  it('opens the story of the failure from F1', async () => {
    const { page } = window;
    await page.locator('.view-line span', { hasText: 'acme/billing' }).last().click();
    await runCommand(page, 'Go Modules: Diagnose Fetch');
    const panel = await webviewFrame(page, 'text=acme/billing');
    await panel
      .getByText(/cool-down/)
      .first()
      .waitFor();
    await panel.getByText('go prints', { exact: false }).first().waitFor();
  });

  it('turns the warning into an error once the failure is proved', async () => {
    await window.page.locator('.squiggly-error').first().waitFor();
  });
});
