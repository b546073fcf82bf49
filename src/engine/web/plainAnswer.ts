/**
 * Reads one HTTP/1 answer from an open connection by the rules of Go's net/http (ReadResponse, transfer.go,
 * internal/chunked.go), for answers that undici refuses and Go reads: lines that end in a bare line feed, a length said
 * twice or beside chunks, an unasked 1xx. The other side chooses every byte; nothing is kept but the head.
 */
import { Readable } from 'node:stream';
import { maxHeadBytes } from './limits.ts';
import type { AnswerHead } from './pendingAnswer.ts';

export interface PlainAnswer {
  head: AnswerHead;
  /** What stands behind the version, such as `099 Odd`. */
  statusLine: string;
  body: Readable;
  /** Bytes of the body so far. */
  receivedBytes(): number;
}

/** The body does not end as the head announced: too early, or with a chunk that is none. */
export class PlainBodyError extends Error {
  readonly what: 'eof' | 'chunk';

  constructor(what: 'eof' | 'chunk') {
    super(what === 'eof' ? 'the connection ended within the body' : 'not a chunk');
    this.what = what;
  }
}

/** Null for a head that Go does not read either, and for one without an end. */
export async function readPlainAnswer(socket: Readable): Promise<PlainAnswer | null> {
  const source = new ByteSource(socket);
  const parsed = await readHead(source);
  const framing = parsed === null ? null : framingOf(parsed.head);
  if (parsed === null || framing === null) return null;
  return { ...parsed, body: Readable.from(bodyBytes(source, framing)), receivedBytes: () => source.bodyBytes };
}

/** Go skips so many 1xx answers; 101 is none of them. */
const mostInterim = 5;

type ParsedHead = Pick<PlainAnswer, 'head' | 'statusLine'>;

async function readHead(source: ByteSource): Promise<ParsedHead | null> {
  for (let skipped = 0; skipped <= mostInterim; skipped++) {
    const lines: string[] = [];
    for (;;) {
      const line = (await source.line(maxHeadBytes))?.replace(/\r$/, '');
      if (line === undefined) return null;
      if (line === '') break;
      lines.push(line);
    }
    const parsed = parseHead(lines);
    const status = parsed?.head.status ?? 0;
    if (status < 100 || status > 199 || status === 101) return parsed;
  }
  return null;
}

function parseHead([first = '', ...lines]: readonly string[]): ParsedHead | null {
  const status = /^HTTP\/1\.\d +((\d{3})(?: (.*))?)$/.exec(first);
  if (status === null) return null;
  const headers: [string, string][] = [];
  for (const line of lines) {
    const last = headers.at(-1);
    const colon = line.indexOf(':');
    if (/^[ \t]/.test(line) && last !== undefined) last[1] = `${last[1]} ${line.trim()}`;
    else if (colon < 0) return null;
    else headers.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
  }
  const [, statusLine = '', code, reason = ''] = status;
  return { head: { kind: 'head', status: Number(code), reason, headers }, statusLine };
}

type Framing = { kind: 'none' } | { kind: 'chunked' } | { kind: 'length'; bytes: number } | { kind: 'untilEnd' };

/** Chunks count before a length; lengths must agree. */
function framingOf({ status, headers }: AnswerHead): Framing | null {
  const valuesOf = (name: string): string[] => [
    ...new Set(headers.flatMap(([key, value]) => (key.toLowerCase() === name ? [value] : []))),
  ];
  if (status === 204 || status === 304) return { kind: 'none' };
  const codings = valuesOf('transfer-encoding');
  if (codings.length > 0) return codings.join().toLowerCase() === 'chunked' ? { kind: 'chunked' } : null;
  const lengths = valuesOf('content-length');
  const [length] = lengths;
  if (length === undefined) return { kind: 'untilEnd' };
  return lengths.length === 1 && /^\d{1,15}$/.test(length) ? { kind: 'length', bytes: Number(length) } : null;
}

async function* bodyBytes(source: ByteSource, framing: Framing): AsyncGenerator<Buffer> {
  if (framing.kind === 'chunked') yield* chunks(source);
  if (framing.kind === 'length') yield* source.exactly(framing.bytes);
  if (framing.kind === 'untilEnd') yield* source.rest();
}

const maxChunkLine = 4096;

async function* chunks(source: ByteSource): AsyncGenerator<Buffer> {
  for (;;) {
    const line = await source.line(maxChunkLine);
    if (line === null) throw new PlainBodyError('eof');
    const size = line.split(';', 1)[0]?.trimEnd() ?? '';
    if (!/^[0-9A-Fa-f]{1,12}$/.test(size)) throw new PlainBodyError('chunk');
    if (/^0+$/.test(size)) return await skipTrailer(source);
    yield* source.exactly(Number.parseInt(size, 16));
    if ((await source.line(maxChunkLine)) !== '\r') throw new PlainBodyError('chunk');
  }
}

async function skipTrailer(source: ByteSource): Promise<void> {
  for (let line: string | null = ' '; line !== '' && line !== '\r'; ) {
    line = await source.line(maxChunkLine);
    if (line === null) throw new PlainBodyError('eof');
  }
}

class ByteSource {
  bodyBytes = 0;
  readonly #chunks: AsyncIterator<Buffer>;
  #waiting: Buffer = Buffer.alloc(0);

  constructor(stream: Readable) {
    this.#chunks = stream.iterator({ destroyOnReturn: false });
  }

  /** Up to the next line feed, which is dropped; one character for each byte. Null at the end, or beyond `maxBytes`. */
  async line(maxBytes: number): Promise<string | null> {
    const parts: Buffer[] = [];
    let length = 0;
    for (;;) {
      const end = this.#waiting.indexOf(0x0a);
      const part = end < 0 ? this.#waiting : this.#waiting.subarray(0, end);
      parts.push(part);
      length += part.length;
      this.#waiting = this.#waiting.subarray(end < 0 ? this.#waiting.length : end + 1);
      if (length > maxBytes) return null;
      if (end >= 0) return Buffer.concat(parts).toString('latin1');
      if (!(await this.#more())) return null;
    }
  }

  async *exactly(bytes: number): AsyncGenerator<Buffer> {
    for (let missing = bytes; missing > 0; ) {
      if (this.#waiting.length === 0 && !(await this.#more())) throw new PlainBodyError('eof');
      const part = this.#waiting.subarray(0, missing);
      this.#waiting = this.#waiting.subarray(part.length);
      missing -= part.length;
      this.bodyBytes += part.length;
      yield part;
    }
  }

  async *rest(): AsyncGenerator<Buffer> {
    do {
      const part = this.#waiting;
      this.#waiting = Buffer.alloc(0);
      this.bodyBytes += part.length;
      if (part.length > 0) yield part;
    } while (await this.#more());
  }

  async #more(): Promise<boolean> {
    const next = await this.#chunks.next();
    if (next.done === true) return false;
    this.#waiting = this.#waiting.length === 0 ? next.value : Buffer.concat([this.#waiting, next.value]);
    return true;
  }
}
