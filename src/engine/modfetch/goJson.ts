/**
 * JSON as Go's `encoding/json` checks it, with its sentences: `invalid character '<' looking for beginning of value`,
 * `unexpected end of JSON input`. The whole text is checked before anything is decoded, byte by byte, so an error names
 * one byte (a byte order mark shows as 'ï'). At the end of the input Go feeds one space, which ends numbers and breaks
 * half-written literals. Source: encoding/json/scanner.go.
 */

/** Go's limit for nested arrays and objects. */
const maxDepth = 10_000;
const space = 0x20;
const quoteMark = 0x22;
const backslash = 0x5c;

/** Go's sentence about the first error, or null for valid JSON. */
export function checkJson(bytes: Uint8Array): string | null {
  return new Checker(bytes).check();
}

/** Members of an object in order, duplicates included, with the bytes of each value. The JSON must be valid. */
export function members(json: Uint8Array): { key: string; value: Uint8Array }[] {
  const found: { key: string; value: Uint8Array }[] = [];
  let at = skipSpace(json, 0) + 1;
  for (;;) {
    at = skipSpace(json, at);
    if (json[at] !== quoteMark) return found;
    const keyEnd = skipValue(json, at);
    const start = skipSpace(json, skipSpace(json, keyEnd) + 1);
    const end = skipValue(json, start);
    found.push({ key: stringValue(json.subarray(at, keyEnd)), value: json.subarray(start, end) });
    at = skipSpace(json, end);
    if (json[at] !== 0x2c) return found;
    at += 1;
  }
}

/** What a JSON string says; broken UTF-8 becomes U+FFFD as in Go. */
export function stringValue(literal: Uint8Array): string {
  const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { ignoreBOM: true }).decode(literal));
  return typeof parsed === 'string' ? parsed.toWellFormed() : '';
}

/** The value without the space around it. */
export function trimJson(json: Uint8Array): Uint8Array {
  const start = skipSpace(json, 0);
  return json.subarray(start, skipValue(json, start));
}

function skipSpace(json: Uint8Array, from: number): number {
  let at = from;
  while (at < json.length && isSpace(json[at] ?? 0)) at += 1;
  return at;
}

/** The end of the value that starts at `from`. */
function skipValue(json: Uint8Array, from: number): number {
  let depth = 0;
  let at = from;
  while (at < json.length) {
    const byte = json[at] ?? 0;
    if (byte === quoteMark) at = skipString(json, at);
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      at += 1;
    } else if (byte === 0x7d || byte === 0x5d) {
      if (depth === 0) return at;
      depth -= 1;
      at += 1;
    } else if (depth === 0 && (byte === 0x2c || byte === 0x3a || isSpace(byte))) return at;
    else at += 1;
    if (depth === 0 && isEndOfValue(json, at)) return at;
  }
  return at;
}

function isEndOfValue(json: Uint8Array, at: number): boolean {
  const last = json[at - 1];
  return last === quoteMark || last === 0x7d || last === 0x5d;
}

function skipString(json: Uint8Array, from: number): number {
  let at = from + 1;
  while (at < json.length && json[at] !== quoteMark) at += json[at] === backslash ? 2 : 1;
  return at + 1;
}

function isSpace(byte: number): boolean {
  return byte === space || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** Thrown inside the checker only, to leave it with Go's sentence. */
class JsonError extends Error {}

/** Walks the bytes with a stack of open brackets instead of recursion: the nesting is chosen by a server. */
class Checker {
  private readonly bytes: Uint8Array;
  private readonly open: number[] = [];
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  check(): string | null {
    try {
      do {
        this.value();
      } while (this.afterValue());
      this.space();
      if (this.at < this.bytes.length) this.fail('after top-level value');
      return null;
    } catch (error) {
      if (error instanceof JsonError) return error.message;
      throw error;
    }
  }

  /** Reads up to the end of the first complete literal, or of an empty bracket pair. */
  private value(): void {
    for (;;) {
      this.space();
      const byte = this.peek();
      if (byte !== 0x7b && byte !== 0x5b) {
        this.literal(byte);
        return;
      }
      if (this.open.length >= maxDepth) this.fail('exceeded max depth');
      this.at += 1;
      this.space();
      const close = byte + 2;
      if (this.bytes[this.at] === close) {
        this.at += 1;
        return;
      }
      this.open.push(close);
      if (close === 0x7d) this.key();
    }
  }

  /** After a value: closes brackets, or steps over a comma to the next value. False when the top level is complete. */
  private afterValue(): boolean {
    for (;;) {
      const close = this.open.at(-1);
      if (close === undefined) return false;
      this.space();
      const byte = this.peek();
      this.at += 1;
      if (byte === 0x2c) {
        if (close === 0x7d) this.key();
        return true;
      }
      if (byte !== close) {
        this.at -= 1;
        this.fail(close === 0x7d ? 'after object key:value pair' : 'after array element');
      }
      this.open.pop();
    }
  }

  private key(): void {
    this.space();
    if (this.peek() !== quoteMark) {
      this.fail('looking for beginning of object key string');
    }
    this.string();
    this.space();
    if (this.peek() !== 0x3a) this.fail('after object key');
    this.at += 1;
  }

  private literal(byte: number): void {
    const word = { 116: 'true', 102: 'false', 110: 'null' }[byte];
    if (word !== undefined) this.word(word);
    else if (byte === quoteMark) this.string();
    else if (byte === 0x2d || isDigit(byte)) this.number();
    else this.fail('looking for beginning of value');
  }

  private word(word: string): void {
    for (let index = 1; index < word.length; index += 1) {
      this.at += 1;
      if (this.byteOrSpace() !== word.charCodeAt(index)) this.fail(`in literal ${word} (expecting '${word[index]}')`);
    }
    this.at += 1;
  }

  private number(): void {
    if (this.bytes[this.at] === 0x2d) this.at += 1;
    if (!isDigit(this.byteOrSpace())) this.fail('in numeric literal');
    if (this.bytes[this.at] === 0x30) this.at += 1;
    else this.digits();
    if (this.bytes[this.at] === 0x2e) {
      this.at += 1;
      if (!isDigit(this.byteOrSpace())) this.fail('after decimal point in numeric literal');
      this.digits();
    }
    if ((this.byteOrSpace() | space) !== 0x65) return;
    this.at += 1;
    if (this.bytes[this.at] === 0x2b || this.bytes[this.at] === 0x2d) this.at += 1;
    if (!isDigit(this.byteOrSpace())) this.fail('in exponent of numeric literal');
    this.digits();
  }

  private digits(): void {
    while (isDigit(this.bytes[this.at] ?? 0)) this.at += 1;
  }

  private string(): void {
    this.at += 1;
    for (;;) {
      const byte = this.peek();
      if (byte < space) this.fail('in string literal');
      this.at += 1;
      if (byte === quoteMark) return;
      if (byte === backslash) this.escape();
    }
  }

  private escape(): void {
    const byte = this.byteOrSpace();
    if (!'bfnrt\\/"u'.includes(String.fromCharCode(byte))) this.fail('in string escape code');
    this.at += 1;
    if (byte !== 0x75) return;
    for (let index = 0; index < 4; index += 1) {
      if (!/[0-9a-fA-F]/.test(String.fromCharCode(this.byteOrSpace())))
        this.fail('in \\u hexadecimal character escape');
      this.at += 1;
    }
  }

  private space(): void {
    while (isSpace(this.bytes[this.at] ?? 0)) this.at += 1;
  }

  /** The next byte; the end of the input is an error of its own here, since a space would be allowed. */
  private peek(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new JsonError('unexpected end of JSON input');
    return byte;
  }

  private byteOrSpace(): number {
    return this.bytes[this.at] ?? space;
  }

  private fail(context: string): never {
    throw new JsonError(`invalid character ${quoteByte(this.byteOrSpace())} ${context}`);
  }
}

/** A byte as Go quotes it, read as one Latin-1 character: `'<'`, `'\''`, `'\x00'`, `'ï'`. */
function quoteByte(byte: number): string {
  const named = new Map([
    [0x27, "\\'"],
    [0x22, '"'],
    [backslash, '\\\\'],
    [0x07, '\\a'],
    [0x08, '\\b'],
    [0x0c, '\\f'],
    [0x0a, '\\n'],
    [0x0d, '\\r'],
    [0x09, '\\t'],
    [0x0b, '\\v'],
  ]).get(byte);
  if (named !== undefined) return `'${named}'`;
  if (byte < space || byte === 0x7f) return `'\\x${byte.toString(16).padStart(2, '0')}'`;
  if (byte >= 0x80 && (byte <= 0xa0 || byte === 0xad)) return `'\\u${byte.toString(16).padStart(4, '0')}'`;
  return `'${String.fromCharCode(byte)}'`;
}
