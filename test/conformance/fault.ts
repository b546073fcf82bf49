/** The faults of `fault.txtar`: what can go wrong with which file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AskedFile } from '../lab/proxyAnswer.ts';
import { parseArchive } from '../lab/txtar.ts';

export const askedFiles: readonly AskedFile[] = ['list', 'info', 'mod', 'zip', 'latest'];

export interface Fault {
  name: string;
  files: AskedFile[];
  /** Lines of a rule; none: the server is well. */
  rule: string[];
}

export function loadFaults(): Fault[] {
  const { files } = parseArchive(readFileSync(join(import.meta.dirname, 'fault.txtar'), 'utf8'));
  return files.map(({ name, text }) => {
    const [head = '', ...rule] = text.trimEnd().split('\n');
    const words = /^files: (.+)$/.exec(head)?.[1]?.split(' ') ?? [];
    const befalls = askedFiles.filter((file) => words.includes(file));
    if (befalls.length !== words.length || befalls.length === 0) throw new Error(`fault ${name}: no files`);
    return { name, files: befalls, rule };
  });
}
