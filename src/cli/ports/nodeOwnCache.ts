/**
 * This program's own cache folder: `go-modules-doctor` where each system keeps caches (XDG Base Directory Specification;
 * `~/Library/Caches`; `%LocalAppData%`). Losing it costs requests, nothing else, so every failure is silent.
 */
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Host, OwnCache } from '../../engine/ports.ts';

const maxFileBytes = 1024 * 1024;

/** Undefined where the system names no absolute folder. */
export function createNodeOwnCache(host: Pick<Host, 'env' | 'platform'>): OwnCache | undefined {
  const directory = cacheDirectory(host);
  if (directory === null) return undefined;
  const fileOf = (name: string) => path.join(directory, ...name.split('/').map(safeName));
  return {
    directory,
    read: async (name) => {
      try {
        const file = fileOf(name);
        const found = await stat(file);
        if (!found.isFile() || found.size > maxFileBytes) return null;
        return { bytes: new Uint8Array(await readFile(file)), modified: found.mtime };
      } catch {
        return null;
      }
    },
    write: async (name, bytes) => {
      const file = fileOf(name);
      const temporary = `${file}.${process.pid}.${crypto.randomUUID()}.tmp`;
      try {
        await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
        await writeFile(temporary, bytes, { mode: 0o600 });
        await rename(temporary, file);
        return true;
      } catch {
        await rm(temporary, { force: true }).catch(() => undefined);
        return false;
      }
    },
  };
}

export function cacheDirectory({ env, platform }: Pick<Host, 'env' | 'platform'>): string | null {
  const { join, isAbsolute } = platform === 'win32' ? path.win32 : path.posix;
  const home = env['HOME'] ?? '';
  const candidates =
    platform === 'win32'
      ? [env['LOCALAPPDATA'] ?? '']
      : [
          env['XDG_CACHE_HOME'] ?? '',
          home === '' ? '' : platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache'),
        ];
  const base = candidates.find((one) => one !== '' && isAbsolute(one));
  return base === undefined ? null : join(base, 'go-modules-doctor');
}

/**
 * One element of a name as a file name that every system takes and that never leads out of the folder. One that is too long
 * for the system cannot be written, and is not kept.
 */
function safeName(element: string): string {
  const escaped = element.replaceAll(/[^A-Za-z0-9._@+!~-]/g, (char) => `%${Buffer.from(char).toString('hex')}`);
  return /^\.+$|[. ]$/.test(escaped) || reserved.test(escaped) ? `%${escaped}%` : escaped;
}

/** Names that Windows gives to devices. */
const reserved = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;
