/**
 * Everything outside the engine. The engine meets the world through these interfaces only: the terminal and the engine
 * process pass real ones (`src/cli/ports`), an untrusted workspace passes ones that refuse, tests pass fakes that record.
 * Expected failure is a value; a method throws only for an abort (the signal's reason) or a bug.
 */
import type { Socket } from 'node:net';

export interface Ports {
  host: Host;
  files: Files;
  commands: Commands;
  clock: Clock;
  resolver: Resolver;
  dialer: Dialer;
  log: Log;
  /** This program's own cache folder. Absent: nothing is kept between runs. */
  ownCache?: OwnCache;
  /** Deleting from go's module cache, for `verify --clean` only. Absent: nothing can be deleted. */
  removal?: Removal;
}

/** Facts about this process and machine, read once by whoever builds the ports. */
export interface Host {
  /** The process environment. On Windows names are upper-case. */
  env: Readonly<Record<string, string | undefined>>;
  platform: 'linux' | 'darwin' | 'win32' | (string & {});
  /** Node's architecture name, such as `x64`. */
  arch: string;
  /** Absolute, in the platform's form. */
  cwd: string;
  place: 'local' | 'wsl' | 'ssh' | 'container' | 'ci';
  /** Version of the running Node without `v`. */
  nodeVersion: string;
}

export type FileFailure =
  | { kind: 'notExist' }
  | {
      kind: 'failed';
      reason: 'permission' | 'isDirectory' | 'notDirectory' | 'noSpace' | 'tooLarge' | 'other';
      message: string;
    };

/** Local files. Paths are absolute and in the platform's form. */
export interface Files {
  /** Reads a whole file; a file larger than `maxBytes` gives `failed` with reason `tooLarge`. */
  read(path: string, options?: { maxBytes?: number }): Promise<{ kind: 'ok'; bytes: Uint8Array } | FileFailure>;
  stat(
    path: string,
  ): Promise<{ kind: 'ok'; type: 'file' | 'directory' | 'other'; sizeBytes: number; modified: Date } | FileFailure>;
  /** The path with every symbolic link resolved. */
  realPath(path: string): Promise<{ kind: 'ok'; path: string } | FileFailure>;
  /** Names in a directory, sorted bytewise. */
  list(path: string): Promise<{ kind: 'ok'; names: string[] } | FileFailure>;
  /** Opens a file for reads at any offset. The caller closes it. */
  openRandom(path: string): Promise<{ kind: 'ok'; file: RandomAccessFile } | FileFailure>;
  /** A new empty file that nobody else sees. The caller disposes it, which also deletes it. */
  createTemp(): Promise<{ kind: 'ok'; file: TempFile } | FileFailure>;
  /** A new empty directory of our own. The caller disposes it, which deletes all that is in it. Absent: none to be had. */
  createTempDirectory?(): Promise<{ kind: 'ok'; directory: TempDirectory } | FileFailure>;
}

export interface RandomAccessFile {
  readonly sizeBytes: number;
  /** Reads up to `length` bytes at `position` into `target`; returns how many were read. */
  readSync(target: Uint8Array, offset: number, length: number, position: number): number;
  close(): void;
}

export interface TempFile {
  readonly path: string;
  write(chunk: Uint8Array): Promise<void>;
  /** Ends writing and opens the file for reading. */
  openRandom(): RandomAccessFile;
  dispose(): Promise<void>;
}

export interface TempDirectory {
  /** Absolute, without symbolic links. */
  readonly path: string;
  /** Writes a file below it; `name` has slashes, and the folders on the way are made. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  dispose(): Promise<void>;
}

export interface CommandRequest {
  argv: readonly [string, ...string[]];
  cwd: string;
  /** The whole environment of the child. */
  env: Readonly<Record<string, string>>;
  timeoutMs: number;
  maxOutputBytes?: number;
  /** What the program reads; without it standard input is empty. */
  input?: Uint8Array;
}

export type CommandResult =
  | { kind: 'exited'; exit: number; stdout: Uint8Array; stderr: Uint8Array; ms: number }
  | { kind: 'notFound' }
  | { kind: 'refused'; why: 'untrusted' | 'offline' }
  | { kind: 'failed'; message: string }
  | { kind: 'timedOut'; ms: number };

/** Other programs (go, git). Never a shell, never the standard input of this process. */
export interface Commands {
  run(request: CommandRequest, signal: AbortSignal): Promise<CommandResult>;
}

export interface Clock {
  /** Monotonic milliseconds, with fractions. */
  nowMs(): number;
  wallTime(): Date;
  /** Calls back once after `delayMs`; the returned function cancels. */
  after(delayMs: number, callback: () => void): () => void;
}

export interface ResolvedAddress {
  address: string;
  family: 4 | 6;
}

export type ResolveResult =
  | { kind: 'ok'; addresses: readonly ResolvedAddress[]; resolver: string }
  | {
      kind: 'failed';
      reason: 'noSuchHost' | 'serverFailure' | 'timeout' | 'serverUnreachable' | 'other';
      /** The DNS server that was asked, `IP:port`, where known. */
      server: string | null;
      /** Short technical detail from the system, such as `EAI_AGAIN`. */
      detail: string;
      resolver: string;
    }
  | { kind: 'refused' };

/** Name resolution. `refused` means that this engine may not use the network. */
export interface Resolver {
  resolve(host: string, signal: AbortSignal): Promise<ResolveResult>;
}

export type DialResult =
  | { kind: 'ok'; socket: Socket }
  | {
      kind: 'failed';
      reason: 'refused' | 'timeout' | 'reset' | 'networkUnreachable' | 'hostUnreachable' | 'permission' | 'other';
      detail: string;
    }
  | { kind: 'refused' };

/** One TCP connection attempt to one literal address. The caller owns the socket. */
export interface Dialer {
  dial(address: ResolvedAddress, port: number, timeoutMs: number, signal: AbortSignal): Promise<DialResult>;
}

export interface Log {
  info(message: string): void;
  warn(message: string): void;
}

/**
 * Small files that this program keeps for itself between runs, such as tiles of a checksum database. Names are relative with
 * slashes, of any characters. Whoever can write to the user's folders can change them, so a reader checks what it reads.
 */
export interface OwnCache {
  /** Absolute folder, for people. */
  readonly directory: string;
  read(name: string): Promise<{ bytes: Uint8Array; modified: Date } | null>;
  /** Replaces the whole file at once; a reader sees the old or the new bytes. False where it cannot be kept. */
  write(name: string, bytes: Uint8Array): Promise<boolean>;
}

export interface Removal {
  /** Whether another process holds go's lock on this file right now; null where this system does not tell. */
  isLocked(path: string): Promise<boolean | null>;
  /** Deletes a file, or a folder with all that is in it, read-only ones too. A link is deleted, never followed. */
  remove(path: string): Promise<{ kind: 'ok' } | FileFailure>;
}
