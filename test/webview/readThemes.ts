/**
 * Reads the colours of VS Code's own themes out of a real window and keeps those that the panel uses, in theme/:
 * `node test/webview/readThemes.ts`. To be run again when the panel uses a further variable.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openVSCode } from '../host/openVSCode.ts';
import { setUpHost } from '../host/setup.ts';
import { buildPanel, usedVariables } from './panelFiles.ts';
import { themeFiles, themeNames, themeSettings } from './theme.ts';

setUpHost();
const { folder, remove } = await buildPanel();
const used = usedVariables(folder);
remove();
const target = path.resolve(import.meta.dirname, 'theme');
mkdirSync(target, { recursive: true });

for (const name of themeNames) {
  const workspace = mkdtempSync(path.join(tmpdir(), 'theme-'));
  const window = await openVSCode({ folder: workspace, settings: { 'workbench.colorTheme': themeSettings[name] } });
  try {
    const workbench = window.page.locator('.monaco-workbench');
    await workbench.waitFor();
    // Before the theme's file is read, colours of another theme of this kind hold.
    await window.page.locator(`.monaco-workbench[class*="${themeFiles[name]}"]`).waitFor();
    const values = await workbench.evaluate((element, names) => {
      const style = getComputedStyle(element);
      return names.map((one) => [one, style.getPropertyValue(one).trim()] as const);
    }, used);
    const present = values.filter(([, value]) => value !== '');
    writeFileSync(path.join(target, `${name}.json`), `${JSON.stringify(Object.fromEntries(present), null, 2)}\n`);
    console.log(`${name}: ${present.length} of ${used.length} variables`);
  } finally {
    await window.close();
    rmSync(workspace, { recursive: true, force: true });
  }
}
