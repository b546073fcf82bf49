/**
 * Names in a zip are bytes, and an attacker writes them. They become strings without loss: bytes that are not UTF-8 turn
 * into lone surrogates U+DC80…U+DCFF, which no valid text contains, so `isWellFormed()` tells them apart.
 */

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function decodeName(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString('latin1');
  try {
    return strict.decode(bytes);
  } catch {
    return decodePiecewise(bytes);
  }
}

/** The bytes that `decodeName` was given. */
export function encodeName(name: string): Buffer {
  if (name.isWellFormed()) return Buffer.from(name);
  const parts = [...name].map((char) =>
    char.isWellFormed() ? Buffer.from(char) : Buffer.of(char.charCodeAt(0) & 0xff),
  );
  return Buffer.concat(parts);
}

/** The order of the bytes, which is not that of UTF-16 units. */
export function compareNames(a: string, b: string): number {
  if (asciiOnly.test(a) && asciiOnly.test(b)) return a < b ? -1 : Number(a > b);
  return Buffer.compare(encodeName(a), encodeName(b));
}

/** In the order of the bytes. */
export function sortByName<T extends { name: string }>(items: readonly T[]): T[] {
  const isPlain = items.every(({ name }) => asciiOnly.test(name));
  return [...items].sort(
    isPlain ? (a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)) : (a, b) => compareNames(a.name, b.name),
  );
}

/** Go's `%q`, in which a byte that is not UTF-8 is `\xff`. */
export function quoteName(name: string, quote: (text: string) => string): string {
  if (name.isWellFormed()) return quote(name);
  const parts = [...name].map((char) => (char.isWellFormed() ? quote(char).slice(1, -1) : escapeByte(char)));
  return `"${parts.join('')}"`;
}

const asciiOnly = /^[\0-\x7f]*$/;

const escapeByte = (char: string) => `\\x${(char.charCodeAt(0) & 0xff).toString(16)}`;

function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte >= 0x80) return false;
  return true;
}

function decodePiecewise(bytes: Buffer): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes[at] ?? 0);
    const char = decodeOne(bytes.subarray(at, at + length));
    parts.push(char ?? String.fromCharCode(0xdc00 + (bytes[at] ?? 0)));
    at += char === null ? 1 : length;
  }
  return parts.join('');
}

function sequenceLength(lead: number): number {
  if (lead < 0xc0) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

function decodeOne(bytes: Uint8Array): string | null {
  try {
    const text = strict.decode(bytes);
    return [...text].length === 1 ? text : null;
  } catch {
    return null;
  }
}
