/**
 * Whether two signed heads belong to one log (golang.org/x/mod/sumdb, Client.checkTrees). The hash of the newer tree's first
 * `older.size` records must be the older head's hash. Where it is not, the server, or somebody with its key, has shown two
 * histories; the report holds all that anybody needs to see that for themselves.
 */
import type { Hash } from './merkle.ts';
import { foldSubtrees, subtreeIndexes } from './merkle.ts';
import { buildProof, checkTreeProof, treeProofIndexes } from './proof.ts';
import type { TreeHead } from './tree.ts';

/** The stored hashes of `newer` that the comparison reads, those for the proof included. */
export function comparisonIndexes(older: TreeHead, newer: TreeHead): number[] {
  const proof = older.size === 0 ? [] : treeProofIndexes(newer.size, older.size).flat();
  return [...new Set([...subtreeIndexes(0, older.size), ...proof])];
}

export type Comparison =
  | { kind: 'consistent' }
  /** Proved: the proof was checked against the newer head. */
  | { kind: 'fork'; impliedHash: Hash; proof: Hash[]; report: string }
  /** The hashes are not those of the newer tree, so nothing is proved; they were not authenticated, or are incomplete. */
  | { kind: 'unproved' };

export interface SignedTree {
  tree: TreeHead;
  /** The note as it was received. */
  note: Uint8Array;
}

/** `read` gives hashes of the newer tree that are authenticated (`tilePlan.ts`). `older` is not larger than `newer`. */
export function compareTrees(older: SignedTree, newer: SignedTree, read: (index: number) => Hash | null): Comparison {
  const indexes = subtreeIndexes(0, older.tree.size);
  const hashes = indexes.map(read).filter((hash) => hash !== null);
  if (hashes.length !== indexes.length) return { kind: 'unproved' };
  const impliedHash = foldSubtrees(hashes);
  if (impliedHash.equals(older.tree.hash)) return { kind: 'consistent' };
  if (older.tree.size === 0) return { kind: 'unproved' };
  const proof = buildProof(treeProofIndexes(newer.tree.size, older.tree.size), read);
  const implied: TreeHead = { size: older.tree.size, hash: impliedHash };
  if (proof === null || checkTreeProof(proof, newer.tree, implied).kind !== 'ok') return { kind: 'unproved' };
  return { kind: 'fork', impliedHash, proof, report: forkReport(older.note, newer.note, impliedHash, proof) };
}

/** Byte for byte what go prints before it stops. */
function forkReport(older: Uint8Array, newer: Uint8Array, impliedHash: Hash, proof: readonly Hash[]): string {
  const indent = (note: Uint8Array) => Buffer.from(note).toString().replaceAll('\n', '\n\t');
  const hashes = [impliedHash, ...proof].map((hash) => `\t${hash.toString('base64')}`);
  return [
    'SECURITY ERROR',
    'go.sum database server misbehavior detected!',
    '',
    'old database:',
    `\t${indent(older)}`,
    'new database:',
    `\t${indent(newer)}`,
    'proof of misbehavior:',
    hashes.join('\n'),
  ].join('\n');
}
