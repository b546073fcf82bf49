/** The planted faults of `mutant.txtar`, each tried in a copy of the sources that is thrown away. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArchive } from '../lab/txtar.ts';

export interface Mutant {
  name: string;
  file: string;
  before: string;
  after: string;
}

const root = join(import.meta.dirname, '..', '..');

export function loadMutants(): Mutant[] {
  const { files } = parseArchive(readFileSync(join(import.meta.dirname, 'mutant.txtar'), 'utf8'));
  return files.map(({ name, text }) => {
    const parts = /^(\S+)\n- ([\s\S]*?)\n\+ ([\s\S]*)\n$/.exec(text);
    if (parts === null) throw new Error(`mutant ${name}: not FILE, - BEFORE, + AFTER`);
    const [, file = '', before = '', after = ''] = parts;
    return { name, file, before, after };
  });
}

/** The source with the fault in it; throws where the place is not there exactly once. */
export function mutate({ name, file, before, after }: Mutant, source: string): string {
  const places = source.split(before).length - 1;
  if (places !== 1) throw new Error(`mutant ${name}: its text stands ${places} times in ${file}`);
  return source.replace(before, () => after);
}

export interface Verdict {
  mutant: Mutant;
  /** What noticed it; null where nothing did. */
  caughtBy: string | null;
  ms: number;
}

/** Tries them one after the other. `onVerdict` is called after each. */
export async function tryMutants(mutants: readonly Mutant[], onVerdict: (verdict: Verdict) => void): Promise<void> {
  const copy = mkdtempSync(join(tmpdir(), 'mutant-'));
  try {
    for (const part of ['src', 'test/lab', 'test/conformance', 'test/fixtures', 'package.json']) {
      cpSync(join(root, part), join(copy, part), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    for (const mutant of mutants) onVerdict(await tryMutant(mutant, copy));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function tryMutant(mutant: Mutant, copy: string): Promise<Verdict> {
  const place = join(copy, mutant.file);
  const source = readFileSync(join(root, mutant.file), 'utf8');
  const startedMs = Date.now();
  writeFileSync(place, mutate(mutant, source));
  const { output, exit } = await runQuick(copy);
  writeFileSync(place, source);
  const caughtBy = /^differs: (.*)$/m.exec(output)?.[1] ?? null;
  if (caughtBy === null && exit !== 0) throw new Error(`mutant ${mutant.name}: the comparison broke\n${output}`);
  return { mutant, caughtBy, ms: Date.now() - startedMs };
}

/** Compares until something differs. */
function runQuick(copy: string): Promise<{ output: string; exit: number | null }> {
  const child = spawn(process.execPath, [join(copy, 'test', 'conformance', 'quick.ts')], {
    cwd: copy,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 300_000,
  });
  let output = '';
  const take = (text: string): void => {
    output += text;
  };
  child.stdout.setEncoding('utf8').on('data', take);
  child.stderr.setEncoding('utf8').on('data', take);
  return new Promise((resolve) => child.on('close', (exit) => resolve({ output, exit })));
}
