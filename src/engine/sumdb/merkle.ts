/**
 * The Merkle tree of a transparency log (RFC 6962, golang.org/x/mod/sumdb/tlog). Records are leaves, numbered from 0; a
 * tree of n > 1 records is split at the largest power of two below n, and its hash is the node over both halves. The
 * prefixes 0 and 1 keep a record from being passed off as a node.
 *
 * Complete subtrees are (level, n): the hash over the records n·2^level … (n+1)·2^level − 1. They are stored in the order
 * in which they become known, so each has an index:
 *
 *     (0,0) (0,1) (1,0) (0,2) (0,3) (1,1) (2,0) (0,4) …   =   0 1 2 3 4 5 6 7 …
 *
 * Sizes and indexes are numbers, exact up to 2^53; `maxTreeSize` keeps every index below. Bit operators work on 32 bits
 * only and are not used on them.
 */
import { createHash, hash as digest } from 'node:crypto';
import { decodeBase64 } from './base64.ts';

/** 32 bytes of SHA-256. */
export type Hash = Buffer;

export const hashBytes = 32;

/** Larger trees are refused; the real one has 10^8 records. */
export const maxTreeSize = 2 ** 51;

export interface Coordinates {
  level: number;
  n: number;
}

export function recordHash(text: Uint8Array): Hash {
  return createHash('sha256').update('\0').update(text).digest();
}

export function nodeHash(left: Hash, right: Hash): Hash {
  return digest('sha256', Buffer.concat([nodePrefix, left, right]), 'buffer');
}

const nodePrefix = Buffer.of(1);

/** The hash of the tree without records. */
export function emptyTreeHash(): Hash {
  return digest('sha256', '', 'buffer');
}

/** Null for what Go calls a `malformed hash`. */
export function parseHash(base64: string): Hash | null {
  const bytes = decodeBase64(base64);
  return bytes?.length === hashBytes ? bytes : null;
}

export function storedHashIndex(level: number, n: number): number {
  // The subtree is stored behind the last record that it covers, (n+1)·2^level − 1, and the smaller ones that end there.
  let index = level;
  for (let m = (n + 1) * 2 ** level - 1; m > 0; m = Math.floor(m / 2)) index += m;
  return index;
}

/** The inverse of `storedHashIndex`. */
export function splitStoredHashIndex(index: number): Coordinates {
  let n = Math.floor(index / 2);
  let first = storedHashIndex(0, n);
  for (;;) {
    const next = first + 1 + trailingZeros(n + 1);
    if (next > index) break;
    n++;
    first = next;
  }
  const level = index - first;
  return { level, n: Math.floor(n / 2 ** level) };
}

/** How many hashes are stored for `size` records. */
export function storedHashCount(size: number): number {
  return size === 0 ? 0 : storedHashIndex(0, size - 1) + 1 + trailingZeros(size);
}

function trailingZeros(n: number): number {
  let count = 0;
  for (let m = n; m > 0 && m % 2 === 0; m /= 2) count++;
  return count;
}

/** The largest power of two below `n`, which is at least 2. */
export function splitPoint(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** The stored indexes of the complete subtrees that make up the records from `low` to below `high`, largest first. */
export function subtreeIndexes(low: number, high: number): number[] {
  const indexes: number[] = [];
  for (let at = low; at < high; ) {
    const size = splitPoint(high - at + 1);
    indexes.push(storedHashIndex(Math.log2(size), at / size));
    at += size;
  }
  return indexes;
}

/** The hash over a row of subtrees, as `subtreeIndexes` names them; of none, that of the empty tree. */
export function foldSubtrees(hashes: readonly Hash[]): Hash {
  const last = hashes.at(-1);
  return last === undefined
    ? emptyTreeHash()
    : hashes.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
}
