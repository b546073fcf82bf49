import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A file of `test/fixtures/sumdb`; the caller says what is in it. */
export function readFixture(name: string): unknown {
  return JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../fixtures/sumdb', name), 'utf8'));
}

export const fromBase64 = (text: string) => Buffer.from(text, 'base64');

export const toBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** The bytes with one bit of one byte changed. */
export function flip(bytes: Uint8Array, at: number, bit = 0): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ (1 << bit);
  return copy;
}
