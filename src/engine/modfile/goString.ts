/**
 * Strings in go.mod and go.work. A word may stand in double quotes with Go's escapes; other quotes are refused, in or
 * around a word. Back quotes too: the scanner knows them, but go refuses what they hold.
 */
import { decodeGoText } from './goText.ts';
import type { Word } from './syntax.ts';

export type StringValue = { kind: 'ok'; value: string } | { kind: 'bad'; reason: string };

/** The value of a word, or go's reason why it has none. */
export function readString(word: Word): StringValue {
  if (word.plain) return { kind: 'ok', value: word.text };
  if (!word.text.startsWith('"')) return { kind: 'bad', reason: 'unquoted string cannot contain quote' };
  const value = unquote(word.text);
  return value === null ? { kind: 'bad', reason: 'invalid syntax' } : { kind: 'ok', value };
}

const shortEscapes: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  '\\': 0x5c,
  '"': 0x22,
};

/** `strconv.Unquote` of a string in double quotes; null where it is malformed. */
function unquote(quoted: string): string | null {
  const inner = quoted.slice(1, -1);
  if (quoted.length < 2 || !quoted.endsWith('"') || inner.includes('\n')) return null;
  if (!inner.includes('\\')) return inner.toWellFormed();
  const bytes: number[] = [];
  for (let at = 0; at < inner.length; ) {
    const backslash = inner.indexOf('\\', at);
    const run = inner.slice(at, backslash < 0 ? inner.length : backslash);
    pushText(run, bytes);
    if (backslash < 0) break;
    const length = pushEscape(inner, backslash + 1, bytes);
    if (length === 0) return null;
    at = backslash + 1 + length;
  }
  return decodeGoText(Uint8Array.from(bytes));
}

const numericEscape = /x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([0-7]{3})/y;

/** Adds what the escape behind a backslash at `at` stands for; returns its length, 0 where it is none. */
function pushEscape(text: string, at: number, bytes: number[]): number {
  const short = shortEscapes[text.charAt(at)];
  if (short !== undefined) {
    bytes.push(short);
    return 1;
  }
  numericEscape.lastIndex = at;
  const match = numericEscape.exec(text);
  if (match === null) return 0;
  const [whole, byteHex, shortHex, longHex, octal] = match;
  const code =
    octal === undefined ? Number.parseInt(byteHex ?? shortHex ?? longHex ?? '', 16) : Number.parseInt(octal, 8);
  if (byteHex !== undefined || octal !== undefined) {
    if (code > 0xff) return 0;
    bytes.push(code);
  } else {
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return 0;
    pushText(String.fromCodePoint(code), bytes);
  }
  return whole.length;
}

/** As UTF-8; a broken byte becomes U+FFFD, as in Go's own reading of an escaped string. */
function pushText(text: string, bytes: number[]): void {
  for (const byte of new TextEncoder().encode(text)) bytes.push(byte);
}
