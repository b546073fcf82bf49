/** `gomod-doctor hash FILE.zip MODULE@VERSION`: the hashes that go.sum would have, and why go would refuse the zip. */
import type { FileFailure, Ports, RandomAccessFile } from '../ports.ts';
import { type HashedZip, hashGoMod, hashZip } from '../sumdb/dirhash.ts';
import { checkZipNames, checkZipRules, maxGoModBytes, type ZipRule } from './checkZip.ts';
import { streamEntry } from './entryData.ts';
import { type ModuleZip, openModuleZip } from './moduleZip.ts';

export interface HashProblem {
  rule: ZipRule | 'not-a-zip' | 'corrupt-entry' | 'unexpected-file' | 'not-examined';
  /** The entry's name, or '' where the problem is of the whole file. */
  file: string;
  /** In go's words where go refuses; for `not-examined`, what we could not do. */
  message: string;
}

export type HashFileResult =
  | {
      kind: 'ok';
      /** `h1:…`, or null where the zip cannot be hashed. */
      zip: string | null;
      /** Of the `/go.mod` line; where the zip has no go.mod, of the one that go makes up. Null where it cannot be read. */
      mod: string | null;
      problems: HashProblem[];
      /** Whether go would take it; false also where we cannot tell. */
      accepted: boolean;
    }
  | FileFailure;

/** `file` is an absolute path. Throws the signal's reason when aborted. */
export async function hashFile(
  ports: Pick<Ports, 'files'>,
  file: string,
  path: string,
  version: string,
  signal: AbortSignal,
): Promise<HashFileResult> {
  const opened = await ports.files.openRandom(file);
  if (opened.kind !== 'ok') return opened;
  try {
    return await examine(opened.file, path, version, signal);
  } finally {
    opened.file.close();
  }
}

async function examine(
  file: RandomAccessFile,
  path: string,
  version: string,
  signal: AbortSignal,
): Promise<HashFileResult> {
  const opened = await openModuleZip(file);
  if (opened.kind !== 'ok') {
    const rule = opened.kind === 'notAZip' ? 'not-a-zip' : 'not-examined';
    return {
      kind: 'ok',
      zip: null,
      mod: null,
      problems: [{ rule, file: '', message: opened.detail }],
      accepted: false,
    };
  }
  const { zip } = opened;
  const hashed = await hashZip(zip, signal);
  const mod = await hashRootGoMod(zip, path, version, signal);
  const problems = [...nameProblems(zip, path, version), ...hashProblems(hashed), ...checkZipRules(zip, path, version)];
  return { kind: 'ok', zip: hashed.kind === 'ok' ? hashed.hash : null, mod, problems, accepted: problems.length === 0 };
}

function nameProblems(zip: ModuleZip, path: string, version: string): HashProblem[] {
  const names = checkZipNames(zip, path, version);
  if (names.kind === 'ok') return [];
  const message = `zip for ${path}@${version} has unexpected file ${names.file}`;
  return [{ rule: 'unexpected-file', file: names.file, message }];
}

function hashProblems(hashed: HashedZip): HashProblem[] {
  if (hashed.kind === 'ok') return [];
  const rule = hashed.kind === 'corrupt' ? 'corrupt-entry' : 'not-examined';
  return [{ rule, file: hashed.file, message: hashed.detail }];
}

/** A module without go.mod gets one with nothing but its path (cmd/go modfetch, legacyGoMod). */
async function hashRootGoMod(
  zip: ModuleZip,
  path: string,
  version: string,
  signal: AbortSignal,
): Promise<string | null> {
  const entry = zip.entries.findLast((candidate) => candidate.name === `${path}@${version}/go.mod`);
  if (entry === undefined) return hashGoMod(Buffer.from(`module ${path}\n`));
  if (entry.uncompressedBytes > maxGoModBytes) return null;
  const chunks: Buffer[] = [];
  const read = await streamEntry(zip, entry, (chunk) => chunks.push(chunk), signal);
  return read.kind === 'ok' ? hashGoMod(Buffer.concat(chunks)) : null;
}
