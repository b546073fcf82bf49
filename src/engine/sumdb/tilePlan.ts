/**
 * Reading hashes through tiles that nobody vouches for (golang.org/x/mod/sumdb/tlog, TileHashReader). Trusted is only a tree
 * head. First the plan says which tiles to fetch: those at the right edge, whose hashes together give the tree's hash, then
 * those with the wanted hashes and all tiles above them, each behind its parent. Then the check takes their bytes:
 *
 *     1. every tile has its length;
 *     2. the tiles at the edge fold to the tree's hash, which proves all their bytes;
 *     3. every other tile folds to the hash that its parent, already proved, has for it.
 *
 * Step 3 must not leave out any tile behind the edge; counting subtrees in place of tiles left out a few, which a proxy could
 * forge (CVE-2026-56865). Only then may a hash be used or a tile be kept.
 */
import { foldSubtrees, type Hash, hashBytes, storedHashIndex, subtreeIndexes } from './merkle.ts';
import { foldTile, hashFromTile, type Tile, tileForIndex, tileParent, tilePath } from './tile.ts';
import type { TreeHead } from './tree.ts';

export interface TilePlan {
  tree: TreeHead;
  /** What to fetch, parents first. */
  tiles: readonly Tile[];
  /** How many of them are at the right edge of the tree. */
  edgeTiles: number;
  /** The stored indexes whose hashes are wanted. */
  indexes: readonly number[];
}

export type PlannedTiles = { kind: 'ok'; plan: TilePlan } | { kind: 'error'; message: string };

/** Every index must be of a subtree that is complete in the tree. */
export function planTiles(tree: TreeHead, indexes: readonly number[], height: number): PlannedTiles {
  const tiles = new Map<string, Tile>();
  for (const index of subtreeIndexes(0, tree.size)) {
    const tile = tileParent(tileForIndex(height, index).tile, 0, tree.size);
    if (tile !== null) tiles.set(tilePath(tile), tile);
  }
  const edgeTiles = tiles.size;
  for (const index of indexes) {
    const isInTree = Number.isSafeInteger(index) && index >= 0 && index < storedHashIndex(0, tree.size);
    const missing = isInTree ? missingTiles(tree, index, height, tiles) : null;
    if (missing === null) return { kind: 'error', message: 'indexes not in tree' };
    for (const tile of missing) tiles.set(tilePath(tile), tile);
  }
  return { kind: 'ok', plan: { tree, tiles: [...tiles.values()], edgeTiles, indexes } };
}

/** The tile of a hash and those above it that are not planned yet, from the top; all of them are full. */
function missingTiles(
  tree: TreeHead,
  index: number,
  height: number,
  planned: ReadonlyMap<string, Tile>,
): Tile[] | null {
  const { tile } = tileForIndex(height, index);
  const missing: Tile[] = [];
  for (let up = 0; ; up++) {
    const above = tileParent(tile, up, tree.size);
    if (above === null) return null;
    if (planned.has(tilePath(above))) return missing;
    if (above.width !== 2 ** height) return null;
    missing.unshift(above);
  }
}

export type CheckedTiles =
  /** Each tile is proved; `hashes` are those of the plan's indexes, in order. */
  | { kind: 'ok'; hashes: Hash[]; hashOf(index: number): Hash | null }
  | { kind: 'badLength'; message: string; tile: string; wantedBytes: number; gotBytes: number }
  /** Tiles and head do not fit. `tile` is the one that its parent denies; null where head and edge disagree. */
  | { kind: 'inconsistent'; message: string; tile: string | null };

/**
 * `data` are the bytes of the plan's tiles, in order. `proved` are paths of tiles for which these very bytes were proved
 * against this very tree before; the edge counts as proved when all of its tiles are.
 */
export function checkTiles(
  plan: TilePlan,
  data: readonly Uint8Array[],
  proved: ReadonlySet<string> = new Set(),
): CheckedTiles {
  const wrong = findWrongLength(plan, data);
  if (wrong !== null) return wrong;
  const bytes = new Map(plan.tiles.map((tile, at) => [tilePath(tile), toBuffer(data[at] ?? new Uint8Array())]));
  const hashOf = (index: number) => readHash(plan.tree, plan.tiles[0]?.height ?? 1, bytes, index);
  const isEdgeProved =
    plan.edgeTiles > 0 && plan.tiles.slice(0, plan.edgeTiles).every((tile) => proved.has(tilePath(tile)));
  if (!isEdgeProved) {
    const edge = subtreeIndexes(0, plan.tree.size)
      .map(hashOf)
      .filter((hash) => hash !== null);
    if (!foldSubtrees(edge).equals(plan.tree.hash)) return inconsistent(null);
  }
  for (const tile of plan.tiles.slice(plan.edgeTiles)) {
    if (proved.has(tilePath(tile))) continue;
    const expected = hashOf(storedHashIndex((tile.level + 1) * tile.height, tile.n));
    const got = foldTile(bytes.get(tilePath(tile)) ?? Buffer.alloc(hashBytes));
    if (expected?.equals(got) !== true) return inconsistent(tilePath(tile));
  }
  const hashes = plan.indexes.map(hashOf).filter((hash) => hash !== null);
  return { kind: 'ok', hashes, hashOf };
}

const inconsistent = (tile: string | null): CheckedTiles => ({
  kind: 'inconsistent',
  message: 'downloaded inconsistent tile',
  tile,
});

const toBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

function findWrongLength(plan: TilePlan, data: readonly Uint8Array[]): CheckedTiles | null {
  for (const [at, tile] of plan.tiles.entries()) {
    const wantedBytes = tile.width * hashBytes;
    const gotBytes = data[at]?.length ?? 0;
    if (gotBytes === wantedBytes) continue;
    const path = tilePath(tile);
    const message = `TileReader returned bad result slice (${path} len=${gotBytes}, want ${wantedBytes})`;
    return { kind: 'badLength', message, tile: path, wantedBytes, gotBytes };
  }
  return null;
}

/** A hash out of the planned tiles; null where none of them has it. */
function readHash(tree: TreeHead, height: number, bytes: ReadonlyMap<string, Buffer>, index: number): Hash | null {
  const tile = tileParent(tileForIndex(height, index).tile, 0, tree.size);
  const data = tile === null ? undefined : bytes.get(tilePath(tile));
  return tile === null || data === undefined ? null : hashFromTile(tile, data, index);
}
