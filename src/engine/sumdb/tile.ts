/**
 * Tiles: how the hashes of a log travel (golang.org/x/mod/sumdb/tlog, tile.go). A tile of height H at (level, n) holds up to
 * 2^H neighbouring hashes of the tree's level H·level; those of the H−1 levels above follow from them. sum.golang.org has H = 8:
 * 256 hashes, 8192 bytes. At the right edge a tile holds fewer; then its width is part of its name.
 *
 *     tile/8/0/x036/643.p/230      height 8, level 0, number 36643, the first 230 hashes
 *     tile/8/data/005              record data: level −1
 */
import { quote } from '../strconv.ts';
import { type Hash, hashBytes, nodeHash, splitStoredHashIndex } from './merkle.ts';

export interface Tile {
  /** 1 … 30. */
  height: number;
  /** −1 for record data. */
  level: number;
  n: number;
  /** 1 … 2^height. */
  width: number;
}

/** The height of sum.golang.org's tiles, which the go command always asks for. */
export const goTileHeight = 8;

/** The path below the database's URL, without a slash before it. */
export function tilePath(tile: Tile): string {
  const groups = [tile.n % 1000];
  for (let n = Math.floor(tile.n / 1000); n > 0; n = Math.floor(n / 1000)) groups.unshift(n % 1000);
  const digits = groups.map((group) => String(group).padStart(3, '0'));
  const number = digits.map((group, index) => (index < digits.length - 1 ? `x${group}` : group)).join('/');
  const width = tile.width === 2 ** tile.height ? '' : `.p/${tile.width}`;
  return `tile/${tile.height}/${tile.level === -1 ? 'data' : tile.level}/${number}${width}`;
}

export type ParsedTilePath = { kind: 'ok'; tile: Tile } | { kind: 'malformed'; message: string };

const pathForm = /^tile\/(\d{1,2})\/(data|\d{1,9})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,10}))?$/;

/** Takes exactly what `tilePath` writes, for numbers up to 2^53. */
export function parseTilePath(path: string): ParsedTilePath {
  const match = pathForm.exec(path);
  const [, height = '', level = '', number = '', width] = match ?? [];
  const tile: Tile = {
    height: Number(height),
    level: level === 'data' ? -1 : Number(level),
    n: Number(number.replace(/[x/]/g, '')),
    width: width === undefined ? 2 ** Number(height) : Number(width),
  };
  const isGood =
    match !== null &&
    tile.height >= 1 &&
    tile.height <= 30 &&
    Number.isSafeInteger(tile.n) &&
    tile.width >= 1 &&
    tile.width <= 2 ** tile.height &&
    tilePath(tile) === path;
  return isGood ? { kind: 'ok', tile } : { kind: 'malformed', message: `malformed tile path ${quote(path)}` };
}

export interface TilePlace {
  /** The narrowest tile that holds the hash. */
  tile: Tile;
  /** The bytes of the tile that fold to the hash. */
  start: number;
  end: number;
}

/** Where the hash with this stored index is. */
export function tileForIndex(height: number, index: number): TilePlace {
  const { level, n } = splitStoredHashIndex(index);
  const tileLevel = Math.floor(level / height);
  // One hash at `level` stands for so many of the tile's own.
  const span = 2 ** (level - tileLevel * height);
  const tileN = Math.floor((n * span) / 2 ** height);
  const first = n * span - tileN * 2 ** height;
  const tile = { height, level: tileLevel, n: tileN, width: first + span };
  return { tile, start: first * hashBytes, end: (first + span) * hashBytes };
}

/** The tile `up` levels above, with the width that it has in a tree of `size` records; null where it is not in that tree. */
export function tileParent(tile: Tile, up: number, size: number): Tile | null {
  const { height } = tile;
  const level = tile.level + up;
  const n = Math.floor(tile.n / 2 ** (up * height));
  const left = Math.floor(size / 2 ** (level * height)) - n * 2 ** height;
  return left <= 0 ? null : { height, level, n, width: Math.min(left, 2 ** height) };
}

/** The hash over a power of two of neighbouring hashes. */
export function foldTile(bytes: Buffer): Hash {
  if (bytes.length === hashBytes) return bytes;
  const middle = bytes.length / 2;
  return nodeHash(foldTile(bytes.subarray(0, middle)), foldTile(bytes.subarray(middle)));
}

/** The hash with this stored index out of `bytes` of `tile`; null where it is not in this tile. */
export function hashFromTile(tile: Tile, bytes: Buffer, index: number): Hash | null {
  const place = tileForIndex(tile.height, index);
  const isHere = place.tile.level === tile.level && place.tile.n === tile.n && place.tile.width <= tile.width;
  return isHere && bytes.length >= place.end ? foldTile(bytes.subarray(place.start, place.end)) : null;
}
