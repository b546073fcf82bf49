/** How long commands without network take, against an empty Node process. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { timeInTurns } from './measure.ts';
import type { BenchResult } from './result.ts';

const cli = path.resolve(import.meta.dirname, '../../dist/cli.js');

export async function benchStart(): Promise<BenchResult[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gomod-bench-'));
  writeFileSync(path.join(folder, 'go.mod'), 'module example.com/main\n\ngo 1.24\n\nrequire example.com/m v1.0.0\n');
  const ours = (...rest: string[]) => ({ argv: [process.execPath, cli, ...rest] as const, cwd: folder });
  const names = ['--version', 'plan', 'parse go.mod', 'env'];
  const [empty = 1, ...times] = await timeInTurns(
    [{ argv: [process.execPath, '-e', '0'] as const }, ...names.map((name) => ours(...name.split(' ')))],
    15,
  );
  rmSync(folder, { recursive: true, force: true });
  return names.map((name, index) => ({
    name: `gomod-doctor ${name}, against node -e 0`,
    value: (times[index] ?? 0) / empty,
    limit: name === '--version' ? 1.5 : 2,
    unit: '×',
    note: `${(times[index] ?? 0).toFixed(0)} ms against ${empty.toFixed(0)} ms`,
  }));
}
