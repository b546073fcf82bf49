/**
 * A TCP socket seen by TLS through a pane of glass: bytes pass unchanged, but the first ones that the other side sends
 * are kept. Whether a server speaks TLS at all is judged from them; the words of a TLS library for garbage differ from
 * library to library.
 */
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

const keptBytes = 512;

export class TappedSocket extends Duplex {
  readonly #inner: Socket;
  #first = Buffer.alloc(0);
  #failure: Error | null = null;
  #ended = false;

  constructor(inner: Socket) {
    super({ highWaterMark: 64 * 1024 });
    this.#inner = inner;
    inner.on('data', (chunk: Buffer) => {
      if (this.#first.length < keptBytes) this.#first = Buffer.concat([this.#first, chunk]).subarray(0, keptBytes);
      if (!this.push(chunk)) inner.pause();
    });
    inner.on('end', () => {
      this.#ended = true;
      this.push(null);
    });
    inner.on('error', (error) => {
      this.#failure = error;
      this.destroy(error);
    });
    inner.on('close', () => this.destroy());
  }

  /** What the other side sent first, at most 512 bytes. */
  get firstBytes(): Buffer {
    return this.#first;
  }

  /** The error of the TCP connection, or null. */
  get failure(): Error | null {
    return this.#failure;
  }

  /** Whether the other side closed in order. */
  get hasEnded(): boolean {
    return this.#ended;
  }

  override _read(): void {
    this.#inner.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#inner.write(chunk, done);
  }

  override _final(done: () => void): void {
    this.#inner.end(done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#inner.destroy();
    done(error);
  }
}
