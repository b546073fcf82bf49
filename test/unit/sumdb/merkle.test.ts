import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  emptyTreeHash,
  foldSubtrees,
  type Hash,
  nodeHash,
  parseHash,
  recordHash,
  splitPoint,
  splitStoredHashIndex,
  storedHashCount,
  storedHashIndex,
  subtreeIndexes,
} from '../../../src/engine/sumdb/merkle.ts';
import { readFixture, toBase64 } from './fixture.ts';

const { tlog } = readFixture('tlog.json') as {
  tlog: {
    record_hash: { data: string; hash: string }[];
    node_hash: { leftHex: string; rightHex: string; hashHex: string }[];
    rfc6962: { leafInputsHex: string[]; leafHashesHex: string[]; rootHashesHexBySize: Record<string, string> };
    stored_hash_index: {
      items: { level: number; n: number; index: number }[];
      stored_hash_count: { n: number; count: number }[];
    };
    sub_tree_index: { treeSize: number; indexes: number[] }[];
    leaf_sequence: { treeHashBySize: Record<string, string> };
    empty_tree_hash: { hash: string };
  };
};

/** The definition of the tree, straight from RFC 6962. */
function treeHash(leaves: readonly Hash[]): Hash {
  const [only] = leaves;
  if (only === undefined) return emptyTreeHash();
  if (leaves.length === 1) return only;
  const k = splitPoint(leaves.length);
  return nodeHash(treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)));
}

describe('hashes of a log', () => {
  it('hash records and nodes as RFC 6962 says', () => {
    for (const { data, hash } of tlog.record_hash) assert.equal(toBase64(recordHash(Buffer.from(data))), hash);
    for (const { leftHex, rightHex, hashHex } of tlog.node_hash) {
      assert.equal(nodeHash(Buffer.from(leftHex, 'hex'), Buffer.from(rightHex, 'hex')).toString('hex'), hashHex);
    }
    const { leafInputsHex, leafHashesHex, rootHashesHexBySize } = tlog.rfc6962;
    const leaves = leafInputsHex.map((input) => recordHash(Buffer.from(input, 'hex')));
    assert.deepEqual(
      leaves.map((leaf) => leaf.toString('hex')),
      leafHashesHex,
    );
    for (const [size, root] of Object.entries(rootHashesHexBySize)) {
      assert.equal(treeHash(leaves.slice(0, Number(size))).toString('hex'), root);
    }
    assert.equal(toBase64(emptyTreeHash()), tlog.empty_tree_hash.hash);
  });

  it('give Go’s tree hashes for trees that grow', () => {
    for (const [size, root] of Object.entries(tlog.leaf_sequence.treeHashBySize)) {
      const leaves = Array.from({ length: Number(size) }, (_, i) => recordHash(Buffer.from(`leaf ${i}`)));
      assert.equal(toBase64(treeHash(leaves)), root);
    }
  });

  it('parse only 32 bytes of base64', () => {
    assert.equal(parseHash(toBase64(Buffer.alloc(32)))?.length, 32);
    for (const bad of [
      '',
      'AAAA',
      toBase64(Buffer.alloc(31)),
      toBase64(Buffer.alloc(33)),
      `${'A'.repeat(43)}`,
      `${'A'.repeat(42)}-=`,
    ]) {
      assert.equal(parseHash(bad), null, bad);
    }
  });
});

describe('stored hash indexes', () => {
  it('are Go’s', () => {
    for (const { level, n, index } of tlog.stored_hash_index.items) {
      assert.equal(storedHashIndex(level, n), index);
      assert.deepEqual(splitStoredHashIndex(index), { level, n });
    }
    for (const { n, count } of tlog.stored_hash_index.stored_hash_count) assert.equal(storedHashCount(n), count);
    for (const { treeSize, indexes } of tlog.sub_tree_index) assert.deepEqual(subtreeIndexes(0, treeSize), indexes);
  });

  it('number every subtree of small trees once, without gaps', () => {
    const seen = new Map<number, string>();
    for (let size = 1; size <= 256; size++) {
      for (let level = 0; size % 2 ** level === 0; level++) {
        const index = storedHashIndex(level, size / 2 ** level - 1);
        assert.ok(!seen.has(index));
        seen.set(index, `${level},${size}`);
      }
      assert.equal(seen.size, storedHashCount(size));
    }
    assert.equal(Math.max(...seen.keys()), seen.size - 1);
  });

  it('can be split again, up to 2^40 records and at every level', () => {
    const coordinates = fc
      .tuple(fc.integer({ min: 0, max: 40 }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([level, part]) => ({ level, n: Math.floor(part * 2 ** (40 - level)) }));
    fc.assert(
      fc.property(coordinates, ({ level, n }) => {
        assert.deepEqual(splitStoredHashIndex(storedHashIndex(level, n)), { level, n });
      }),
    );
  });

  it('agree with exact arithmetic up to 2^40 records', () => {
    const exact = (level: number, n: number) => {
      let m = (BigInt(n) + 1n) * (1n << BigInt(level)) - 1n;
      let index = BigInt(level);
      for (; m > 0n; m >>= 1n) index += m;
      return index;
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 }), fc.maxSafeNat(), (level, seed) => {
        const n = seed % 2 ** (40 - level);
        assert.equal(BigInt(storedHashIndex(level, n)), exact(level, n));
      }),
    );
  });

  it('make up a range of records by subtrees that follow one another', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (seed) => {
        const size = seed % 2 ** 40;
        let at = 0;
        for (const { level, n } of subtreeIndexes(0, size).map(splitStoredHashIndex)) {
          assert.equal(n * 2 ** level, at);
          at += 2 ** level;
        }
        assert.equal(at, size);
      }),
    );
  });

  it('fold to the hash of the tree', () => {
    const leaves = Array.from({ length: 100 }, (_, i) => recordHash(Buffer.from(`leaf ${i}`)));
    for (let size = 0; size <= 100; size++) {
      const row = subtreeIndexes(0, size).map((index) => {
        const { level, n } = splitStoredHashIndex(index);
        return treeHash(leaves.slice(n * 2 ** level, (n + 1) * 2 ** level));
      });
      assert.deepEqual(foldSubtrees(row), treeHash(leaves.slice(0, size)));
    }
  });
});
