import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { storedHashIndex, subtreeIndexes } from '../../../src/engine/sumdb/merkle.ts';
import {
  hashFromTile,
  parseTilePath,
  type Tile,
  tileForIndex,
  tileParent,
  tilePath,
} from '../../../src/engine/sumdb/tile.ts';
import { readFixture } from './fixture.ts';

const { tiles } = readFixture('tlog.json') as {
  tiles: {
    paths: { path: string; H: number; L: number; N: number; W: number }[];
    bad_paths: { path: string; error: string }[];
    tile_for_index: { height: number; storedIndex: number; tile: string; byteStart: number; byteEnd: number }[];
    frontier_tiles_height8: { treeSize: number; tiles: string[] }[];
  };
};

const anyTile = fc
  .record({
    height: fc.integer({ min: 1, max: 30 }),
    level: fc.integer({ min: -1, max: 63 }),
    n: fc.maxSafeNat(),
    part: fc.nat(),
  })
  .map(({ height, level, n, part }): Tile => ({ height, level, n, width: (part % 2 ** height) + 1 }));

describe('tile paths', () => {
  it('are Go’s', () => {
    for (const { path, H, L, N, W } of tiles.paths) {
      const tile = { height: H, level: L, n: N, width: W };
      assert.equal(tilePath(tile), path);
      assert.deepEqual(parseTilePath(path), { kind: 'ok', tile });
    }
  });

  it('are refused in Go’s words in any other form', () => {
    for (const { path, error } of tiles.bad_paths) {
      assert.deepEqual(parseTilePath(path), { kind: 'malformed', message: error });
    }
    for (const path of [
      'tile/8/0/000.p/0',
      'tile/8/0/000.p/256',
      'tile/8/0/000.p/01',
      'tile/0/0/000',
      'tile/31/0/000',
      'tile/8/0/x000/000',
      'tile/8/-1/000',
      'tile/8/0/00',
      'tile/8/0/../000',
      '/tile/8/0/000',
      'tile/8/0/000\n',
      'tile/8/0/x009/x999/x999/x999/x999/999',
    ]) {
      assert.equal(parseTilePath(path).kind, 'malformed', path);
    }
  });

  it('come back the same for every tile', () => {
    fc.assert(
      fc.property(anyTile, (tile) => {
        assert.deepEqual(parseTilePath(tilePath(tile)), { kind: 'ok', tile });
      }),
    );
  });

  it('are read in linear time', () => {
    assert.equal(parseTilePath(`tile/8/0/${'x000/'.repeat(1 << 18)}000`).kind, 'malformed');
  });
});

describe('tileForIndex', () => {
  it('finds the place that Go finds', () => {
    for (const { height, storedIndex, tile, byteStart, byteEnd } of tiles.tile_for_index) {
      const place = tileForIndex(height, storedIndex);
      assert.deepEqual([tilePath(place.tile), place.start, place.end], [tile, byteStart, byteEnd]);
    }
  });

  it('agrees with exact arithmetic up to 2^40 records', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 40 }),
        fc.maxSafeNat(),
        (height, level, seed) => {
          const n = seed % 2 ** (40 - level);
          const exact = exactPlace(BigInt(height), BigInt(level), BigInt(n));
          const { tile, start, end } = tileForIndex(height, storedHashIndex(level, n));
          assert.deepEqual([tile.level, tile.n, tile.width, start, end].map(BigInt), exact);
        },
      ),
    );
  });
});

/** The same by shifts, as tlog does it. */
function exactPlace(height: bigint, level: bigint, n: bigint): bigint[] {
  const tileLevel = level / height;
  const inside = level - tileLevel * height;
  const tileN = (n << inside) >> height;
  const first = n - ((tileN << height) >> inside);
  return [tileLevel, tileN, (first + 1n) << inside, (first << inside) * 32n, ((first + 1n) << inside) * 32n];
}

describe('tileParent', () => {
  it('gives the tiles at the right edge of a tree', () => {
    for (const { treeSize, tiles: expected } of tiles.frontier_tiles_height8) {
      const found = subtreeIndexes(0, treeSize).map((index) => {
        const tile = tileParent(tileForIndex(8, index).tile, 0, treeSize);
        return tile === null ? '' : tilePath(tile);
      });
      assert.deepEqual([...new Set(found)], expected);
    }
  });

  it('never makes a tile wider than the tree', () => {
    const height = 8;
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (sizeSeed, indexSeed) => {
        const size = (sizeSeed % 2 ** 40) + 1;
        const { tile } = tileForIndex(height, storedHashIndex(0, indexSeed % size));
        for (let up = 0; up < 5; up++) {
          const parent = tileParent(tile, up, size);
          if (parent === null) continue;
          const complete = Math.floor(size / 2 ** (height * parent.level));
          assert.ok(parent.n * 256 + parent.width <= complete && parent.width >= 1 && parent.width <= 256);
        }
      }),
    );
  });

  it('is null for a tile that the tree does not have', () => {
    assert.equal(tileParent({ height: 8, level: 0, n: 1, width: 256 }, 0, 256), null);
    assert.equal(tileParent({ height: 8, level: 0, n: 0, width: 256 }, 1, 255), null);
  });
});

describe('hashFromTile', () => {
  const tile: Tile = { height: 2, level: 0, n: 0, width: 3 };
  const bytes = Buffer.alloc(96, 7);

  it('gives hashes of this tile only', () => {
    assert.deepEqual(hashFromTile(tile, bytes, 0), bytes.subarray(0, 32));
    assert.equal(hashFromTile(tile, bytes, storedHashIndex(0, 3)), null);
    assert.equal(hashFromTile(tile, bytes, storedHashIndex(0, 4)), null);
    assert.equal(hashFromTile(tile, bytes, storedHashIndex(2, 0)), null);
    assert.equal(hashFromTile(tile, bytes.subarray(0, 60), storedHashIndex(0, 1)), null);
  });
});
