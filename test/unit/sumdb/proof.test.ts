import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  foldSubtrees,
  type Hash,
  nodeHash,
  recordHash,
  splitStoredHashIndex,
  subtreeIndexes,
} from '../../../src/engine/sumdb/merkle.ts';
import {
  buildProof,
  checkRecordProof,
  checkTreeProof,
  recordProofIndexes,
  treeProofIndexes,
} from '../../../src/engine/sumdb/proof.ts';
import { flip, fromBase64, readFixture, toBase64 } from './fixture.ts';

const { tlog } = readFixture('tlog.json') as {
  tlog: {
    leaf_sequence: {
      treeHashBySize: Record<string, string>;
      record_proofs: { treeSize: number; index: number; proof: string[] }[];
      tree_proofs: { newSize: number; oldSize: number; proof: string[] }[];
    };
    certificate_transparency: {
      treeSize: number;
      rootHash: string;
      record_proof: { index: number; leafHash: string; leafInputBase64: string; proof: string[] };
      tree_proof: { oldSize: number; oldHash: string; proof: string[] };
    };
  };
};

const failed = { kind: 'error', message: 'invalid transparency proof' };
const leaf = (n: number) => recordHash(Buffer.from(`leaf ${n}`));
const sequence = tlog.leaf_sequence;
const headOf = (size: number) => ({ size, hash: fromBase64(sequence.treeHashBySize[String(size)] ?? '') });

/** The stored hash with this index, in the log of the records `leaf 0`, `leaf 1`, … */
function storedHash(index: number): Hash {
  const { level, n } = splitStoredHashIndex(index);
  const hashOf = (at: number, number: number): Hash =>
    at === 0 ? leaf(number) : nodeHash(hashOf(at - 1, number * 2), hashOf(at - 1, number * 2 + 1));
  return hashOf(level, n);
}

describe('checkRecordProof', () => {
  it('accepts Go’s proofs, and refuses each with any changed bit, hash, record or head', () => {
    for (const { treeSize, index, proof } of sequence.record_proofs) {
      const hashes = proof.map(fromBase64);
      const tree = headOf(treeSize);
      assert.equal(checkRecordProof(hashes, tree, index, leaf(index)).kind, 'ok');
      for (const changed of brokenProofs(hashes))
        assert.deepEqual(checkRecordProof(changed, tree, index, leaf(index)), failed);
      assert.deepEqual(checkRecordProof(hashes, tree, index, leaf(index + 1)), failed);
      assert.deepEqual(checkRecordProof(hashes, { ...tree, hash: flip(tree.hash, 31) }, index, leaf(index)), failed);
    }
  });

  it('proves an entry of a real log of a thousand million certificates', () => {
    const { treeSize, rootHash, record_proof: record } = tlog.certificate_transparency;
    const tree = { size: treeSize, hash: fromBase64(rootHash) };
    assert.deepEqual(recordHash(fromBase64(record.leafInputBase64)), fromBase64(record.leafHash));
    const proof = record.proof.map(fromBase64);
    assert.equal(checkRecordProof(proof, tree, record.index, fromBase64(record.leafHash)).kind, 'ok');
    assert.deepEqual(checkRecordProof(proof, tree, record.index + 1, fromBase64(record.leafHash)), failed);
  });

  it('refuses numbers that are not in the tree', () => {
    for (const n of [-1, 3, 1.5, Number.NaN, 2 ** 60]) {
      const message = 'tlog: invalid inputs in CheckRecord';
      assert.deepEqual(checkRecordProof([], headOf(3), n, leaf(0)), { kind: 'error', message });
    }
    assert.equal(checkRecordProof([], headOf(0), 0, leaf(0)).kind, 'error');
  });
});

describe('checkTreeProof', () => {
  it('accepts Go’s proofs, and refuses each with any changed bit, hash or head', () => {
    for (const { newSize, oldSize, proof } of sequence.tree_proofs) {
      const hashes = proof.map(fromBase64);
      const [newer, older] = [headOf(newSize), headOf(oldSize)];
      assert.equal(checkTreeProof(hashes, newer, older).kind, 'ok');
      for (const changed of brokenProofs(hashes)) assert.deepEqual(checkTreeProof(changed, newer, older), failed);
      assert.deepEqual(checkTreeProof(hashes, newer, { ...older, hash: flip(older.hash, 0) }), failed);
      assert.deepEqual(checkTreeProof(hashes, { ...newer, hash: flip(newer.hash, 0) }, older), failed);
    }
  });

  it('proves that a real log of certificates only grew', () => {
    const { treeSize, rootHash, tree_proof: proof } = tlog.certificate_transparency;
    const newer = { size: treeSize, hash: fromBase64(rootHash) };
    const older = { size: proof.oldSize, hash: fromBase64(proof.oldHash) };
    assert.equal(checkTreeProof(proof.proof.map(fromBase64), newer, older).kind, 'ok');
  });

  it('refuses an empty or a larger old tree', () => {
    const message = 'tlog: invalid inputs in CheckTree';
    assert.deepEqual(checkTreeProof([], headOf(3), headOf(0)), { kind: 'error', message });
    assert.deepEqual(checkTreeProof([], headOf(3), headOf(4)), { kind: 'error', message });
  });
});

describe('building proofs', () => {
  it('gives Go’s proofs', () => {
    for (const { treeSize, index, proof } of sequence.record_proofs) {
      assert.deepEqual(buildProof(recordProofIndexes(treeSize, index), storedHash)?.map(toBase64), proof);
    }
    for (const { newSize, oldSize, proof } of sequence.tree_proofs) {
      assert.deepEqual(buildProof(treeProofIndexes(newSize, oldSize), storedHash)?.map(toBase64), proof);
    }
  });

  it('gives proofs that hold, for trees of any size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), (size, seed) => {
        const n = seed % size;
        const head = (of: number) => ({ size: of, hash: foldSubtrees(subtreeIndexes(0, of).map(storedHash)) });
        const record = buildProof(recordProofIndexes(size, n), storedHash) ?? [];
        assert.equal(checkRecordProof(record, head(size), n, leaf(n)).kind, 'ok');
        const tree = buildProof(treeProofIndexes(size, n + 1), storedHash) ?? [];
        assert.equal(checkTreeProof(tree, head(size), head(n + 1)).kind, 'ok');
      }),
      { numRuns: 60 },
    );
  });

  it('gives none where a hash is missing', () => {
    assert.equal(
      buildProof(recordProofIndexes(8, 0), () => null),
      null,
    );
  });

  it('names few hashes in a tree of 2^40 records', () => {
    assert.ok(recordProofIndexes(2 ** 40 - 1, 12345).flat().length < 100);
    assert.ok(treeProofIndexes(2 ** 40 - 1, 2 ** 39 + 5).flat().length < 100);
  });
});

/** The proof with each byte changed, with a hash too few or too many, and turned round. */
function brokenProofs(proof: readonly Hash[]): Hash[][] {
  const flipped = proof.flatMap((hash, at) =>
    Array.from({ length: 32 }, (_, byte) => proof.with(at, flip(hash, byte, byte % 8))),
  );
  const shorter = proof.length > 0 ? [proof.slice(1), proof.slice(0, -1)] : [];
  const longer = [
    [...proof, Buffer.alloc(32)],
    [Buffer.alloc(32), ...proof],
  ];
  const turned = proof.length > 1 ? [proof.toReversed()] : [];
  return [...flipped, ...shorter, ...longer, ...turned];
}
