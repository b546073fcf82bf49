/**
 * Proofs about a transparency log (RFC 6962, sections 2.1.1 and 2.1.2; golang.org/x/mod/sumdb/tlog): that a tree has a
 * certain record, and that a tree begins with all of a smaller one. A proof is a list of hashes, from the bottom of the tree
 * upwards; running it gives the tree's hash, or it proves nothing. Its hashes come from whoever wants to convince us.
 */
import { foldSubtrees, type Hash, nodeHash, splitPoint, subtreeIndexes } from './merkle.ts';
import type { TreeHead } from './tree.ts';

export type ProofCheck = { kind: 'ok' } | { kind: 'error'; message: string };

const failed: ProofCheck = { kind: 'error', message: 'invalid transparency proof' };

/** Whether `proof` shows that record number `n` of `tree` has the hash `record`. */
export function checkRecordProof(proof: readonly Hash[], tree: TreeHead, n: number, record: Hash): ProofCheck {
  if (!(Number.isSafeInteger(n) && n >= 0 && n < tree.size)) {
    return { kind: 'error', message: 'tlog: invalid inputs in CheckRecord' };
  }
  const root = runRecordProof(proof, 0, tree.size, n, record);
  return root?.equals(tree.hash) === true ? { kind: 'ok' } : failed;
}

function runRecordProof(proof: readonly Hash[], low: number, high: number, n: number, record: Hash): Hash | null {
  const sibling = proof.at(-1);
  if (low + 1 === high) return sibling === undefined ? record : null;
  if (sibling === undefined) return null;
  const middle = low + splitPoint(high - low);
  const isLeft = n < middle;
  const below = runRecordProof(proof.slice(0, -1), isLeft ? low : middle, isLeft ? middle : high, n, record);
  if (below === null) return null;
  return isLeft ? nodeHash(below, sibling) : nodeHash(sibling, below);
}

/** Whether `proof` shows that `newer` begins with all records of `older`. */
export function checkTreeProof(proof: readonly Hash[], newer: TreeHead, older: TreeHead): ProofCheck {
  if (!(older.size >= 1 && older.size <= newer.size)) {
    return { kind: 'error', message: 'tlog: invalid inputs in CheckTree' };
  }
  const roots = runTreeProof(proof, 0, newer.size, older);
  return roots?.older.equals(older.hash) === true && roots.newer.equals(newer.hash) ? { kind: 'ok' } : failed;
}

interface Roots {
  older: Hash;
  newer: Hash;
}

/** The hashes that the proof implies for this part of the old tree and of the new one. */
function runTreeProof(proof: readonly Hash[], low: number, high: number, old: TreeHead): Roots | null {
  const sibling = proof.at(-1);
  if (old.size === high && low === 0) return sibling === undefined ? { older: old.hash, newer: old.hash } : null;
  if (sibling === undefined) return null;
  if (old.size === high) return proof.length === 1 ? { older: sibling, newer: sibling } : null;
  const middle = low + splitPoint(high - low);
  const isLeft = old.size <= middle;
  const below = runTreeProof(proof.slice(0, -1), isLeft ? low : middle, isLeft ? middle : high, old);
  if (below === null) return null;
  if (isLeft) return { older: below.older, newer: nodeHash(below.newer, sibling) };
  return { older: nodeHash(sibling, below.older), newer: nodeHash(sibling, below.newer) };
}

/** A row of subtrees whose hash is one hash of the proof. */
type Need = number[];

/** Which stored hashes a proof is made of: for each hash of the proof the indexes of the subtrees under it. */
export function recordProofIndexes(size: number, n: number): Need[] {
  return collectNeeds(0, size, (low, high, middle) => (high - low === 1 ? 'done' : n < middle ? 'left' : 'right'));
}

/** As `recordProofIndexes`, for the proof that a tree of `size` begins with one of `oldSize`. */
export function treeProofIndexes(size: number, oldSize: number): Need[] {
  return collectNeeds(0, size, (low, high, middle) => {
    if (oldSize === high) return low === 0 ? 'done' : 'whole';
    return oldSize <= middle ? 'left' : 'right';
  });
}

type Turn = 'left' | 'right' | 'done' | 'whole';

function collectNeeds(low: number, high: number, turn: (low: number, high: number, middle: number) => Turn): Need[] {
  const middle = high - low > 1 ? low + splitPoint(high - low) : high;
  switch (turn(low, high, middle)) {
    case 'done':
      return [];
    case 'whole':
      return [subtreeIndexes(low, high)];
    case 'left':
      return [...collectNeeds(low, middle, turn), subtreeIndexes(middle, high)];
    case 'right':
      return [...collectNeeds(middle, high, turn), subtreeIndexes(low, middle)];
  }
}

/** A proof out of stored hashes; null where `read` does not know one of them. */
export function buildProof(needs: readonly Need[], read: (index: number) => Hash | null): Hash[] | null {
  const proof: Hash[] = [];
  for (const need of needs) {
    const hashes = need.map(read).filter((hash) => hash !== null);
    if (hashes.length !== need.length) return null;
    proof.push(foldSubtrees(hashes));
  }
  return proof;
}
