/**
 * Verifier keys of signed notes, `NAME+HASH+KEYDATA` (golang.org/x/mod/sumdb/note):
 *
 *     sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8
 *
 * HASH is the first four bytes of SHA-256(NAME, newline, key data) in hexadecimal; it finds a key, and proves nothing.
 * KEYDATA is base64 of the algorithm, 1 for Ed25519, and the 32 bytes of the public key.
 */
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { decodeBase64 } from './base64.ts';

export interface VerifierKey {
  name: string;
  /** Of eight hexadecimal digits. */
  hash: string;
  isValid(message: Uint8Array, signature: Uint8Array): boolean;
}

export type ParsedVerifierKey =
  | { kind: 'ok'; key: VerifierKey }
  /** In Go's words. */
  | { kind: 'error'; message: 'malformed verifier id' | 'invalid verifier hash' | 'unknown verifier algorithm' };

const ed25519 = 1;

export function parseVerifierKey(text: string): ParsedVerifierKey {
  const [name = '', hash = '', ...rest] = text.split('+');
  const data = rest.length === 0 ? null : decodeBase64(rest.join('+'));
  if (data === null || data.length === 0 || !/^[0-9a-f]{8}$/i.test(hash) || !isKeyName(name)) {
    return { kind: 'error', message: 'malformed verifier id' };
  }
  if (keyHash(name, data) !== hash.toLowerCase()) return { kind: 'error', message: 'invalid verifier hash' };
  if (data[0] !== ed25519) return { kind: 'error', message: 'unknown verifier algorithm' };
  if (data.length !== 33) return { kind: 'error', message: 'malformed verifier id' };
  const key = importEd25519(data.subarray(1));
  const isValid = (message: Uint8Array, signature: Uint8Array) => verify(null, message, key, signature);
  return { kind: 'ok', key: { name, hash: hash.toLowerCase(), isValid } };
}

/** What may stand before the first `+`: anything without white space, as Go understands it. */
export function isKeyName(name: string): boolean {
  return (
    name !== '' &&
    name.isWellFormed() &&
    !/[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000+]/.test(name)
  );
}

function keyHash(name: string, data: Uint8Array): string {
  return createHash('sha256').update(`${name}\n`).update(data).digest('hex').slice(0, 8);
}

function importEd25519(raw: Buffer): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' });
}
