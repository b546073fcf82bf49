/**
 * The hash `h1:` of go.sum (golang.org/x/mod/sumdb/dirhash, Hash1): SHA-256 over one line for each file, sorted by the
 * bytes of the names, each line the file's SHA-256 in hexadecimal, two spaces, its name and a newline. Order, compression
 * and times of a zip do not count; every entry does, also directories (as empty files) and duplicates.
 */
import { createHash, hash } from 'node:crypto';
import { maxZipBytes } from '../zip/checkZip.ts';
import { isSmall, readSmall, streamEntry } from '../zip/entryData.ts';
import { compareNames, encodeName, sortByName } from '../zip/entryName.ts';
import type { ModuleZip, ZipEntry } from '../zip/moduleZip.ts';

export type HashedZip =
  | { kind: 'ok'; hash: string }
  /** Go cannot hash it either; `detail` has its words. */
  | { kind: 'corrupt'; file: string; detail: string }
  /** It would cost more than a good zip can; Go would try, so no fault is proved. */
  | { kind: 'uncertain'; file: string; detail: string };

export interface FileHash {
  name: string;
  /** SHA-256 of the content, 64 lower-case hexadecimal digits. */
  sha256: string;
}

/** Go's words for a name that the format cannot hold. */
const newlineInName = 'dirhash: filenames with newlines are not supported';

/** After so many bytes the event loop gets a turn, so that others proceed and an abort is seen. */
const bytesPerTurn = 16 * 1024 * 1024;
const linesPerUpdate = 500;

/** The hash of a list of files, in any order; null where a name holds a newline, which go refuses. */
export function hashEntries(files: readonly FileHash[]): string | null {
  if (files.some(({ name }) => name.includes('\n'))) return null;
  const sorted = sortByName(files);
  const summary = createHash('sha256');
  for (let at = 0; at < sorted.length; at += linesPerUpdate) {
    const lines = sorted.slice(at, at + linesPerUpdate).map(({ name, sha256 }) => `${sha256}  ${name}\n`);
    summary.update(encodeName(lines.join('')));
  }
  return `h1:${summary.digest('base64')}`;
}

/** The hash that stands in a `/go.mod` line of go.sum. */
export function hashGoMod(bytes: Uint8Array): string {
  return `h1:${hash('sha256', `${hash('sha256', bytes, 'hex')}  go.mod\n`, 'base64')}`;
}

/** The hash of everything in a zip; its rules are not checked here. Throws the signal's reason when aborted. */
export async function hashZip(zip: ModuleZip, signal: AbortSignal): Promise<HashedZip> {
  // Of entries with one name Go hashes the last one's content for each.
  const byName = new Map(zip.entries.map((entry) => [entry.name, entry]));
  const costly = tooCostly(zip, byName);
  if (costly !== null) return { kind: 'uncertain', file: '', detail: costly };
  // In the order of the file, which is fast; Go goes by name and stops at the first fault.
  const entries = [...byName.values()].sort((a, b) => a.offset - b.offset);
  const hashes = new Map<string, string>();
  let fault: Extract<HashedZip, { kind: 'corrupt' }> | null = null;
  let sinceTurn = 0;
  for (const entry of entries) {
    sinceTurn += entry.compressedBytes + entry.uncompressedBytes + 1024;
    if (sinceTurn > bytesPerTurn) {
      sinceTurn = 0;
      await new Promise((resolve) => setImmediate(resolve));
    }
    signal.throwIfAborted();
    const content = isSmall(entry) ? hashSmall(zip, entry) : await hashLarge(zip, entry, signal);
    if (content.kind === 'ok') hashes.set(entry.name, content.sha256);
    else if (fault === null || compareNames(entry.name, fault.file) < 0) fault = { ...content, file: entry.name };
  }
  if (fault !== null) return fault;
  const hashed = hashEntries(zip.entries.map(({ name }) => ({ name, sha256: hashes.get(name) ?? '' })));
  return hashed === null ? { kind: 'corrupt', file: '', detail: newlineInName } : { kind: 'ok', hash: hashed };
}

type Content = { kind: 'ok'; sha256: string } | { kind: 'corrupt'; detail: string };

function hashSmall(zip: ModuleZip, entry: ZipEntry): Content {
  if (entry.name.includes('\n')) return { kind: 'corrupt', detail: newlineInName };
  const content = readSmall(zip, entry);
  return content.kind === 'ok' ? { kind: 'ok', sha256: hash('sha256', content.data, 'hex') } : content;
}

async function hashLarge(zip: ModuleZip, entry: ZipEntry, signal: AbortSignal): Promise<Content> {
  if (entry.name.includes('\n')) return { kind: 'corrupt', detail: newlineInName };
  const sum = createHash('sha256');
  const content = await streamEntry(zip, entry, (chunk) => sum.update(chunk), signal);
  return content.kind === 'ok' ? { kind: 'ok', sha256: sum.digest('hex') } : content;
}

/** A bomb declares too much, or makes many entries share the same data. */
function tooCostly(zip: ModuleZip, entries: ReadonlyMap<string, ZipEntry>): string | null {
  let packedBytes = 0;
  let unpackedBytes = 0;
  for (const entry of entries.values()) {
    packedBytes += Math.min(entry.compressedBytes, Math.max(0, zip.sizeBytes - entry.offset));
    unpackedBytes += entry.uncompressedBytes;
  }
  if (unpackedBytes > maxZipBytes) return `more than ${maxZipBytes} bytes of content`;
  return packedBytes > zip.sizeBytes ? 'entries that share their data' : null;
}
