/**
 * Where the client of the checksum database finds what it read before. go's files (GOMODCACHE/cache/download/sumdb and
 * GOPATH/pkg/sumdb) are read, never written, locked or deleted; what we prove is kept in a cache of our own. All of it is
 * checked again when it is read, because whoever can write to these folders can lie.
 */
import { posix, win32 } from 'node:path';
import type { Environment } from '../goenv/environment.ts';
import type { Ports } from '../ports.ts';
import type { StoredFile } from './clientOps.ts';

/**
 * `none`: a clean machine, where go would find nothing; what is proved is kept all the same. `go`: what go would find, and
 * nothing else, so that our requests are go's. `all`: go's files and our own.
 */
export type StoreUse = 'none' | 'go' | 'all';

export interface SumdbStore {
  read(name: string, isOwnAllowed: boolean): Promise<StoredFile | null>;
  readHeads(): Promise<StoredFile[]>;
  keep(name: string, bytes: Uint8Array): Promise<void>;
  keepHead(note: Uint8Array): Promise<void>;
  readKept(name: string): Promise<StoredFile | null>;
  /** Our own saved head, and when it was written. */
  ownHead(): Promise<{ bytes: Uint8Array; modified: Date } | null>;
}

const maxFileBytes = 1024 * 1024;

export function openStore(ports: Ports, environment: Environment, database: string, use: StoreUse): SumdbStore {
  const own = ports.ownCache;
  const folders = goFolders(ports, environment, database);
  const ownName = (name: string) => `sumdb/${database}/${name}`;
  const readOwn = async (name: string): Promise<StoredFile | null> => {
    const found = (await own?.read(ownName(name))) ?? null;
    return found === null || found.bytes.length === 0 ? null : { bytes: found.bytes, origin: 'own' };
  };
  return {
    read: async (name, isOwnAllowed) => {
      if (use === 'none') return null;
      const gos = folders === null ? null : await readGos(ports, folders.join(folders.cache, ...name.split('/')));
      if (gos !== null) return gos;
      return use === 'all' && isOwnAllowed ? readOwn(name) : null;
    },
    readHeads: async () => {
      if (use === 'none') return [];
      const gos = folders === null ? null : await readGos(ports, folders.latest);
      const ours = use === 'all' ? await readOwn('latest') : null;
      return [gos, ours].filter((head) => head !== null);
    },
    readKept: readOwn,
    keep: async (name, bytes) => {
      await own?.write(ownName(name), bytes);
    },
    keepHead: async (note) => {
      await own?.write(ownName('latest'), note);
    },
    ownHead: async () => (await own?.read(ownName('latest'))) ?? null,
  };
}

/** An empty file may be a write in progress, and counts as none, as it does for go. */
async function readGos(ports: Ports, file: string): Promise<StoredFile | null> {
  const read = await ports.files.read(file, { maxBytes: maxFileBytes });
  return read.kind === 'ok' && read.bytes.length > 0 ? { bytes: read.bytes, origin: 'go' } : null;
}

interface GoFolders {
  cache: string;
  latest: string;
  join(...parts: string[]): string;
}

/** Null where go has no such folders. The saved head is in the first folder of GOPATH and does not move with GOMODCACHE. */
function goFolders(ports: Ports, environment: Environment, database: string): GoFolders | null {
  const { join, isAbsolute, delimiter } = ports.host.platform === 'win32' ? win32 : posix;
  const modcache = environment.value('GOMODCACHE');
  const [gopath = ''] = environment.value('GOPATH').split(delimiter);
  if (!isAbsolute(modcache) || !isAbsolute(gopath)) return null;
  const name = database.split('/');
  return {
    cache: join(modcache, 'cache', 'download', 'sumdb', ...name),
    latest: join(gopath, 'pkg', 'sumdb', ...name, 'latest'),
    join,
  };
}
