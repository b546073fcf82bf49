/**
 * Deletes from go's module cache, whose folders are read-only, and looks whether a go command is at work there. go locks the
 * `.lock` file of a version with flock(2) on Linux and macOS and with LockFileEx on Windows (cmd/go/internal/lockedfile); Node
 * has neither, but each system shows such a lock in its own way.
 */
import { constants } from 'node:fs';
import { chmod, lstat, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FileFailure, Removal } from '../../engine/ports.ts';

export function createNodeRemoval(platform: string): Removal {
  return {
    isLocked: async (file) => {
      if (!(await isThere(file))) return false;
      if (platform === 'linux') return isLockedOnLinux(file);
      if (platform === 'darwin') return isLockedOnMac(file);
      return platform === 'win32' ? isLockedOnWindows(file) : null;
    },
    remove: async (target) => {
      try {
        await makeWritable(target);
        await rm(target, { recursive: true, force: true });
        return { kind: 'ok' };
      } catch (error) {
        return failureOf(error);
      }
    },
  };
}

const isThere = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  );

/** `1: FLOCK  ADVISORY  WRITE 708 08:01:1234 0 EOF`: the numbers are device and inode (proc_locks(5)). */
async function isLockedOnLinux(file: string): Promise<boolean | null> {
  try {
    const { ino } = await stat(file, { bigint: true });
    const locks = await readFile('/proc/locks', 'latin1');
    return locks.split('\n').some((line) => new RegExp(`\\b[0-9a-f]+:[0-9a-f]+:${ino}\\b`).test(line));
  } catch {
    return null;
  }
}

/** open(2) with O_EXLOCK takes the lock that go uses, or fails at once; it is given back when the file is closed. */
async function isLockedOnMac(file: string): Promise<boolean | null> {
  const exclusiveLock = 0x20;
  try {
    await (await open(file, constants.O_RDWR | constants.O_NONBLOCK | exclusiveLock)).close();
    return false;
  } catch (error) {
    return codeOf(error) === 'EWOULDBLOCK' || codeOf(error) === 'EAGAIN' ? true : null;
  }
}

/** A locked range cannot be read by others. */
async function isLockedOnWindows(file: string): Promise<boolean | null> {
  try {
    await readFile(file);
    return false;
  } catch (error) {
    return ['EBUSY', 'EACCES', 'EPERM', 'UNKNOWN'].includes(codeOf(error)) ? true : null;
  }
}

/** A folder must be writable for what is in it to be deleted. Links are not followed. */
async function makeWritable(target: string): Promise<void> {
  const found = await lstat(target).catch(() => null);
  if (found === null) return;
  if (!found.isDirectory()) {
    if (process.platform === 'win32') await chmod(target, 0o666).catch(() => undefined);
    return;
  }
  await chmod(target, 0o755);
  for (const name of await readdir(target)) await makeWritable(path.join(target, name));
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

function failureOf(error: unknown): FileFailure {
  const code = codeOf(error);
  if (!(error instanceof Error) || code === '') throw error;
  const reason = code === 'EACCES' || code === 'EPERM' ? 'permission' : 'other';
  return { kind: 'failed', reason, message: error.message };
}
