/**
 * A GOPROXY entry that is a folder: `file:///proxy/example.com/!upper/@v/v1.0.0.info`. A missing file counts as 404, one
 * that may not be read as 403, everything else as an error of the system. Source: cmd/go/internal/web/{file,url*}.go.
 */
import type { FileFailure, Ports, TempFile } from '../ports.ts';
import type { FailureCause } from './fetchFailure.ts';

export type FileEntryResult =
  | { kind: 'ok'; bytes: Uint8Array }
  | { kind: 'failed'; cause: FailureCause; goText: string; exact: boolean; notExist: boolean; isOurLimit: boolean };

type Failure = FileEntryResult & { kind: 'failed' };

const chunkBytes = 1024 * 1024;

/** Reads one file into memory, or into `sink`. `urlPath` is the path of the URL, `shownUrl` the URL as go prints it. */
export async function readFileEntry(
  ports: Ports,
  urlPath: string,
  shownUrl: string,
  maxBytes: number,
  sink: TempFile | null,
): Promise<FileEntryResult> {
  const path = localPath(urlPath, ports.host.platform);
  if (path === null) return badUrl(urlPath);
  if (sink !== null) return copyFile(ports, path, shownUrl, maxBytes, sink);
  const read = await ports.files.read(path, { maxBytes });
  return read.kind === 'ok' ? { kind: 'ok', bytes: read.bytes } : failureOf(read, path, shownUrl, ports.host.platform);
}

/** `/C:/dir` is `C:\dir` on Windows; without a drive letter it is no file there. */
function localPath(urlPath: string, platform: string): string | null {
  if (platform !== 'win32') return urlPath;
  return /^\/[A-Za-z]:/.test(urlPath) ? urlPath.slice(1).replaceAll('/', '\\') : null;
}

function badUrl(urlPath: string): Failure {
  const cause: FailureCause = { kind: 'fileProxy', reason: 'other', path: urlPath };
  return {
    kind: 'failed',
    cause,
    goText: 'file URL missing drive letter',
    exact: true,
    notExist: false,
    isOurLimit: false,
  };
}

async function copyFile(
  ports: Ports,
  path: string,
  shownUrl: string,
  maxBytes: number,
  sink: TempFile,
): Promise<FileEntryResult> {
  const opened = await ports.files.openRandom(path);
  if (opened.kind !== 'ok') return failureOf(opened, path, shownUrl, ports.host.platform);
  try {
    if (opened.file.sizeBytes > maxBytes) return tooLarge(opened.file.sizeBytes);
    const buffer = new Uint8Array(chunkBytes);
    for (let position = 0; ; ) {
      const length = opened.file.readSync(buffer, 0, chunkBytes, position);
      if (length <= 0) return { kind: 'ok', bytes: new Uint8Array(0) };
      await sink.write(buffer.slice(0, length));
      position += length;
    }
  } finally {
    opened.file.close();
  }
}

function tooLarge(sizeBytes: number): Failure {
  const goText = 'downloaded zip file too large';
  return {
    kind: 'failed',
    cause: { kind: 'zipTooLarge', sizeBytes },
    goText,
    exact: true,
    notExist: false,
    isOurLimit: false,
  };
}

function failureOf(failure: FileFailure, path: string, shownUrl: string, platform: string): Failure {
  const isUnix = platform !== 'win32';
  const shared = { kind: 'failed', exact: isUnix, notExist: false, isOurLimit: false } as const;
  if (failure.kind === 'notExist') {
    const words = isUnix ? 'no such file or directory' : 'The system cannot find the file specified.';
    return {
      ...shared,
      cause: { kind: 'fileProxy', reason: 'notExist', path },
      goText: `reading ${shownUrl}: ${words}`,
      notExist: true,
    };
  }
  if (failure.reason === 'permission') {
    const words = isUnix ? 'permission denied' : 'Access is denied.';
    return {
      ...shared,
      cause: { kind: 'fileProxy', reason: 'permission', path },
      goText: `reading ${shownUrl}: ${words}`,
    };
  }
  const cause: FailureCause = { kind: 'fileProxy', reason: 'other', path };
  if (failure.reason === 'isDirectory')
    return { ...shared, cause, goText: `read "${shownUrl}": read ${path}: is a directory` };
  if (failure.reason === 'notDirectory') return { ...shared, cause, goText: `open ${path}: not a directory` };
  return {
    ...shared,
    cause,
    goText: `open ${path}: ${failure.message}`,
    exact: false,
    isOurLimit: failure.reason === 'tooLarge',
  };
}
