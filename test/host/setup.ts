/**
 * Puts the test host into .vscode-test/: the VS Code server that npm's code-server package carries and the Chromium that
 * npm's @sparticuz/chromium package carries. Needs nothing but npm: no apt, no compiler, no install script. A finished
 * part is marked by a file `.ok` and not made again.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { cacheFolder, chromiumFolder, hostIntegrity, hostPackage, serverFolder } from './paths.ts';

/** Makes both parts where they are missing. */
export function setUpHost(): void {
  mkdirSync(cacheFolder, { recursive: true });
  makeOnce(serverFolder, makeServer);
  replaceAddons();
  makeOnce(chromiumFolder, makeChromium);
}

function makeOnce(folder: string, make: (temporary: string) => void): void {
  if (existsSync(path.join(folder, '.ok'))) return;
  const temporary = `${folder}.tmp`;
  for (const old of [folder, temporary]) rmSync(old, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  const started = Date.now();
  make(temporary);
  writeFileSync(path.join(temporary, '.ok'), '');
  renameSync(temporary, folder);
  console.log(`[host] ${path.basename(folder)}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function npm(args: readonly string[], cwd: string): void {
  const outer = ['npm_config_local_prefix', 'npm_config_omit', 'npm_config_package_lock', 'npm_config_workspaces'];
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.includes(name)));
  execFileSync('npm', args, { cwd, env, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
}

function makeServer(folder: string): void {
  npm(['pack', hostPackage, '--loglevel=error', '--pack-destination', folder], cacheFolder);
  const packed = path.join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '');
  const integrity = `sha512-${createHash('sha512').update(readFileSync(packed)).digest('base64')}`;
  if (integrity !== hostIntegrity)
    throw new Error(`${hostPackage} has integrity ${integrity}, expected ${hostIntegrity}`);
  execFileSync('tar', ['-xzf', packed, '-C', folder, '--strip-components=3', 'package/lib/vscode']);
  rmSync(packed);
  npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], folder);
  // 250 MB that no test needs.
  for (const part of [
    'node_modules/@github',
    'node_modules/@microsoft/mxc-sdk',
    'node_modules/@vscode/windows-process-tree',
    'extensions/copilot',
  ]) {
    rmSync(path.join(folder, part), { recursive: true, force: true });
  }
}

/** Two native addons would need a compiler. Output channels are written through spdlog, so its stand-in really writes. */
function replaceAddons(): void {
  const modules = path.join(serverFolder, 'node_modules/@vscode');
  writeFileSync(path.join(modules, 'spdlog/index.js'), readFileSync(new URL('./spdlog.cjs', import.meta.url)));
  writeFileSync(path.join(modules, 'native-watchdog/index.js'), 'exports.start = () => {};\n');
}

function makeChromium(folder: string): void {
  const packed = path.resolve(createRequire(import.meta.url).resolve('@sparticuz/chromium'), '../../bin');
  for (const name of readdirSync(packed)) {
    const data = brotliDecompressSync(readFileSync(path.join(packed, name)));
    const stem = name.replace(/(\.tar)?\.br$/, '');
    if (name.endsWith('.tar.br')) {
      const target = path.join(folder, stem === 'swiftshader' ? '.' : stem);
      mkdirSync(target, { recursive: true });
      execFileSync('tar', ['-xf', '-', '-C', target], { input: data });
    } else {
      writeFileSync(path.join(folder, stem), data, { mode: 0o755 });
    }
  }
  mkdirSync(path.join(folder, 'fonts'), { recursive: true });
  // The packaged fonts.conf names fixed folders; this one also sees the system's fonts.
  const fonts = `<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>${chromiumFolder}/fonts</dir><cachedir>${chromiumFolder}/fonts-cache</cachedir>`;
  writeFileSync(
    path.join(folder, 'fonts/fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${fonts}</fontconfig>\n`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setUpHost();
