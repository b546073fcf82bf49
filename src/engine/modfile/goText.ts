/**
 * Text as Go reads it: bytes that should be UTF-8. JavaScript's decoder folds several broken bytes into one replacement
 * character; Go counts each, and keeps them. So a broken byte becomes one lone surrogate here, U+DC00 plus its value,
 * which no UTF-8 text contains: columns agree with go, nothing is lost, and `isWellFormed` tells broken text.
 */

/** A string is taken as it is; a byte order mark stays in the text, as go complains about it. */
export function decodeGoText(source: string | Uint8Array): string {
  if (typeof source === 'string') return source;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(source);
  } catch {
    return decodeBroken(source);
  }
}

/** Good runs are decoded as a whole, so a large file with one broken byte stays quick. */
function decodeBroken(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const parts: string[] = [];
  let goodFrom = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    parts.push(decoder.decode(bytes.subarray(goodFrom, at)), String.fromCharCode(0xdc00 + (bytes[at] ?? 0)));
    at += 1;
    goodFrom = at;
  }
  parts.push(decoder.decode(bytes.subarray(goodFrom)));
  return parts.join('');
}

/** How many bytes the character at `at` has, 0 where it is broken (RFC 3629, section 4: the table of allowed bytes). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  for (let index = 1; index < length; index++) {
    const byte = bytes[at + index] ?? 0;
    if (byte < (index === 1 ? lowestSecond(first) : 0x80) || byte > (index === 1 ? highestSecond(first) : 0xbf))
      return 0;
  }
  return length;
}

/** No overlong forms. */
function lowestSecond(first: number): number {
  if (first === 0xe0) return 0xa0;
  return first === 0xf0 ? 0x90 : 0x80;
}

/** No surrogates, nothing above U+10FFFF. */
function highestSecond(first: number): number {
  if (first === 0xed) return 0x9f;
  return first === 0xf4 ? 0x8f : 0xbf;
}

/** For people: as a terminal would show the bytes, with U+FFFD for the broken ones. */
export function shownText(text: string): string {
  if (text.isWellFormed()) return text;
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.charCodeAt(0);
    if (code >= 0xdc80 && code <= 0xdcff && char.length === 1) bytes.push(code - 0xdc00);
    else for (const byte of new TextEncoder().encode(char)) bytes.push(byte);
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}

/** Unicode's White_Space, which is Go's `unicode.IsSpace`. JavaScript's `\s` lacks U+0085 and adds U+FEFF. */
const spaces = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const spaceRuns = new RegExp(`${spaces.source}+`);

/** `strings.Fields`. */
export function splitFields(line: string): string[] {
  return line.split(spaceRuns).filter((field) => field !== '');
}

/** `strings.TrimSpace`. */
export function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && spaces.test(text.charAt(start))) start += 1;
  while (end > start && spaces.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
