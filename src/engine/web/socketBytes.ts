/** Reads exact pieces from a socket before somebody else takes it over; what was read too far is given back. */
import type { Socket } from 'node:net';

export type ReadEnd = { kind: 'eof'; received: number } | { kind: 'reset' } | { kind: 'tooLong' };

export class SocketBytes {
  readonly #socket: Socket;
  #buffer = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Exactly `count` bytes. */
  async take(count: number, signal: AbortSignal): Promise<Buffer | ReadEnd> {
    for (;;) {
      if (this.#buffer.length >= count) return this.#cut(count);
      const end = await this.#more(signal);
      if (end !== null) return end;
    }
  }

  /** Up to and with an empty line. */
  async takeHead(maxBytes: number, signal: AbortSignal): Promise<Buffer | ReadEnd> {
    for (;;) {
      const at = /\r?\n\r?\n/.exec(this.#buffer.toString('latin1'));
      if (at !== null) return this.#cut(at.index + at[0].length);
      if (this.#buffer.length > maxBytes) return { kind: 'tooLong' };
      const end = await this.#more(signal);
      if (end !== null) return end;
    }
  }

  /** What came so far. */
  peek(): Buffer {
    return this.#buffer;
  }

  /** Hands the socket on. */
  release(): void {
    if (this.#buffer.length > 0) this.#socket.unshift(this.#buffer);
    this.#buffer = Buffer.alloc(0);
  }

  #cut(count: number): Buffer {
    const piece = this.#buffer.subarray(0, count);
    this.#buffer = this.#buffer.subarray(count);
    return piece;
  }

  /** Waits for the next bytes; null when some came. */
  #more(signal: AbortSignal): Promise<ReadEnd | null> {
    const socket = this.#socket;
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        socket.off('readable', onReadable);
        socket.off('end', onEnd);
        socket.off('close', onEnd);
        socket.off('error', onError);
        signal.removeEventListener('abort', onAbort);
        settle();
      };
      const onReadable = (): void => {
        const chunk: Buffer | null = socket.read();
        if (chunk === null) return;
        this.#buffer = Buffer.concat([this.#buffer, chunk]);
        finish(() => resolve(null));
      };
      const onEnd = (): void => finish(() => resolve({ kind: 'eof', received: this.#buffer.length }));
      const onError = (): void => finish(() => resolve({ kind: 'reset' }));
      const onAbort = (): void => finish(() => reject(signal.reason));
      if (signal.aborted) return reject(signal.reason);
      socket.on('readable', onReadable);
      socket.on('end', onEnd);
      socket.on('close', onEnd);
      socket.on('error', onError);
      signal.addEventListener('abort', onAbort, { once: true });
      if (socket.readableLength > 0) onReadable();
      else if (socket.readableEnded || socket.destroyed) onEnd();
    });
  }
}
