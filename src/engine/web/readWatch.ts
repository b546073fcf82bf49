/**
 * Remembers how an answer over HTTP/1.1 began. undici's parser says only where it stumbled; whether Go's client would
 * have stumbled too is judged from the first line as it came.
 */
import type { Socket } from 'node:net';

/** Enough for the whole head of most answers. */
const keptBytes = 4096;

export class ReadWatch {
  #first: Buffer = Buffer.alloc(0);

  /** undici takes data out of a socket with `read`, after TLS has decoded it. */
  constructor(socket: Socket) {
    const read = socket.read.bind(socket);
    socket.read = (size?: number) => {
      const chunk: unknown = read(size);
      if (chunk instanceof Uint8Array && this.#first.length < keptBytes) {
        this.#first = Buffer.concat([this.#first, chunk]).subarray(0, keptBytes);
      }
      return chunk;
    };
  }

  /** A new request is sent. */
  reset(): void {
    this.#first = Buffer.alloc(0);
  }

  /** One character for each byte. */
  get text(): string {
    return this.#first.toString('latin1');
  }
}
