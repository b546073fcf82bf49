/**
 * Where go keeps a module version in its cache (cmd/go/internal/modfetch/cache.go, CachePath and DownloadDir). On the disk
 * paths and versions are escaped: a capital letter is `!` and the small one.
 *
 *     GOMODCACHE/cache/download/PATH/@v/VERSION.{info,mod,zip,ziphash,lock,partial}     GOMODCACHE/PATH@VERSION/
 */
import { posix, win32 } from 'node:path';
import { escapePath, escapeVersion } from '../module/escape.ts';
import { canonicalVersion } from '../module/version.ts';

export interface CachePaths {
  info: string;
  mod: string;
  zip: string;
  ziphash: string;
  lock: string;
  partial: string;
  /** The extracted module. */
  directory: string;
}

/** Null where go keeps nothing: a path or version that cannot be escaped, or a version that is not canonical. */
export function cachePaths(platform: string, gomodcache: string, path: string, version: string): CachePaths | null {
  const escapedPath = escapePath(path);
  const escapedVersion = escapeVersion(version);
  const isCanonical = version !== '' && canonicalVersion(version) === version;
  if (escapedPath === null || escapedVersion === null || !isCanonical) return null;
  const { join } = platform === 'win32' ? win32 : posix;
  const file = (suffix: string) =>
    join(gomodcache, 'cache', 'download', escapedPath, '@v', `${escapedVersion}.${suffix}`);
  return {
    info: file('info'),
    mod: file('mod'),
    zip: file('zip'),
    ziphash: file('ziphash'),
    lock: file('lock'),
    partial: file('partial'),
    directory: join(gomodcache, `${escapedPath}@${escapedVersion}`),
  };
}
