import type { RandomAccessFile } from '../ports.ts';

/** Entries up to this size, packed and unpacked, are inflated at once; larger ones are streamed. */
export const windowBytes = 1024 * 1024;

/**
 * Reads a file through one buffer of 1 MiB: the directory of a zip and small neighbouring entries come out of few reads,
 * and memory does not grow with the file. A zip names its own offsets and sizes, so none of them is believed.
 */
export class FileWindow {
  readonly sizeBytes: number;
  readonly #file: RandomAccessFile;
  readonly #buffer: Buffer;
  #start = 0;
  #length = 0;

  constructor(file: RandomAccessFile) {
    this.#file = file;
    this.sizeBytes = file.sizeBytes;
    this.#buffer = Buffer.allocUnsafe(Math.min(windowBytes, Math.max(1, file.sizeBytes)));
  }

  /** The bytes at `position`, valid until the next call; null where they are not all in the file or the window is too small. */
  get(position: number, length: number): Buffer | null {
    if (!(position >= 0 && length >= 0 && position + length <= this.sizeBytes && length <= this.#buffer.length))
      return null;
    if (position < this.#start || position + length > this.#start + this.#length) this.#load(position);
    const at = position - this.#start;
    return at + length <= this.#length ? this.#buffer.subarray(at, at + length) : null;
  }

  /** Fills `target` from `position`, past the window; returns how many bytes there were. */
  readInto(target: Uint8Array, position: number): number {
    return readFully(this.#file, target, target.length, position);
  }

  #load(position: number): void {
    const wanted = Math.min(this.#buffer.length, this.sizeBytes - position);
    this.#start = position;
    this.#length = readFully(this.#file, this.#buffer, wanted, position);
  }
}

/** The system may give less than was asked for; only nothing means the end. */
function readFully(file: RandomAccessFile, target: Uint8Array, length: number, position: number): number {
  let done = 0;
  while (done < length) {
    const read = file.readSync(target, done, length - done, position + done);
    if (read <= 0) break;
    done += read;
  }
  return done;
}
