/**
 * The lenient reader of Go's encoding/xml (`Decoder.RawToken` with Strict off), as far as cmd/go uses it on discovery
 * pages: start and end tags with their attributes, and the first error with Go's words. It knows no HTML: a script with a
 * `<`, a quoted `<` or a second colon in a name ends it. The page is chosen by a server; one pass, linear time.
 */
import { quote } from '../strconv.ts';

export interface XmlTag {
  kind: 'start' | 'end';
  /** Without its namespace prefix. */
  name: string;
  attributes: readonly { name: string; value: string }[];
}

export type XmlEnd = { kind: 'end' } | { kind: 'error'; message: string };

/** Hands each tag to `visit`, which returns false to stop. Without an error the end is reached or `visit` stopped. */
export function readXmlTags(bytes: Uint8Array, visit: (tag: XmlTag) => boolean): XmlEnd {
  const reader = new XmlReader(bytes);
  try {
    while (!reader.isAtEnd()) {
      const tag = reader.next();
      if (tag !== null && !visit(tag)) return { kind: 'end' };
    }
    return { kind: 'end' };
  } catch (error) {
    if (error instanceof XmlFault) return { kind: 'error', message: error.message };
    throw error;
  }
}

class XmlFault extends Error {}

const space = new Set([0x20, 0x0d, 0x0a, 0x09]);
const code = (char: string): number => char.charCodeAt(0);
const nameByte = /^[A-Za-z0-9_:.-]$/;
const validName = /^[\p{L}_:][\p{L}\p{M}\p{N}\p{Pc}_:.·-]*$/u;
const unquotedByte = /^[A-Za-z0-9_:-]$/;

class XmlReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #line = 1;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** The next tag; null for text, comments, directives and instructions. */
  next(): XmlTag | null {
    if (this.#peek() !== code('<')) {
      this.#text(null, false);
      return null;
    }
    this.#take();
    const byte = this.#must();
    if (byte === code('/')) return this.#endTag();
    if (byte === code('?')) return this.#instruction();
    if (byte === code('!')) return this.#declaration();
    this.#back();
    return this.#startTag();
  }

  #peek(): number {
    return this.#bytes[this.#at] ?? -1;
  }

  #take(): number {
    const byte = this.#bytes[this.#at++] ?? -1;
    if (byte === 0x0a) this.#line++;
    return byte;
  }

  #back(): void {
    this.#at--;
    if (this.#bytes[this.#at] === 0x0a) this.#line--;
  }

  #must(): number {
    if (this.isAtEnd()) throw this.#fault('unexpected EOF');
    return this.#take();
  }

  #fault(message: string): XmlFault {
    return new XmlFault(`XML syntax error on line ${this.#line}: ${message}`);
  }

  #space(): void {
    while (space.has(this.#peek())) this.#take();
  }

  #endTag(): XmlTag {
    const name = this.#qualifiedName('expected element name after </');
    this.#space();
    if (this.#must() !== code('>')) throw this.#fault(`invalid characters between </${name} and >`);
    return { kind: 'end', name, attributes: [] };
  }

  #startTag(): XmlTag {
    const name = this.#qualifiedName('expected element name after <');
    const attributes: { name: string; value: string }[] = [];
    for (;;) {
      this.#space();
      const byte = this.#must();
      if (byte === code('>')) break;
      if (byte === code('/')) {
        if (this.#must() !== code('>')) throw this.#fault('expected /> in element');
        break;
      }
      this.#back();
      attributes.push(this.#attribute());
    }
    return { kind: 'start', name, attributes };
  }

  #attribute(): { name: string; value: string } {
    const name = this.#qualifiedName('expected attribute name in element');
    this.#space();
    if (this.#must() !== code('=')) {
      this.#back();
      return { name, value: name };
    }
    this.#space();
    return { name, value: this.#attributeValue() };
  }

  #attributeValue(): string {
    const byte = this.#must();
    if (byte === code('"') || byte === code("'")) return this.#text(byte, false);
    this.#back();
    let value = '';
    for (;;) {
      const char = String.fromCharCode(this.#must());
      if (!unquotedByte.test(char)) break;
      value += char;
    }
    this.#back();
    return value;
  }

  /** A name with at most one colon; what stands before it is a prefix. */
  #qualifiedName(missing: string): string {
    const name = this.#name(missing);
    const [prefix = '', local, ...rest] = name.split(':');
    if (rest.length > 0) throw this.#fault(missing);
    return local === undefined || prefix === '' || local === '' ? name : local;
  }

  #name(missing: string): string {
    const raw = this.#rawName();
    if (raw.length === 0) throw this.#fault(missing);
    const name = decodeStrictly(raw);
    if (name === null || !validName.test(name)) {
      throw this.#fault(`invalid XML name: ${new TextDecoder().decode(raw)}`);
    }
    return name;
  }

  /** Ends before the first ASCII byte that no name holds; that there is one is demanded. */
  #rawName(): Uint8Array {
    const start = this.#at;
    for (;;) {
      const byte = this.#must();
      if (byte < 0x80 && !nameByte.test(String.fromCharCode(byte))) break;
    }
    this.#back();
    return this.#bytes.subarray(start, this.#at);
  }

  #instruction(): null {
    const target = this.#name('expected target name after <?');
    this.#space();
    const start = this.#at;
    let last = -1;
    for (;;) {
      const byte = this.#must();
      if (last === code('?') && byte === code('>')) break;
      last = byte;
    }
    if (target === 'xml') this.#checkDeclaration(Buffer.from(this.#bytes.subarray(start, this.#at - 2)).toString());
    return null;
  }

  #checkDeclaration(content: string): void {
    const version = declared('version', content);
    if (version !== '' && version !== '1.0') {
      throw new XmlFault(`xml: unsupported version ${quote(version)}; only version 1.0 is supported`);
    }
    const charset = declared('encoding', content);
    if (charset === '' || /^(?:utf-8|ascii)$/i.test(charset)) return;
    const reason = `can't decode XML document using charset ${quote(charset)}`;
    throw new XmlFault(`xml: opening charset ${quote(charset)}: ${reason}`);
  }

  #declaration(): null {
    const byte = this.#must();
    if (byte === code('-')) {
      if (this.#must() !== code('-')) throw this.#fault('invalid sequence <!- not part of <!--');
      this.#comment(true);
    } else if (byte === code('[')) {
      for (const expected of 'CDATA[') if (this.#must() !== code(expected)) throw this.#fault('invalid <![ sequence');
      this.#text(null, true);
    } else {
      this.#directive();
    }
    return null;
  }

  /** Up to `-->`. A strict comment may not hold `--`. */
  #comment(isStrict: boolean): void {
    for (let before = -1, last = -1; ; ) {
      const byte = this.#must();
      if (before === code('-') && last === code('-')) {
        if (byte === code('>')) return;
        if (isStrict) throw this.#fault('invalid sequence "--" not allowed in comments');
      }
      before = last;
      last = byte;
    }
  }

  /** `<!DOCTYPE …>` from its second letter on: angle brackets nest, quotes hide them, comments may stand inside. */
  #directive(): void {
    let quoteByte = 0;
    for (let depth = 0; ; ) {
      const byte = this.#must();
      if (quoteByte !== 0) {
        if (byte === quoteByte) quoteByte = 0;
      } else if (byte === code('>')) {
        if (depth === 0) return;
        depth--;
      } else if (byte === code('"') || byte === code("'")) {
        quoteByte = byte;
      } else if (byte === code('<')) {
        if (this.#startsComment()) this.#comment(false);
        else depth++;
      }
    }
  }

  #startsComment(): boolean {
    const found = Buffer.from(this.#bytes.subarray(this.#at, this.#at + 3)).toString('latin1') === '!--';
    if (found) this.#at += 3;
    return found;
  }

  /** Text up to a tag, to the closing quote, or to `]]>`. */
  #text(quoteByte: number | null, isCdata: boolean): string {
    const text = new ByteText();
    let before = -1;
    let last = -1;
    while (!this.isAtEnd()) {
      const byte = this.#take();
      if (quoteByte === null && before === code(']') && last === code(']') && byte === code('>')) {
        if (!isCdata) throw this.#fault('unescaped ]]> not in CDATA section');
        return this.#checked(text.withoutLast(2));
      }
      if (byte === code('<') && !isCdata) {
        if (quoteByte !== null) throw this.#fault('unescaped < inside quoted string');
        this.#back();
        break;
      }
      if (byte === quoteByte) break;
      if (byte === code('&') && !isCdata) {
        text.add(this.#entity());
        before = -1;
        last = -1;
        continue;
      }
      if (byte === 0x0d) text.addByte(0x0a);
      else if (byte !== 0x0a || last !== 0x0d) text.addByte(byte);
      before = last;
      last = byte;
    }
    if (isCdata) throw this.#fault('unexpected EOF in CDATA section');
    return this.#checked(text.bytes());
  }

  #checked(bytes: Uint8Array): string {
    const text = decodeStrictly(bytes);
    if (text === null) throw this.#fault('invalid UTF-8');
    const illegal = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.exec(text)?.[0];
    if (illegal === undefined) return text;
    const number = illegal.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    throw this.#fault(`illegal character code U+${number}`);
  }

  /** What stands for `&…`; an entity that is not known stays as it is written. */
  #entity(): Uint8Array {
    const start = this.#at - 1;
    const isNumber = this.#must() === code('#');
    if (!isNumber) this.#back();
    const value = isNumber ? this.#numberEntity() : this.#namedEntity();
    return value === null ? this.#bytes.subarray(start, this.#at) : Buffer.from(value);
  }

  #numberEntity(): string | null {
    let byte = this.#must();
    const isHex = byte === code('x');
    if (isHex) byte = this.#must();
    const digit = isHex ? /^[0-9A-Fa-f]$/ : /^[0-9]$/;
    const start = this.#at - 1;
    while (digit.test(String.fromCharCode(byte))) byte = this.#must();
    if (byte !== code(';')) {
      this.#back();
      return null;
    }
    const digits = Buffer.from(this.#bytes.subarray(start, this.#at - 1)).toString('latin1');
    const significant = digits.replace(/^0+(?=.)/, '');
    if (significant === '' || significant.length > 8) return null;
    const number = Number.parseInt(significant, isHex ? 16 : 10);
    if (number > 0x10ffff) return null;
    return number >= 0xd800 && number <= 0xdfff ? '\ufffd' : String.fromCodePoint(number);
  }

  #namedEntity(): string | null {
    const name = Buffer.from(this.#rawName()).toString('latin1');
    if (this.#must() !== code(';')) {
      this.#back();
      return null;
    }
    return entities.get(name) ?? null;
  }
}

const entities: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['apos', "'"],
  ['quot', '"'],
]);

/** A byte buffer that grows by doubling. */
class ByteText {
  #bytes = new Uint8Array(256);
  #length = 0;

  addByte(byte: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = byte;
  }

  add(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  withoutLast(count: number): Uint8Array {
    return this.#bytes.subarray(0, Math.max(0, this.#length - count));
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

function decodeStrictly(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** `encoding="…"` in an XML declaration, as Go finds it. */
function declared(parameter: string, content: string): string {
  const wanted = `${parameter}=`;
  for (let at = content.indexOf(wanted); at >= 0; at = content.indexOf(wanted, at + wanted.length)) {
    const mark = content[at + wanted.length];
    if (mark !== "'" && mark !== '"') continue;
    const start = at + wanted.length + 1;
    const end = content.indexOf(mark, start);
    return end < 0 ? '' : content.slice(start, end);
  }
  return '';
}
