import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { open } from 'yauzl';
import { canHostWindows } from '../../host/chooseVSCode.ts';
import { hoverOver, noteOn, runCommand, webviewFrame } from '../../host/pageActions.ts';
import { projectRoot, serverFolder } from '../../host/paths.ts';
import { setUpHost } from '../../host/setup.ts';
import { type ExampleWindow, openExample } from './openExample.ts';

const largestBytes = 1_000_000;
/** Everything that a package may hold; `*` stands for a name. */
const allowed = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(package\.json|package\.nls\.json|package\.nls\.zh-cn\.json)$/,
  /^extension\/(readme\.md|README\.zh-cn\.md|changelog\.md|LICENSE\.txt|ThirdPartyNotices\.txt)$/,
  /^extension\/dist\/(extension|cli|main|undici)\.js$/,
  /^extension\/dist\/webview\/(panel\.js|panel\.css|codicon\.css|codicon\.ttf)$/,
  /^extension\/l10n\/bundle\.l10n(\.zh-cn)?\.json$/,
  /^extension\/syntaxes\/[\w.]+\.json$/,
  /^extension\/media\/(icon\.png|walkthrough\/[\w-]+\.(md|png|svg))$/,
];

describe('the package', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'go-modules-doctor-vsix-'));
  const file = path.join(folder, 'package.vsix');
  let names: string[] = [];

  before(async () => {
    execFileSync(process.execPath, ['scripts/package.mjs', '--no-build', `--out=${file}`], {
      cwd: projectRoot,
      stdio: 'ignore',
    });
    names = await namesIn(file);
  });
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

  it('holds only what it needs', () => {
    assert.deepEqual(
      names.filter((name) => !allowed.some((pattern) => pattern.test(name))),
      [],
    );
    assert.ok(statSync(file).size < largestBytes, `${statSync(file).size} bytes`);
  });

  it('holds both programs, the panel, the words in both languages and the licences', () => {
    for (const name of [
      'dist/extension.js',
      'dist/cli.js',
      'dist/main.js',
      'dist/webview/panel.js',
      'l10n/bundle.l10n.zh-cn.json',
      'package.nls.zh-cn.json',
      'ThirdPartyNotices.txt',
    ]) {
      assert.ok(names.includes(`extension/${name}`), `${name} is missing`);
    }
  });

  describe('installed in a VS Code that has nothing else', () => {
    const home = path.join(folder, 'home');
    let window: ExampleWindow;

    before(async function () {
      if (!canHostWindows) this.skip();
      setUpHost();
      assert.match(server(home, '--install-extension', file), /successfully installed/);
      window = await openExample({ dataFolder: home, extension: undefined });
    });
    after(() => window?.close());

    it('is listed under its name', () => {
      assert.match(server(home, '--list-extensions', '--show-versions'), /^go-modules-doctor\.go-modules-doctor@\d/m);
    });

    it('notes, underlines and explains', async () => {
      const { page } = window;
      await noteOn(page, 'acme/billing', /403 by/);
      await page.locator('.squiggly-warning').first().waitFor();
      await hoverOver(page, 'acme/billing', /cool-down/);
      await page.keyboard.press('Escape');
    });

    it('opens its panel', async () => {
      await window.page.locator('.view-line span', { hasText: 'acme/billing' }).last().click();
      await runCommand(window.page, 'Go Modules: Diagnose Fetch');
      const panel = await webviewFrame(window.page, 'text=acme/billing');
      await panel
        .getByText(/cool-down/)
        .first()
        .waitFor();
    });
  });
});

function server(home: string, ...args: string[]): string {
  const program = path.join(serverFolder, 'out/server-main.js');
  const common = [`--server-data-dir=${home}`, '--accept-server-license-terms'];
  return execFileSync(process.execPath, [program, ...common, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, EXTENSIONS_GALLERY: '{}' },
  });
}

function namesIn(file: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    open(file, (error, zip) => {
      if (error) return reject(error);
      const names: string[] = [];
      zip.on('entry', ({ fileName }: { fileName: string }) => names.push(fileName));
      zip.once('end', () => resolve(names));
      zip.once('error', reject);
    });
  });
}
