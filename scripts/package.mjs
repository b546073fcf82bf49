// `npm run package`: builds, and makes go-modules-doctor-VERSION.vsix. `--no-build` takes dist/ as it is, `--out=FILE`
// names the result. The package is made in a folder of its own: vsce refuses a manifest with `files`, which npm needs,
// and a user of the extension needs neither scripts nor development packages in it.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { thirdPartyNotices } from './notices.mjs';

const root = path.resolve(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const option = (name) => process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const out = path.resolve(option('out') ?? `${manifest.name}-${manifest.version}.vsix`);

if (!process.argv.includes('--no-build')) {
  const { status } = spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
const stage = mkdtempSync(path.join(tmpdir(), 'go-modules-doctor-package-'));
try {
  fill(stage);
  const vsce = path.join(path.dirname(createRequire(import.meta.url).resolve('@vscode/vsce/package.json')), 'vsce');
  const args = ['package', '--no-dependencies', '--allow-missing-repository', '--out', out];
  execFileSync(process.execPath, [vsce, ...args], { cwd: stage, stdio: ['ignore', 'inherit', 'inherit'] });
} finally {
  rmSync(stage, { recursive: true, force: true });
}
console.log(`${path.basename(out)}: ${(statSync(out).size / 1024).toFixed(0)} kB`);

function fill(folder) {
  const files = ['dist', 'l10n', 'syntaxes', 'media', 'package.nls.json', 'package.nls.zh-cn.json', '.vscodeignore'];
  const texts = ['README.md', 'README.zh-cn.md', 'CHANGELOG.md', 'LICENSE'];
  for (const name of [...files, ...texts.filter((one) => existsSync(path.join(root, one)))]) {
    cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  }
  writeFileSync(path.join(folder, 'ThirdPartyNotices.txt'), thirdPartyNotices(root));
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(shipped(manifest), null, 2)}\n`);
}

/** The manifest of the package: what only development and npm need is left out. */
function shipped({ scripts, files, bin, dependencies, devDependencies, optionalDependencies, allowScripts, ...rest }) {
  return rest;
}
