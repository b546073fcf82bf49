/** What a user does in a VS Code window, for tests that use a real mouse and keyboard. */
import type { Frame, Page } from 'playwright-core';

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
    await box.fill(`>${title}`);
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
