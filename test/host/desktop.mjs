#!/usr/bin/env node
// Stands in for the desktop executable of VS Code: takes the flags that @vscode/test-electron passes, runs the suite in
// the browser-hosted build, prints mocha's report and exits with the suite's code. Two flags are its own: --restricted
// (real workspace trust, nothing trusted yet) and --locale=zh-cn as the desktop would take it with a language pack.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openVSCode } from './openVSCode.ts';

const deadlineMs = 150_000;
const flags = new Map();
const folders = [];
for (const word of process.argv.slice(2)) {
  const flag = /^--([^=]+)(?:=(.*))?$/.exec(word);
  if (flag) flags.set(flag[1], flag[2] ?? 'true');
  else folders.push(word);
}

const own = mkdtempSync(path.join(tmpdir(), 'vscode-desktop-'));
const report = path.join(own, 'report');
const required = (name) => {
  const value = flags.get(name);
  if (value === undefined) throw new Error(`--${name} is missing`);
  return path.resolve(value);
};

const window = await openVSCode({
  folder: path.resolve(folders[0] ?? own),
  extension: required('extensionDevelopmentPath'),
  suite: required('extensionTestsPath'),
  ...(flags.has('locale') ? { locale: flags.get('locale') } : {}),
  trusted: !flags.has('restricted'),
  env: { VSCODE_TEST_REPORT: report },
});
const deadline = setTimeout(() => {
  console.error(`the suite did not end within ${deadlineMs / 1000} s`);
  end(102);
}, deadlineMs);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => end(130));
end(await window.exitCode);

async function end(code) {
  clearTimeout(deadline);
  const text = existsSync(report) ? readFileSync(report, 'utf8') : '';
  process.stdout.write(text);
  // What the window itself said matters only where the suite did not get to speak.
  if (code !== 0 && !text.includes('passing')) process.stdout.write(`${window.log.slice(-40).join('\n')}\n`);
  await window.close();
  rmSync(own, { recursive: true, force: true });
  process.exit(code);
}
