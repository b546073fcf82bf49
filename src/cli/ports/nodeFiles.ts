/**
 * Local files through Node. What lies on the disk is not trusted: a read has a size limit, a pipe or socket is never
 * opened (it would wait for ever), and every failure is a value.
 *
 * Small reads are synchronous: the files are settings and go.mod files, nobody else waits in this process, and a turn
 * through the thread pool costs more than such a read. `node:fs/promises` is loaded only for temporary files.
 */
import { closeSync, fstatSync, openSync, readdirSync, readSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FileFailure, Files, RandomAccessFile, TempDirectory, TempFile } from '../../engine/ports.ts';

const defaultMaxBytes = 64 * 1024 * 1024;
const chunkBytes = 256 * 1024;

export function createNodeFiles(): Files {
  const temporary = createTemporaryFiles();
  return {
    read: (file, options) => attempt(() => readBounded(file, options?.maxBytes ?? defaultMaxBytes)),
    stat: (file) => attempt(() => describe(file)),
    realPath: (file) => attempt(async () => ({ kind: 'ok', path: realpathSync.native(file) }) as const),
    list: (directory) =>
      attempt(async () => ({ kind: 'ok', names: readdirSync(directory).sort(compareBytes) }) as const),
    openRandom: (file) => attempt(() => openRegular(file)),
    createTemp: () => attempt(async () => ({ kind: 'ok', file: await createTempFile(temporary) }) as const),
    createTempDirectory: () =>
      attempt(async () => ({ kind: 'ok', directory: await createTempDirectory(temporary) }) as const),
  };
}

async function attempt<T>(work: () => Promise<T>): Promise<T | FileFailure> {
  try {
    return await work();
  } catch (error) {
    return fileFailure(error);
  }
}

const reasons: Readonly<Record<string, Extract<FileFailure, { kind: 'failed' }>['reason']>> = {
  EACCES: 'permission',
  EPERM: 'permission',
  EISDIR: 'isDirectory',
  ENOTDIR: 'notDirectory',
  ENOSPC: 'noSpace',
  EDQUOT: 'noSpace',
};

function fileFailure(error: unknown): FileFailure {
  if (!(error instanceof Error)) throw error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === '') throw error;
  // A name with a NUL byte or one that is too long cannot name a file.
  if (code === 'ENOENT' || code === 'ENAMETOOLONG' || code === 'ERR_INVALID_ARG_VALUE') return { kind: 'notExist' };
  return { kind: 'failed', reason: reasons[code] ?? 'other', message: error.message };
}

async function describe(file: string): ReturnType<Files['stat']> {
  const found = statSync(file);
  const type = found.isFile() ? 'file' : found.isDirectory() ? 'directory' : 'other';
  return { kind: 'ok', type, sizeBytes: found.size, modified: found.mtime };
}

async function readBounded(file: string, maxBytes: number): ReturnType<Files['read']> {
  const found = statSync(file);
  if (found.isDirectory()) return { kind: 'failed', reason: 'isDirectory', message: `${file} is a directory` };
  if (!found.isFile() && !found.isCharacterDevice()) {
    return { kind: 'failed', reason: 'other', message: `${file} is not a regular file` };
  }
  if (found.size > maxBytes) return tooLarge(file, maxBytes);
  const descriptor = openSync(file, 'r');
  try {
    return readAll(descriptor, file, found.size, maxBytes);
  } finally {
    closeSync(descriptor);
  }
}

/** Reads to the end; a device or a file that grows meanwhile is cut at the limit. */
function readAll(
  descriptor: number,
  file: string,
  sizeBytes: number,
  maxBytes: number,
): Awaited<ReturnType<Files['read']>> {
  const chunks: Uint8Array[] = [];
  for (let total = 0; ; ) {
    // One byte more than the file should have, so that the end is seen without another read.
    const wanted = total === 0 && sizeBytes > 0 ? sizeBytes + 1 : chunkBytes;
    const chunk = new Uint8Array(Math.min(wanted, maxBytes + 1 - total));
    const bytesRead = readSync(descriptor, chunk, 0, chunk.length, null);
    chunks.push(chunk.subarray(0, bytesRead));
    total += bytesRead;
    if (total > maxBytes) return tooLarge(file, maxBytes);
    if (bytesRead === 0 || total === sizeBytes) return { kind: 'ok', bytes: joined(chunks) };
  }
}

const joined = (chunks: readonly Uint8Array[]): Uint8Array =>
  chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : new Uint8Array(Buffer.concat(chunks));

const tooLarge = (file: string, maxBytes: number): FileFailure => ({
  kind: 'failed',
  reason: 'tooLarge',
  message: `${file} is larger than ${maxBytes} bytes`,
});

async function openRegular(file: string): ReturnType<Files['openRandom']> {
  const found = statSync(file);
  if (found.isDirectory()) return { kind: 'failed', reason: 'isDirectory', message: `${file} is a directory` };
  if (!found.isFile()) return { kind: 'failed', reason: 'other', message: `${file} is not a regular file` };
  return { kind: 'ok', file: randomAccess(openSync(file, 'r')) };
}

function randomAccess(descriptor: number): RandomAccessFile {
  let isOpen = true;
  return {
    sizeBytes: fstatSync(descriptor).size,
    readSync: (target, offset, length, position) => readSync(descriptor, target, offset, length, position),
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      closeSync(descriptor);
    },
  };
}

/** The files to delete when the process ends before they are disposed. */
interface TemporaryFiles {
  add(file: string): void;
  forget(file: string): void;
}

function createTemporaryFiles(): TemporaryFiles {
  const files = new Set<string>();
  const deleteAll = () => {
    for (const left of files) rmSync(left, { force: true, recursive: true });
  };
  return {
    add: (file) => {
      if (files.size === 0) process.on('exit', deleteAll);
      files.add(file);
    },
    forget: (file) => {
      files.delete(file);
      if (files.size === 0) process.off('exit', deleteAll);
    },
  };
}

async function createTempFile(temporary: TemporaryFiles): Promise<TempFile> {
  const { open, rm } = await import('node:fs/promises');
  const file = path.join(tmpdir(), `gomod-doctor-${crypto.randomUUID()}`);
  const handle = await open(file, 'wx', 0o600);
  temporary.add(file);
  let isOpen = true;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    await handle.close();
  };
  return {
    path: file,
    write: async (chunk) => {
      for (let written = 0; written < chunk.length; ) {
        written += (await handle.write(chunk, written, chunk.length - written)).bytesWritten;
      }
    },
    openRandom: () => randomAccess(openSync(file, 'r')),
    dispose: async () => {
      await close();
      await rm(file, { force: true });
      temporary.forget(file);
    },
  };
}

async function createTempDirectory(temporary: TemporaryFiles): Promise<TempDirectory> {
  const { mkdir, mkdtemp, rm, writeFile } = await import('node:fs/promises');
  const directory = await mkdtemp(path.join(realpathSync.native(tmpdir()), 'gomod-doctor-'));
  temporary.add(directory);
  return {
    path: directory,
    write: async (name, bytes) => {
      const file = path.join(directory, ...name.split('/'));
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, bytes);
    },
    dispose: async () => {
      // A program that was just ended may still write for a moment.
      await rm(directory, { force: true, recursive: true, maxRetries: 5, retryDelay: 50 });
      temporary.forget(directory);
    },
  };
}

const compareBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
