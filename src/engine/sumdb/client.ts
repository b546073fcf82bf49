/**
 * The client of a checksum database (golang.org/x/mod/sumdb, Client): a lookup gives a record and a signed head; the head must
 * lie on one timeline with every head seen before, and the record must be in the tree of the newest one. Requests are those
 * of go and no other: `/lookup/…` and the tiles that the checks need. Nothing is kept before it is proved.
 *
 * A head is believed for its signature alone only at the very first contact; from then on the saved one binds the server.
 */
import { escapePath, escapeVersion } from '../module/escape.ts';
import { checkPath } from '../module/path.ts';
import { quote } from '../strconv.ts';
import type { ClientOps, Origin, RemoteAnswer } from './clientOps.ts';
import { compareTrees, comparisonIndexes, type SignedTree } from './fork.ts';
import type { LookupFailed, LookupProblem, LookupResult, ProvedRecord } from './lookupResult.ts';
import { emptyTreeHash, foldSubtrees, recordHash, storedHashIndex, subtreeIndexes } from './merkle.ts';
import { openNote } from './note.ts';
import { buildProof, recordProofIndexes } from './proof.ts';
import { parseRecord } from './record.ts';
import { goTileHeight } from './tile.ts';
import { TileReader } from './tileReader.ts';
import { parseTree } from './tree.ts';
import type { VerifierKey } from './verifierKey.ts';

type Ended = LookupFailed | Extract<LookupResult, { kind: 'unknown' }>;

/** What a head was, seen from the newest one known. */
type Merged = { kind: 'past' | 'now' | 'future' } | Ended;

export class SumdbClient<Asker> {
  readonly name: string;
  readonly #key: VerifierKey;
  readonly #ops: ClientOps<Asker>;
  readonly #tiles: TileReader<Asker>;
  readonly #records = new Map<string, Promise<LookupResult>>();
  #latest: SignedTree = { tree: { size: 0, hash: emptyTreeHash() }, note: new Uint8Array(0) };
  #started: Promise<Ended | null> | null = null;
  #settled = 0;

  /** `tileHeight` is always the default but for databases of tests. */
  constructor(key: VerifierKey, ops: ClientOps<Asker>, tileHeight = goTileHeight) {
    this.name = key.name;
    this.#key = key;
    this.#ops = ops;
    this.#tiles = new TileReader(ops, tileHeight);
  }

  /** The newest head that this client accepted; size 0 where there is none. */
  get latest(): SignedTree {
    return this.#latest;
  }

  /** The record of a module version: one for its zip and its go.mod. Each version is looked up once in a run. */
  async lookup(path: string, version: string, asker: Asker): Promise<LookupResult> {
    this.#started ??= this.#start(asker);
    const notStarted = await this.#started;
    if (notStarted !== null) return notStarted;
    const escapedPath = escapePath(path);
    const reason = checkPath(path);
    if (escapedPath === null || reason !== null) {
      return failed(`malformed module path ${quote(path)}: ${reason ?? 'invalid'}`, null, { kind: 'disallowed' });
    }
    const escapedVersion = escapeVersion(version);
    if (escapedVersion === null) {
      return failed(`version ${quote(version)} invalid: disallowed version string`, null, { kind: 'disallowed' });
    }
    const name = `lookup/${escapedPath}@${escapedVersion}`;
    const known = this.#records.get(name);
    if (known !== undefined) return known;
    const looking = this.#lookUp(name, path, asker);
    this.#records.set(name, looking);
    return looking;
  }

  /** Merges the saved heads; a failure here is every lookup's failure. */
  async #start(asker: Asker): Promise<Ended | null> {
    for (const { bytes, origin } of await this.#ops.readHeads()) {
      const taken = await this.#merge(bytes, origin, asker);
      // go reads its file again after it took the head, and so checks the head against its own tiles.
      const merged = taken.kind === 'future' && origin === 'go' ? await this.#merge(bytes, origin, asker) : taken;
      // Our own file is a hint that may be damaged; a good one that contradicts is a fork and is told.
      if (merged.kind === 'failed' && origin === 'own' && merged.problem.kind !== 'fork') continue;
      if (merged.kind === 'unknown') return merged;
      if (merged.kind !== 'failed') continue;
      const isReport = merged.problem.kind === 'fork';
      return { ...merged, goText: isReport ? merged.goText : `initializing sumdb.Client: ${merged.goText}` };
    }
    return null;
  }

  async #lookUp(name: string, path: string, asker: Asker): Promise<LookupResult> {
    const stored = await this.#ops.readCache(name, true);
    if (stored !== null) {
      const proved = await this.#prove(stored.bytes, stored.origin, null, asker);
      if (proved.kind === 'ok' || stored.origin === 'go') return proved;
    }
    const answer = await this.#ops.readRemote(name, path, asker);
    if (answer.kind !== 'ok') return remoteFailed(answer);
    const proved = await this.#prove(answer.bytes, 'network', answer.exchange, asker);
    if (proved.kind === 'ok') await this.#ops.keep(name, Buffer.from(`${proved.id}\n${proved.text}\n`));
    return proved;
  }

  async #prove(
    bytes: Uint8Array,
    from: ProvedRecord['from'],
    exchange: string | null,
    asker: Asker,
  ): Promise<LookupResult> {
    const parsed = parseRecord(bytes);
    if (parsed.kind === 'malformed') return failed(parsed.message, exchange, malformedRecord(bytes));
    const { id, text, rest } = parsed.record;
    const merged = await this.#merge(rest, null, asker);
    if (merged.kind === 'failed' || merged.kind === 'unknown') return withExchange(merged, exchange);
    const { tree } = this.#latest;
    if (id >= tree.size) {
      const goText = `cannot validate record ${id} in tree of size ${tree.size}`;
      return failed(goText, exchange, { kind: 'recordBeyondHead', id, size: tree.size });
    }
    const read = await this.#tiles.readHashes(tree, [storedHashIndex(0, id)], asker);
    if (read.kind !== 'ok') return withExchange(read, exchange);
    if (read.hashes[0]?.equals(recordHash(text)) !== true) {
      const goText = 'cannot authenticate record data in server response';
      return failed(goText, exchange, { kind: 'recordNotInLog', id });
    }
    const fork = await this.#settleHead(asker);
    if (fork !== null) return withExchange(fork, exchange);
    const proof = buildProof(recordProofIndexes(tree.size, id), read.read);
    return { kind: 'ok', id, text, tree, proof, from, exchange };
  }

  /** Puts a head on our timeline; `saved` says whose file it is, null for one out of an answer. */
  async #merge(note: Uint8Array, saved: Origin | null, asker: Asker): Promise<Merged> {
    if (note.length === 0) return { kind: this.#latest.tree.size === 0 ? 'now' : 'past' };
    const opened = this.#open(note, saved);
    if (opened.kind !== 'ok') return opened;
    const { head } = opened;
    for (;;) {
      const latest = this.#latest;
      const isNew = head.tree.size > latest.tree.size;
      const ended = isNew ? await this.#compare(latest, head, asker) : await this.#compare(head, latest, asker);
      if (ended !== null) return ended;
      if (!isNew) return { kind: head.tree.size < latest.tree.size ? 'past' : 'now' };
      // Another lookup may have moved the head on while tiles were read.
      if (this.#latest !== latest) continue;
      this.#latest = head;
      return { kind: 'future' };
    }
  }

  #open(note: Uint8Array, saved: Origin | null): { kind: 'ok'; head: SignedTree } | LookupFailed {
    const opened = openNote(note, [this.#key]);
    if (opened.kind !== 'ok') {
      const goText = `reading tree note: ${opened.message}\nnote:\n${Buffer.from(note).toString()}`;
      const reason = noteReasons[opened.kind];
      const signers =
        opened.kind === 'unknownKeys' ? opened.note.unverified.map(({ name, hash }) => `${name}+${hash}`) : [];
      return failed(goText, null, { kind: 'badHead', reason, signers, saved });
    }
    const { text } = opened.note;
    const parsed = parseTree(text);
    if (parsed.kind === 'ok') return { kind: 'ok', head: { tree: parsed.tree, note } };
    const message = parsed.kind === 'malformed' ? parsed.message : 'malformed tree note';
    const problem: LookupProblem = { kind: 'badHead', reason: 'notATree', signers: [], saved };
    return failed(`reading tree: ${message}\ntree:\n${text}`, null, problem);
  }

  /**
   * Binds the server to the head that we kept in an earlier run, with the tiles that are here by now and no further request;
   * null unless that proves a fork. Only a head that is known to continue the kept one takes its place.
   */
  async #settleHead(asker: Asker): Promise<Ended | null> {
    const head = this.#latest;
    if (head.tree.size <= this.#settled) return null;
    this.#settled = head.tree.size;
    const kept = await this.#ops.keptHead();
    const opened = kept === null || kept.length === 0 ? null : this.#open(kept, 'own');
    if (opened?.kind === 'ok') {
      const silent = new TileReader<Asker>(
        { ...this.#ops, readRemote: async () => notAsked, readCache: (name) => this.#ops.readKept(name) },
        this.#tiles.height,
      );
      const isOlder = opened.head.tree.size <= head.tree.size;
      const [older, newer] = isOlder ? [opened.head, head] : [head, opened.head];
      const ended = await this.#compare(older, newer, asker, silent);
      if (ended !== null) return ended.kind === 'failed' && ended.problem.kind === 'fork' ? ended : null;
      if (!isOlder) return null;
    }
    await this.#ops.keepHead(head.note);
    return null;
  }

  /** Null where `newer` begins with all of `older`. */
  async #compare(
    older: SignedTree,
    newer: SignedTree,
    asker: Asker,
    tiles: TileReader<Asker> = this.#tiles,
  ): Promise<Ended | null> {
    if (older.tree.size === 0) return null;
    const read = await tiles.readHashes(newer.tree, subtreeIndexes(0, older.tree.size), asker);
    if (read.kind === 'unknown') return read;
    const label =
      older.tree.size === newer.tree.size
        ? `checking tree#${older.tree.size}`
        : `checking tree#${older.tree.size} against tree#${newer.tree.size}`;
    if (read.kind === 'failed') return { ...read, goText: `${label}: ${read.goText}` };
    if (foldSubtrees(read.hashes).equals(older.tree.hash)) return null;
    return reportFork(older, newer, asker, tiles);
  }
}

async function reportFork<Asker>(
  older: SignedTree,
  newer: SignedTree,
  asker: Asker,
  tiles: TileReader<Asker>,
): Promise<Ended> {
  const read = await tiles.readHashes(newer.tree, comparisonIndexes(older.tree, newer.tree), asker);
  if (read.kind !== 'ok') return read;
  const compared = compareTrees(older, newer, read.read);
  if (compared.kind !== 'fork') {
    const problem: LookupProblem = { kind: 'inconsistentTiles', tile: null, reason: 'hash', cached: null };
    return failed('downloaded inconsistent tile', null, problem);
  }
  const sizes = { olderSize: older.tree.size, newerSize: newer.tree.size };
  return failed(compared.report, null, { kind: 'fork', report: compared.report, ...sizes });
}

const notAsked = { kind: 'unknown', reason: 'not-asked-by-us' } as const;

const noteReasons = {
  malformed: 'malformed',
  unknownKeys: 'unknownKey',
  badSignature: 'badSignature',
  ambiguousKey: 'malformed',
} as const;

function failed(goText: string, exchange: string | null, problem: LookupProblem): LookupFailed {
  return { kind: 'failed', goText, goTextExact: true, exchange, problem };
}

/** The answer that led to a failure is the evidence for it where the failure has none of its own. */
function withExchange(ended: Ended, exchange: string | null): Ended {
  return ended.kind === 'failed' && ended.exchange === null ? { ...ended, exchange } : ended;
}

function remoteFailed(answer: Exclude<RemoteAnswer, { kind: 'ok' }>): Ended {
  if (answer.kind === 'unknown') return answer;
  const { goText, goTextExact, exchange } = answer;
  const what = answer.entry === null ? 'lookup' : 'supported';
  return { kind: 'failed', goText, goTextExact, exchange, problem: { kind: 'remote', what, failure: answer } };
}

function malformedRecord(bytes: Uint8Array): LookupProblem {
  const start = new TextDecoder()
    .decode(bytes.subarray(0, 200))
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  return { kind: 'malformedRecord', isHtml: start.startsWith('<'), start };
}
