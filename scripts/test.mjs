// `npm test`: lint, types and every suite, one after the other; the last line is "N passed, N failed".
// `npm test -- unit lab` runs only the named parts.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parts } from './testParts.mjs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  console.error(`The tests need Node 22.19 or newer; this is ${process.versions.node}.`);
  process.exit(2);
}

const wanted = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), 'go-modules-doctor-test-'));
const totalsFile = path.join(folder, 'totals');
const sum = { passed: 0, failed: 0, skipped: 0 };

for (const part of parts.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  console.log(`\n── ${part.name} ${'─'.repeat(Math.max(0, 70 - part.name.length))}`);
  const started = Date.now();
  rmSync(totalsFile, { force: true });
  const { status } = spawnSync(process.execPath, part.argv, {
    stdio: 'inherit',
    env: { ...process.env, TEST_TOTALS: totalsFile },
  });
  const counted = existsSync(totalsFile)
    ? readFileSync(totalsFile, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];
  for (const { passes, failures, pending } of counted) {
    sum.passed += passes;
    sum.failed += failures;
    sum.skipped += pending;
  }
  const failedBeforeCounting = status !== 0 && counted.every(({ failures }) => failures === 0);
  if (failedBeforeCounting) sum.failed += 1;
  else if (counted.length === 0) sum.passed += 1;
  console.log(`${status === 0 ? '✓' : '✗'} ${part.name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

rmSync(folder, { recursive: true, force: true });
console.log(`\n${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`);
process.exitCode = sum.failed === 0 ? 0 : 1;
