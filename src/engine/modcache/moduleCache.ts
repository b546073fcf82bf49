/**
 * What the module cache of this machine holds, without ever writing to it, locking it or creating it. The conditions are
 * those under which go makes no request (cmd/go/internal/modfetch/cache.go and fetch.go). Files are written in place under
 * a lock that we do not take, so an empty or short one may be a write in progress; whoever can write there can lie.
 */
import { posix, win32 } from 'node:path';
import { type RevInfo, readInfo } from '../modfetch/infoJson.ts';
import type { FileFailure, Ports } from '../ports.ts';
import { type CachePaths, cachePaths } from './cachePaths.ts';

export interface CachedFile {
  file: string;
  bytes: Uint8Array;
}

/** Go treats everything but `ok` as not cached. */
export type CachedInfo =
  | ({ kind: 'ok'; info: RevInfo } & CachedFile)
  /** The file is there and is no info: go asks again. `message` is what its JSON reader says. */
  | { kind: 'malformed'; file: string; message: string }
  | Absent;

export type CachedMod = ({ kind: 'ok' } & CachedFile) | { kind: 'outdated'; file: string } | Absent;

export type CachedZip =
  /** Both files are there: go makes no request. `hash` is what `.ziphash` says, for go too without looking at the zip. */
  | { kind: 'ok'; file: string; hash: string }
  /** Both are there, and `.ziphash` is no sum: go makes no request and hashes the zip again. */
  | { kind: 'invalidHash'; file: string; hashFile: string }
  /** The zip is there without `.ziphash`: go makes no request, hashes and checks it. */
  | { kind: 'unhashed'; file: string }
  | Absent;

export type CachedDirectory =
  | { kind: 'complete'; directory: string }
  /** Something is there and go extracts again; `why` has go's words. */
  | { kind: 'partial'; directory: string; why: string }
  | { kind: 'absent'; directory: string | null };

export interface Absent {
  kind: 'absent';
  /** Where it would be; null where go keeps nothing for this path and version. */
  file: string | null;
  /** Set where the file is perhaps there and cannot be read. */
  failure: Extract<FileFailure, { kind: 'failed' }> | null;
}

export interface ModuleCache {
  paths(path: string, version: string): CachePaths | null;
  info(path: string, version: string): Promise<CachedInfo>;
  /** Its hash is not checked here. */
  mod(path: string, version: string): Promise<CachedMod>;
  zip(path: string, version: string): Promise<CachedZip>;
  directory(path: string, version: string): Promise<CachedDirectory>;
  /** Whether somebody began to download or extract it. The file stays behind, so this does not mean "right now". */
  hasLock(path: string, version: string): Promise<boolean>;
}

/** A larger `.mod` or `.info` is taken as unreadable. */
const maxFileBytes = 16 * 1024 * 1024;
const maxHashFileBytes = 4096;
const sumBytes = 47;

/** `gomodcache` as go env gives it; where it is empty or relative go uses no cache, and nothing is found. */
export function openModuleCache(ports: Ports, gomodcache: string): ModuleCache {
  const { isAbsolute } = ports.host.platform === 'win32' ? win32 : posix;
  const paths = (path: string, version: string) =>
    isAbsolute(gomodcache) ? cachePaths(ports.host.platform, gomodcache, path, version) : null;
  return {
    paths,
    info: (path, version) => readCachedInfo(ports, paths(path, version)?.info ?? null),
    mod: (path, version) => readMod(ports, paths(path, version)?.mod ?? null),
    zip: (path, version) => findZip(ports, paths(path, version)),
    directory: (path, version) => findDirectory(ports, path, paths(path, version)),
    hasLock: async (path, version) => {
      const found = paths(path, version);
      return found !== null && (await exists(ports, found.lock));
    },
  };
}

async function readCachedInfo(ports: Ports, file: string | null): Promise<CachedInfo> {
  const read = await readCached(ports, file, maxFileBytes);
  if (read.kind !== 'ok') return read;
  const result = readInfo(read.bytes);
  if (result.kind === 'error') return { kind: 'malformed', file: read.file, message: result.message };
  return { ...read, info: result.info };
}

/** Old releases of go kept go.mod files that they had made up; newer ones do not use them. */
const oldVgoPrefix = Buffer.from('//vgo 0.0.');

async function readMod(ports: Ports, file: string | null): Promise<CachedMod> {
  const read = await readCached(ports, file, maxFileBytes);
  if (read.kind !== 'ok') return read;
  const isOutdated = oldVgoPrefix.equals(read.bytes.subarray(0, oldVgoPrefix.length));
  return isOutdated ? { kind: 'outdated', file: read.file } : read;
}

async function findZip(ports: Ports, paths: CachePaths | null): Promise<CachedZip> {
  if (paths === null) return { kind: 'absent', file: null, failure: null };
  const zip = await ports.files.stat(paths.zip);
  if (zip.kind !== 'ok') return absent(paths.zip, zip);
  const read = await ports.files.read(paths.ziphash, { maxBytes: maxHashFileBytes });
  if (read.kind === 'notExist') return { kind: 'unhashed', file: paths.zip };
  const hash = read.kind === 'ok' ? parseZipHash(read.bytes) : null;
  if (hash === null) return { kind: 'invalidHash', file: paths.zip, hashFile: paths.ziphash };
  return { kind: 'ok', file: paths.zip, hash };
}

/** A crash while writing leaves NUL bytes or a wrong length (cmd/go modfetch, isValidSum). */
export function parseZipHash(bytes: Uint8Array): string | null {
  const text = Buffer.from(bytes).toString('latin1').trim();
  return text.length === sumBytes && !text.includes('\0') ? text : null;
}

async function findDirectory(ports: Ports, path: string, paths: CachePaths | null): Promise<CachedDirectory> {
  if (paths === null) return { kind: 'absent', directory: null };
  const { directory } = paths;
  const found = await ports.files.stat(directory);
  if (found.kind === 'notExist') return { kind: 'absent', directory };
  const partial = (why: string): CachedDirectory => ({ kind: 'partial', directory, why });
  if (found.kind === 'failed') return partial(found.message);
  if (found.type !== 'directory') return partial('not a directory');
  if (await exists(ports, paths.partial)) return partial('not completely extracted');
  // It comes from a file in GOROOT, so it was never downloaded and hashed.
  if (path === 'golang.org/fips140') return { kind: 'complete', directory };
  return (await exists(ports, paths.ziphash)) ? { kind: 'complete', directory } : partial('ziphash file is missing');
}

async function exists(ports: Ports, file: string): Promise<boolean> {
  return (await ports.files.stat(file)).kind === 'ok';
}

async function readCached(
  ports: Ports,
  file: string | null,
  maxBytes: number,
): Promise<({ kind: 'ok' } & CachedFile) | Absent> {
  if (file === null) return { kind: 'absent', file: null, failure: null };
  const read = await ports.files.read(file, { maxBytes });
  return read.kind === 'ok' ? { kind: 'ok', file, bytes: read.bytes } : absent(file, read);
}

function absent(file: string, failure: FileFailure): Absent {
  return { kind: 'absent', file, failure: failure.kind === 'failed' ? failure : null };
}
