/**
 * Takes one version out of go's module cache, and only where its bytes are proved to be wrong. Deleted are the files of this
 * version and its extracted folder, nothing else; go makes them anew. Where a go command holds its lock, nothing is touched:
 * looking is all that is possible here, so the moment between looking and deleting stays open, as small as it can be.
 */
import type { ModuleCache } from '../modcache/moduleCache.ts';
import type { Ports } from '../ports.ts';

export type Cleaned =
  | { kind: 'cleaned'; paths: string[] }
  /** What would be deleted, where the user has not agreed yet. */
  | { kind: 'proposed'; paths: string[] }
  | {
      kind: 'refused';
      why: 'not-corrupt' | 'nothing-there' | 'locked' | 'lock-unknown' | 'not-possible';
      paths: string[];
    }
  | { kind: 'failed'; path: string; message: string; paths: string[] };

/** `.lock` stays: another go command may wait for it. `.info` and `.mod` stay where only the zip is wrong. */
export async function cleanModule(
  ports: Ports,
  cache: ModuleCache,
  module: { path: string; version: string; wrong: ReadonlySet<'zip' | 'mod'> },
  hasAgreed: boolean,
): Promise<Cleaned> {
  const known = cache.paths(module.path, module.version);
  if (known === null || ports.removal === undefined) return { kind: 'refused', why: 'not-possible', paths: [] };
  const zipFiles = [known.directory, known.ziphash, known.zip, known.partial];
  const wanted = [...(module.wrong.has('zip') ? zipFiles : []), ...(module.wrong.has('mod') ? [known.mod] : [])];
  const paths: string[] = [];
  for (const path of wanted) if ((await ports.files.stat(path)).kind !== 'notExist') paths.push(path);
  if (module.wrong.size === 0) return { kind: 'refused', why: 'not-corrupt', paths };
  if (paths.length === 0) return { kind: 'refused', why: 'nothing-there', paths };
  if (!hasAgreed) return { kind: 'proposed', paths };
  const locked = await ports.removal.isLocked(known.lock);
  if (locked !== false) return { kind: 'refused', why: locked === null ? 'lock-unknown' : 'locked', paths };
  for (const path of paths) {
    const removed = await ports.removal.remove(path);
    if (removed.kind === 'failed') return { kind: 'failed', path, message: removed.message, paths };
  }
  return { kind: 'cleaned', paths };
}
