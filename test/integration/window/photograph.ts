/**
 * Pictures of the extension: a few for the README, and for review every surface in four looks. The window is that of a user
 * who installed the package, so that nothing of the development shows.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setUpChineseFont } from '../../host/chineseFont.ts';
import { chooseQuickFix, hoverOver, noteOn, runCommand, webviewFrame } from '../../host/pageActions.ts';
import { projectRoot, screenshotFolder, serverFolder } from '../../host/paths.ts';
import { setUpHost } from '../../host/setup.ts';
import { type ExampleWindow, openExample } from './openExample.ts';

interface Look {
  name: string;
  theme: string;
  locale?: string;
  diagnose: string;
}

const looks: Look[] = [
  { name: 'light', theme: 'Default Light Modern', diagnose: 'Diagnose Fetch' },
  { name: 'dark', theme: 'Default Dark Modern', diagnose: 'Diagnose Fetch' },
  { name: 'high-contrast', theme: 'Default High Contrast', diagnose: 'Diagnose Fetch' },
  { name: 'zh-cn', theme: 'Default Dark Modern', locale: 'zh-cn', diagnose: '诊断获取' },
];

/** What the README shows: file in media/screenshots and the part of the window. */
const readme = {
  light: ['annotation', 'hover'],
  dark: ['panel', 'quick-fix'],
} as Record<string, string[]>;
const windowSize = { width: 1320, height: 840 };
const readmeFolder = path.join(projectRoot, 'media/screenshots');

export async function photograph(names: readonly string[]): Promise<void> {
  setUpHost();
  for (const folder of [screenshotFolder, readmeFolder]) mkdirSync(folder, { recursive: true });
  const home = mkdtempSync(path.join(tmpdir(), 'go-modules-doctor-pictures-'));
  try {
    install(home);
    setUpChineseFont();
    for (const look of looks) if (names.length === 0 || names.includes(look.name)) await photographLook(home, look);
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

function install(home: string): void {
  const file = path.join(home, 'package.vsix');
  const run = (...args: string[]) => execFileSync(process.execPath, args, { cwd: projectRoot, stdio: 'ignore' });
  run('scripts/package.mjs', `--out=${file}`);
  const server = path.join(serverFolder, 'out/server-main.js');
  run(server, `--server-data-dir=${home}`, '--accept-server-license-terms', '--install-extension', file);
}

async function photographLook(home: string, look: Look): Promise<void> {
  const window = await openExample({
    dataFolder: home,
    extension: undefined,
    viewport: windowSize,
    settings: { 'workbench.colorTheme': look.theme, 'editor.minimap.enabled': false, 'editor.fontSize': 14 },
    ...(look.locale === undefined ? {} : { locale: look.locale }),
  });
  try {
    await walk(window, look);
  } finally {
    await window.close();
  }
}

async function walk(window: ExampleWindow, look: Look): Promise<void> {
  const { page } = window;
  const shoot = (name: string) => picture(window, look, name);
  await noteOn(page, 'acme/billing', /403/);
  await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
  await page.locator('.codelens-decoration').first().waitFor();
  await shoot('annotation');
  await hoverOver(page, 'acme/billing', /cool-down/);
  await shoot('hover');
  await page.keyboard.press('Escape');
  await page.mouse.move(600, 600);
  await page.locator('.view-line span', { hasText: 'pay/core' }).last().click();
  await chooseQuickFix(page, 'GOPRIVATE');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'git.corp.example/pay' }).first().waitFor();
  await shoot('quick-fix');
  await page.keyboard.press('Escape');
  await page.locator('.view-line span', { hasText: 'acme/billing' }).last().click();
  await runCommand(page, `Go Modules: ${look.diagnose}`);
  const panel = await webviewFrame(page, 'text=acme/billing');
  await panel
    .getByText(/cool-down/)
    .first()
    .waitFor();
  // Icons are letters of a font.
  await panel.evaluate('document.fonts.ready.then(() => true)');
  await page
    .locator('.monaco-progress-container.active')
    .waitFor({ state: 'detached', timeout: 5000 })
    .catch(() => {});
  await shoot('panel');
}

async function picture({ page }: ExampleWindow, look: Look, name: string): Promise<void> {
  await page.screenshot({ path: path.join(screenshotFolder, `${look.name}-${name}.png`) });
  if (!readme[look.name]?.includes(name)) return;
  const clip = name === 'panel' ? undefined : { x: 0, y: 0, width: windowSize.width, height: 520 };
  await page.screenshot({ path: path.join(readmeFolder, `${name}.png`), ...(clip ? { clip } : {}) });
}
