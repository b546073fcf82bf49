/** What a user does in a VS Code window, for tests that use a real mouse and keyboard. */
import type { Frame, Locator, Page } from 'playwright-core';

/** Repeats `attempt` until it gives a value, or throws the last error after `timeoutMs`. */
async function until<T>(timeoutMs: number, attempt: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

/** Runs a command by its title from the palette. The palette does not learn of later commands while open: it is reopened. */
export async function runCommand(page: Page, title: string, timeoutMs = 20_000): Promise<void> {
  await until(timeoutMs, async () => {
    await page.keyboard.press('F1');
    const box = page.locator('.quick-input-widget input');
    await box.waitFor({ state: 'visible', timeout: 2000 });
    // A window that is still being drawn may close it again.
    await box.fill(`>${title}`, { timeout: 1500 });
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title.replace(/^.*: /, '') }).first();
    await row.waitFor({ timeout: 1500 }).catch(async (error) => {
      await page.keyboard.press('Escape');
      throw error;
    });
    await page.keyboard.press('Enter');
  });
}

/** Waits until the line that holds `text` shows this note behind it. The editor draws spaces as no-break spaces. */
export async function noteOn(page: Page, text: string, note: RegExp, timeoutMs = 20_000): Promise<void> {
  const line = page.locator('.view-line', { hasText: text }).first();
  let shown = '';
  await until(timeoutMs, async () => {
    shown = ((await line.textContent({ timeout: 2000 })) ?? '').replaceAll('\u00a0', ' ');
    if (note.test(shown)) return;
    await page.waitForTimeout(50);
    throw new Error(`the line is: ${shown}`);
  });
}

/** Moves the mouse over a text in the editor until a hover with the wanted content shows. */
export async function hoverOver(page: Page, text: string, wanted: string | RegExp, timeoutMs = 20_000): Promise<void> {
  const word = page.locator('.view-line span', { hasText: text }).last();
  await word.waitFor({ timeout: timeoutMs });
  let turn = 0;
  await until(timeoutMs, async () => {
    const box = await word.boundingBox();
    if (box === null) throw new Error(`${text} is not visible`);
    const shift = turn++ % 5;
    await page.mouse.move(box.x + box.width / 2 + shift, box.y + box.height / 2);
    await page.mouse.move(box.x + box.width / 2 + 3 + shift, box.y + box.height / 2 + 1);
    try {
      await page.locator('.monaco-hover:visible', { hasText: wanted }).first().waitFor({ timeout: 1500 });
    } catch (error) {
      await page.mouse.move(box.x, box.y + 200);
      throw error;
    }
  });
}

/** Opens the quick fixes at the cursor and takes the one with this title, all by keyboard. */
export async function chooseQuickFix(page: Page, title: string, timeoutMs = 20_000): Promise<void> {
  await until(timeoutMs, async () => {
    await page.keyboard.press('Control+.');
    const rows = page.locator('.action-widget .monaco-list-row.action');
    await rows.first().waitFor({ timeout: 2000 });
    const titles = (await rows.allTextContents()).map((text) => text.replaceAll('\u00a0', ' '));
    const at = titles.findIndex((text) => text.includes(title));
    if (at < 0) {
      await page.keyboard.press('Escape');
      throw new Error(`no quick fix ${title} among: ${titles.join(' | ')}`);
    }
    for (let step = 0; step < at; step++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  });
}

/** The notification with this text, in the list behind the bell: with the smoke-test driver none pops up. */
export async function notification(page: Page, text: string, timeoutMs = 20_000): Promise<Locator> {
  const item = page.locator('.notifications-center.visible .notification-list-item', { hasText: text }).first();
  await until(timeoutMs, async () => {
    if (!(await page.locator('.notifications-center.visible').isVisible())) {
      await page.locator('[id="status.notifications"]').click({ timeout: 2000 });
    }
    await item.waitFor({ timeout: 1500 });
  });
  return item;
}

/** Waits until something outside the page is so. */
export async function eventually(what: string, isSo: () => boolean, timeoutMs = 10_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** The document inside a webview: page > iframe.webview > #active-frame. */
export async function webviewFrame(page: Page, selector: string, timeoutMs = 20_000): Promise<Frame> {
  return until(timeoutMs, async () => {
    for (const frame of page.frames()) {
      if (frame.parentFrame()?.parentFrame() && (await frame.locator(selector).count()) > 0) return frame;
    }
    await page.waitForTimeout(100);
    throw new Error(`no webview with ${selector}`);
  });
}
