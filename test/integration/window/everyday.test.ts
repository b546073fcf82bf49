import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { canHostWindows } from '../../host/chooseVSCode.ts';
import {
  chooseQuickFix,
  eventually,
  hoverOver,
  noteOn,
  notification,
  runCommand,
  webviewFrame,
} from '../../host/pageActions.ts';
import { findInPath } from '../example/example.ts';
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

  it('calls a module private by keyboard alone, with the effect shown first', async function () {
    if (findInPath('go') === null) this.skip();
    const { page, example } = window;
    const goEnv = path.join(path.dirname(example.directory), 'go.env');
    await page.locator('.view-line span', { hasText: 'pay/core' }).last().click();
    await chooseQuickFix(page, 'Add to GOPRIVATE');
    const choice = page.locator('.quick-input-list .monaco-list-row', { hasText: 'git.corp.example/pay/core' }).first();
    await choice.waitFor();
    assert.match((await choice.textContent()) ?? '', /direct|repository/i);
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'go env -w GOPRIVATE=' }).first().waitFor();
    await page.keyboard.press('Enter');
    await notification(page, 'GOPRIVATE=git.corp.example');
    assert.match(readFileSync(goEnv, 'utf8'), /^GOPRIVATE=git\.corp\.example/m);
  });

  it('takes the change back', async function () {
    if (findInPath('go') === null) this.skip();
    const { page, example } = window;
    const goEnv = path.join(path.dirname(example.directory), 'go.env');
    await (await notification(page, 'GOPRIVATE=git.corp.example')).getByText('Undo').click();
    await eventually('GOPRIVATE is gone', () => !readFileSync(goEnv, 'utf8').includes('GOPRIVATE'));
  });
});

describe('a window on a project whose proxy never answers', function () {
  this.timeout(60_000);
  let window: ExampleWindow;

  before(async function () {
    if (!canHostWindows) this.skip();
    window = await openExample({}, 'stall');
  });
  after(() => window?.close());

  it('lets the user cancel a diagnosis that waits', async () => {
    const { page, example } = window;
    await page.locator('.view-line span', { hasText: 'example.org/text' }).last().click();
    await runCommand(page, 'Go Modules: Diagnose Fetch');
    await eventually('a request', () => (example.lab.logs()['proxy']?.length ?? 0) > 0);
    const shown = await notification(page, 'Diagnosing go.example.org/text');
    await shown.getByText('Cancel').click();
    await shown.waitFor({ state: 'detached' });
  });
});
