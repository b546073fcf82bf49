/** What the module cache says of a version: what go recorded, and what the bytes have now. Reads only. */
import { posix, win32 } from 'node:path';
import type { ModuleCache } from '../modcache/moduleCache.ts';
import type { Ports } from '../ports.ts';
import { type FileHash, hashEntries, hashGoMod, hashZip } from '../sumdb/dirhash.ts';
import { openModuleZip } from '../zip/moduleZip.ts';
import type { Claim } from './claim.ts';

const none = { zip: null, mod: null, note: null, file: null, exchange: null } as const;

/** `depth` recorded: no zip is read. */
export async function cacheClaims(
  ports: Ports,
  cache: ModuleCache,
  path: string,
  version: string,
  depth: 'recorded' | 'bytes',
  signal: AbortSignal,
): Promise<Claim[]> {
  const mod = await cache.mod(path, version);
  const zip = await cache.zip(path, version);
  const modHash = mod.kind === 'ok' ? hashGoMod(mod.bytes) : null;
  const recorded = zip.kind === 'ok' ? zip.hash : null;
  const claims: Claim[] = [];
  if (recorded !== null && zip.kind === 'ok') {
    claims.push({ ...none, kind: 'recorded', source: 'cache', zip: recorded, note: 'recorded', file: zip.file });
  }
  const rehashed = zip.kind === 'absent' || depth === 'recorded' ? null : await hashCachedZip(ports, zip.file, signal);
  if (modHash !== null || rehashed !== null) {
    const file = zip.kind === 'absent' ? null : zip.file;
    const note = rehashed === 'corrupt' ? 'corrupt' : rehashed === null ? null : 'recomputed';
    claims.push({
      ...none,
      kind: 'cache',
      source: 'cache',
      zip: rehashed === 'corrupt' ? null : rehashed,
      mod: modHash,
      note,
      file,
    });
  }
  const directory = depth === 'bytes' ? await cache.directory(path, version) : null;
  if (directory?.kind === 'complete') {
    const hash = await hashFolder(ports, directory.directory, `${path}@${version}`, signal);
    if (hash !== null)
      claims.push({ ...none, kind: 'folder', source: 'cache', zip: hash, note: 'folder', file: directory.directory });
  }
  return claims;
}

async function hashCachedZip(ports: Ports, file: string, signal: AbortSignal): Promise<string | 'corrupt' | null> {
  const opened = await ports.files.openRandom(file);
  if (opened.kind !== 'ok') return null;
  try {
    const zip = await openModuleZip(opened.file);
    if (zip.kind !== 'ok') return zip.kind === 'notAZip' ? 'corrupt' : null;
    const hashed = await hashZip(zip.zip, signal);
    return hashed.kind === 'ok' ? hashed.hash : hashed.kind === 'corrupt' ? 'corrupt' : null;
  } finally {
    opened.file.close();
  }
}

/** More than the largest module that go extracts can have. */
const maxFiles = 200_000;
const maxFileBytes = 500 * 1024 * 1024;

/** As `dirhash.HashDir` of an extracted module; null where it cannot be read, or is larger than a module can be. */
async function hashFolder(ports: Ports, folder: string, prefix: string, signal: AbortSignal): Promise<string | null> {
  const { createHash } = await import('node:crypto');
  const { join } = ports.host.platform === 'win32' ? win32 : posix;
  const files: FileHash[] = [];
  const queue = [''];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    signal.throwIfAborted();
    const listed = await ports.files.list(join(folder, name));
    if (listed.kind !== 'ok' || files.length + queue.length > maxFiles) return null;
    for (const child of listed.names) {
      const below = name === '' ? child : `${name}/${child}`;
      const found = await ports.files.stat(join(folder, below));
      if (found.kind !== 'ok') return null;
      if (found.type === 'directory') {
        queue.push(below);
        continue;
      }
      const read = await ports.files.read(join(folder, below), { maxBytes: maxFileBytes });
      if (read.kind !== 'ok') return null;
      files.push({ name: `${prefix}/${below}`, sha256: createHash('sha256').update(read.bytes).digest('hex') });
    }
  }
  return hashEntries(files);
}
