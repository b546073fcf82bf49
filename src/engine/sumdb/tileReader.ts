/**
 * Reads hashes of a signed tree through tiles (`tilePlan.ts`), from caches before the network, each tile at most once in a
 * run, and keeps tiles only when they are proved. Order of places as in golang.org/x/mod/sumdb, Client.readTile: the tile in
 * the cache, the full tile in the cache, the tile from the server, the full tile from the server.
 */
import type { ClientOps, Origin, RemoteAnswer, RemoteFailure } from './clientOps.ts';
import type { LookupProblem } from './lookupResult.ts';
import type { Hash } from './merkle.ts';
import { type Tile, tilePath } from './tile.ts';
import { checkTiles, planTiles } from './tilePlan.ts';
import type { TreeHead } from './tree.ts';

export type ReadHashes =
  | { kind: 'ok'; hashes: Hash[]; read(index: number): Hash | null }
  | { kind: 'failed'; goText: string; goTextExact: boolean; exchange: string | null; problem: LookupProblem }
  | Extract<RemoteAnswer, { kind: 'unknown' }>;

type TileBytes =
  | { kind: 'ok'; bytes: Uint8Array; origin: Origin | null; exchange: string | null }
  | RemoteFailure
  | Extract<RemoteAnswer, { kind: 'unknown' }>;

export class TileReader<Asker> {
  readonly #ops: ClientOps<Asker>;
  readonly height: number;
  readonly #tiles = new Map<string, Promise<TileBytes>>();
  /** The very bytes that were proved in this run, by the tree that they were proved against and their path. */
  readonly #proved = new Map<string, Map<string, Uint8Array>>();
  /** Proved and kept, or proved to be in a cache. */
  readonly #kept = new Set<string>();
  #isOwnTrusted = true;

  constructor(ops: ClientOps<Asker>, height: number) {
    this.#ops = ops;
    this.height = height;
  }

  /** The hashes with these stored indexes, proved to be in `tree`; `read` gives every other hash of the same tiles. */
  async readHashes(tree: TreeHead, indexes: readonly number[], asker: Asker): Promise<ReadHashes> {
    const planned = planTiles(tree, indexes, this.height);
    if (planned.kind === 'error') return inconsistent(planned.message, null, 'hash', null, null);
    const { plan } = planned;
    const tiles = await Promise.all(plan.tiles.map((tile) => this.#readTile(tile, asker)));
    const missing = tiles.find((tile) => tile.kind !== 'ok');
    if (missing !== undefined) return missing.kind === 'failed' ? remoteFailed(missing) : missing;
    const found = tiles.filter((tile) => tile.kind === 'ok');
    const proved = this.#provedOf(tree);
    const checked = checkTiles(
      plan,
      found.map((tile) => tile.bytes),
      new Set(
        plan.tiles.flatMap((tile, at) => (proved.get(tilePath(tile)) === found[at]?.bytes ? tilePath(tile) : [])),
      ),
    );
    if (checked.kind === 'ok') {
      for (const [at, tile] of plan.tiles.entries()) proved.set(tilePath(tile), found[at]?.bytes ?? new Uint8Array());
      await this.#keepAll(plan.tiles, found);
      return { kind: 'ok', hashes: checked.hashes, read: checked.hashOf };
    }
    if (found.some((tile) => tile.origin === 'own')) return this.#readAgain(tree, indexes, asker);
    const cached = found.find((tile) => tile.origin !== null)?.origin ?? null;
    const exchange = found.find((tile) => tile.exchange !== null)?.exchange ?? null;
    const reason = checked.kind === 'badLength' ? 'length' : 'hash';
    return inconsistent(checked.message, checked.tile, reason, cached, exchange);
  }

  #provedOf({ size, hash }: TreeHead): Map<string, Uint8Array> {
    const key = `${size} ${hash.toString('base64')}`;
    const known = this.#proved.get(key) ?? new Map<string, Uint8Array>();
    this.#proved.set(key, known);
    return known;
  }

  /** Our own files are perhaps damaged, which says nothing about the database. They are not looked at again in this run. */
  #readAgain(tree: TreeHead, indexes: readonly number[], asker: Asker): Promise<ReadHashes> {
    if (this.#isOwnTrusted) {
      this.#isOwnTrusted = false;
      this.#tiles.clear();
      this.#kept.clear();
    }
    return this.readHashes(tree, indexes, asker);
  }

  #readTile(tile: Tile, asker: Asker): Promise<TileBytes> {
    const path = tilePath(tile);
    const known = this.#tiles.get(path);
    if (known !== undefined) return known;
    const reading = this.#findTile(tile, asker);
    this.#tiles.set(path, reading);
    return reading;
  }

  async #findTile(tile: Tile, asker: Asker): Promise<TileBytes> {
    const full: Tile = { ...tile, width: 2 ** tile.height };
    const isPartial = tile.width !== full.width;
    const names = isPartial ? [tile, full] : [tile];
    for (const candidate of names) {
      const stored = await this.#ops.readCache(tilePath(candidate), this.#isOwnTrusted);
      if (stored === null) continue;
      this.#kept.add(tilePath(tile));
      const bytes = candidate === tile ? stored.bytes : cut(stored.bytes, full, tile);
      return { kind: 'ok', bytes, origin: stored.origin, exchange: null };
    }
    const answer = await this.#ops.readRemote(tilePath(tile), null, asker);
    if (answer.kind !== 'failed' || !isPartial) return withOrigin(answer);
    const whole = await this.#ops.readRemote(tilePath(full), null, asker);
    return whole.kind === 'ok' ? withOrigin({ ...whole, bytes: cut(whole.bytes, full, tile) }) : answer;
  }

  async #keepAll(tiles: readonly Tile[], found: readonly { bytes: Uint8Array }[]): Promise<void> {
    for (const [at, tile] of tiles.entries()) {
      const path = tilePath(tile);
      const bytes = found[at]?.bytes;
      if (bytes === undefined || this.#kept.has(path)) continue;
      this.#kept.add(path);
      await this.#ops.keep(path, bytes);
    }
  }
}

const withOrigin = (answer: RemoteAnswer): TileBytes => (answer.kind === 'ok' ? { ...answer, origin: null } : answer);

/** The first hashes of a full tile; of a full tile with a wrong length, as many as Go takes. */
function cut(bytes: Uint8Array, full: Tile, tile: Tile): Uint8Array {
  return bytes.subarray(0, Math.floor(bytes.length / full.width) * tile.width);
}

function remoteFailed(failure: RemoteFailure): ReadHashes {
  const { goText, goTextExact, exchange, entry } = failure;
  const what = entry === null ? 'tile' : 'supported';
  return { kind: 'failed', goText, goTextExact, exchange, problem: { kind: 'remote', what, failure } };
}

function inconsistent(
  goText: string,
  tile: string | null,
  reason: 'length' | 'hash',
  cached: Origin | null,
  exchange: string | null,
): ReadHashes {
  const problem: LookupProblem = { kind: 'inconsistentTiles', tile, reason, cached };
  return { kind: 'failed', goText, goTextExact: true, exchange, problem };
}
