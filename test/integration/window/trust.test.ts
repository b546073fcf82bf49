import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { canHostWindows } from '../../host/chooseVSCode.ts';
import { noteOn, runCommand } from '../../host/pageActions.ts';
import { type ExampleWindow, openExample } from './openExample.ts';

describe('a window in Restricted Mode', function () {
  this.timeout(60_000);
  let window: ExampleWindow;

  before(async function () {
    if (!canHostWindows) this.skip();
    window = await openExample({ trusted: false });
  });
  after(() => window?.close());

  it('plans from files, and asks nobody', async () => {
    const { page, example } = window;
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await noteOn(page, 'example.org/text', /go\.sum/);
    assert.deepEqual(example.lab.contactedPorts(), []);
    assert.deepEqual(example.commands(), []);
  });

  it('asks the proxy as soon as the folder is trusted', async () => {
    const { page } = window;
    await runCommand(page, 'Workspaces: Manage Workspace Trust');
    await page
      .locator('.workspace-trust-editor')
      .getByRole('button', { name: /^Trust/ })
      .first()
      .click();
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await noteOn(page, 'acme/billing', /403 by/);
  });
});
