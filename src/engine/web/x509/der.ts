/**
 * Reads DER (X.690), the encoding of certificates: tag, length, content. The bytes come from the other side, so every
 * length is checked; whatever does not fit reads as absent.
 */

export interface DerValue {
  tag: number;
  content: Uint8Array;
  /** The whole value, header included. */
  raw: Uint8Array;
}

/** The first value in `bytes`, or null. */
export function readDer(bytes: Uint8Array): DerValue | null {
  const tag = bytes[0];
  const first = bytes[1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return null;
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || lengthBytes > 4 || bytes.length < 2 + lengthBytes) return null;
  const length =
    lengthBytes === 0 ? first : bytes.subarray(2, 2 + lengthBytes).reduce((sum, byte) => sum * 256 + byte, 0);
  const start = 2 + lengthBytes;
  if (start + length > bytes.length) return null;
  return { tag, content: bytes.subarray(start, start + length), raw: bytes.subarray(0, start + length) };
}

/** The values inside a constructed value, up to the first that is malformed. */
export function derChildren(value: DerValue | null | undefined): DerValue[] {
  const children: DerValue[] = [];
  let rest = value?.content ?? new Uint8Array();
  while (rest.length > 0) {
    const child = readDer(rest);
    if (child === null) break;
    children.push(child);
    rest = rest.subarray(child.raw.length);
  }
  return children;
}

/** `2.5.29.17`. */
export function derObjectIdentifier(value: DerValue | undefined): string {
  const numbers: number[] = [];
  let current = 0;
  for (const byte of value?.content ?? []) {
    current = current * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    numbers.push(current);
    current = 0;
  }
  const [first = 0, ...rest] = numbers;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - top * 40, ...rest].join('.');
}

export function derText(value: DerValue | undefined): string {
  if (value === undefined) return '';
  if (value.tag === 0x1e) return new TextDecoder('utf-16be').decode(value.content);
  return Buffer.from(value.content).toString(value.tag === 0x0c ? 'utf8' : 'latin1');
}

/** UTCTime or GeneralizedTime; null where it is neither. */
export function derTime(value: DerValue | undefined): Date | null {
  const text = Buffer.from(value?.content ?? []).toString('latin1');
  const parts = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (parts === null) return null;
  const [year = 0, month = 0, day, hour, minute, second] = parts.slice(1).map(Number);
  const century = (parts[1] ?? '').length === 4 ? 0 : year >= 50 ? 1900 : 2000;
  const date = new Date(Date.UTC(century + year, month - 1, day, hour, minute, second));
  return Number.isNaN(date.getTime()) ? null : date;
}
