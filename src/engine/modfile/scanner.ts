/**
 * Cuts a go.mod or go.work file into words, brackets and line ends. Go's grammar for these files is small: a word is any
 * run of printable characters except `()[]{},` and spaces, a string stands in double quotes or back quotes, a comment
 * begins with `//` (also inside a word). Everything else is an error, at which go stops; the scanner remembers the first
 * one and goes on, so that the rest of the file can still be shown.
 */
import { quoteRune } from '../strconv.ts';

export type TokenKind = 'word' | 'open' | 'close' | 'newline' | 'lineComment' | 'suffixComment' | 'end';

export interface Token {
  kind: TokenKind;
  /** As written, with its quotes; a comment without its line end. */
  text: string;
  /** Offsets in UTF-16 units; `end` of a comment is behind its line end. */
  start: number;
  end: number;
  /** A word without any kind of quote. */
  plain: boolean;
}

export interface Scanner {
  /** The token that `next` would return. */
  peek(): TokenKind;
  next(): Token;
  /** Remembers an error at an offset if it is the first one. */
  report(offset: number, message: string): void;
  /** Where reading stands: behind the token that `peek` tells. */
  offset(): number;
  firstError(): { offset: number; message: string } | null;
}

const noBlockComments = 'mod files must use // comments (not /* */ comments)';

const plainWord = 1;
const slash = 2;
const quoteMark = 3;
const asciiClasses = classifyAscii();

function classifyAscii(): Uint8Array {
  const classes = new Uint8Array(128).fill(plainWord, 0x21, 0x7f);
  for (const char of '()[]{},') classes[char.charCodeAt(0)] = 0;
  for (const char of '"\'`') classes[char.charCodeAt(0)] = quoteMark;
  classes[0x2f] = slash;
  return classes;
}

export function createScanner(text: string): Scanner {
  return new TextScanner(text);
}

class TextScanner implements Scanner {
  readonly #text: string;
  #at = 0;
  #token: Token;
  /** Whether anything but spaces stands between the last line end and here: a comment then ends a line. */
  #inLine = false;
  #error: { offset: number; message: string } | null = null;
  /** Set once a search for the end of a block comment has failed, so that hostile text is not searched again and again. */
  #noCommentEnd = false;

  constructor(text: string) {
    this.#text = text;
    this.#token = this.#read();
  }

  peek(): TokenKind {
    return this.#token.kind;
  }

  next(): Token {
    const token = this.#token;
    this.#token = this.#read();
    return token;
  }

  offset(): number {
    return this.#at;
  }

  firstError(): { offset: number; message: string } | null {
    return this.#error;
  }

  report(offset: number, message: string): void {
    this.#error ??= { offset, message };
  }

  #read(): Token {
    const text = this.#text;
    for (;;) {
      const start = this.#skipSpaces();
      if (start >= text.length) return token('end', '', start, start);
      const code = text.charCodeAt(start);
      if (code === 0x2f && text.charCodeAt(start + 1) === 0x2f) return this.#readComment(start);
      if (code === 0x2f && text.charCodeAt(start + 1) === 0x2a) {
        this.#skipBlockComment(start);
        continue;
      }
      const found = this.#readPunctuation(start, code) ?? this.#readWord(start);
      if (found !== null) return found;
      this.#skipBadCharacter(start);
    }
  }

  #skipSpaces(): number {
    let at = this.#at;
    for (;;) {
      const code = this.#text.charCodeAt(at);
      if (code !== 0x20 && code !== 0x09 && code !== 0x0d) break;
      at += 1;
    }
    this.#at = at;
    return at;
  }

  #readPunctuation(start: number, code: number): Token | null {
    switch (code) {
      case 0x0a:
        this.#at = start + 1;
        this.#inLine = false;
        return token('newline', '\n', start, start + 1);
      case 0x28:
        return this.#readMark('open', '(', start);
      case 0x29:
        return this.#readMark('close', ')', start);
      case 0x2c:
      case 0x5b:
      case 0x5d:
      case 0x7b:
      case 0x7d:
        return this.#readMark('word', String.fromCharCode(code), start);
      case 0x22:
      case 0x60:
        return this.#readString(start, code);
      default:
        return null;
    }
  }

  #readMark(kind: TokenKind, text: string, start: number): Token {
    this.#at = start + 1;
    this.#inLine = true;
    return token(kind, text, start, start + 1);
  }

  #readComment(start: number): Token {
    const text = this.#text;
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const kind = this.#inLine ? 'suffixComment' : 'lineComment';
    this.#at = newline < 0 ? end : newline + 1;
    this.#inLine = false;
    const textEnd = newline > 0 && text.charCodeAt(end - 1) === 0x0d ? end - 1 : end;
    return token(kind, text.slice(start, textEnd), start, this.#at);
  }

  /** A string ends at its quote; go allows a line end in it only behind a backslash (and then refuses it elsewhere). */
  #readString(start: number, quote: number): Token {
    const text = this.#text;
    let at = start + 1;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 0x0a) {
        this.report(at, 'unexpected newline in string');
        return this.#endString(start, at);
      }
      if (code === quote) return this.#endString(start, at + 1);
      if (code === 0x5c && quote !== 0x60) at += 1;
    }
    this.report(start, 'unexpected EOF in string');
    return this.#endString(start, text.length);
  }

  #endString(start: number, end: number): Token {
    this.#at = end;
    this.#inLine = true;
    return { kind: 'word', text: this.#text.slice(start, end), start, end, plain: false };
  }

  /** Null where no word begins. */
  #readWord(start: number): Token | null {
    const text = this.#text;
    let plain = true;
    let at = start;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code >= 0x80) {
        const length = wordCharacterLength(text, at);
        if (length === 0) break;
        at += length - 1;
        continue;
      }
      const kind = asciiClasses[code];
      if (kind === plainWord) continue;
      if (kind === 0) break;
      if (kind === quoteMark) plain = false;
      else if (this.#startsComment(at)) break;
    }
    if (at === start) return null;
    this.#at = at;
    this.#inLine = true;
    return { kind: 'word', text: text.slice(start, at), start, end: at, plain };
  }

  /** `at` is a slash inside a word. */
  #startsComment(at: number): boolean {
    const next = this.#text.charCodeAt(at + 1);
    if (next === 0x2a) this.report(at, noBlockComments);
    return next === 0x2f || next === 0x2a;
  }

  #skipBlockComment(start: number): void {
    this.report(start, noBlockComments);
    const close = this.#noCommentEnd ? -1 : this.#text.indexOf('*/', start + 2);
    if (close < 0) this.#noCommentEnd = true;
    const newline = this.#text.indexOf('\n', start);
    this.#at = close >= 0 ? close + 2 : newline >= 0 ? newline : this.#text.length;
    this.#inLine = true;
  }

  #skipBadCharacter(start: number): void {
    const char = String.fromCodePoint(this.#text.codePointAt(start) ?? 0);
    this.report(start, `unexpected input character ${quoteRune(char)}`);
    this.#at = start + char.length;
    this.#inLine = true;
  }
}

function token(kind: TokenKind, text: string, start: number, end: number): Token {
  return { kind, text, start, end, plain: true };
}

const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u;

/** UTF-16 units of the character above ASCII at `at`; 0 where Go does not count it as printable. */
function wordCharacterLength(text: string, at: number): number {
  const code = text.codePointAt(at) ?? 0;
  // A broken byte: Go reads it as U+FFFD, a symbol.
  if (code >= 0xd800 && code <= 0xdfff) return 1;
  if (!printable.test(String.fromCodePoint(code))) return 0;
  return code > 0xffff ? 2 : 1;
}
