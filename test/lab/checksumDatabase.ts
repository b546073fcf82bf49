/**
 * A checksum database with a key of its own, made when it starts (Go's module reference, "Checksum database"): a log of
 * go.sum lines, signed heads, lookups and tiles. It can also lie, in ways that a client must notice.
 */
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import {
  foldSubtrees,
  type Hash,
  nodeHash,
  recordHash,
  storedHashIndex,
  subtreeIndexes,
} from '../../src/engine/sumdb/merkle.ts';
import { parseTilePath, type Tile } from '../../src/engine/sumdb/tile.ts';
import { formatTree } from '../../src/engine/sumdb/tree.ts';
import { escapeCase } from './moduleFixture.ts';

export interface DatabaseRecord {
  /** `PATH@VERSION`. */
  id: string;
  /** go.sum lines, each with its newline. */
  text: string;
}

export interface ChecksumDatabase {
  readonly name: string;
  /** `NAME+HASH+KEY`, as GOSUMDB takes it. */
  readonly key: string;
  readonly size: number;
  add(record: DatabaseRecord): void;
  /** The bytes below the database's URL, such as `/lookup/example.com/m@v1.0.0`; null for 404. */
  answer(path: string): Buffer | null;
  /** A signed head of the first `size` records. */
  head(size?: number): Buffer;
  /** Signs any text, also what is no head. */
  signText(text: string): Buffer;
  /** A database with the same key and another history: the first `size` records are the same. */
  fork(size: number): ChecksumDatabase;
}

interface Signer {
  name: string;
  /** The bytes of the key's hash. */
  hash: Buffer;
  key: string;
  privateKey: KeyObject;
}

export function createDatabase(name: string, records: readonly DatabaseRecord[] = []): ChecksumDatabase {
  return new Log(createSigner(name), records);
}

/** A record of a module that nobody asks for, to make a log as large as wanted. */
export const fillerRecord = (n: number): DatabaseRecord => ({
  id: `filler.test/m${n}@v1.0.0`,
  text: `filler.test/m${n} v1.0.0 h1:${Buffer.alloc(32, n % 251).toString('base64')}\nfiller.test/m${n} v1.0.0/go.mod h1:${Buffer.alloc(32, n % 241).toString('base64')}\n`,
});

function createSigner(name: string): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  const data = Buffer.concat([Buffer.of(1), raw]);
  const hash = createHash('sha256').update(`${name}\n`).update(data).digest().subarray(0, 4);
  return { name, hash, privateKey, key: `${name}+${hash.toString('hex')}+${data.toString('base64')}` };
}

class Log implements ChecksumDatabase {
  readonly #signer: Signer;
  readonly #records: DatabaseRecord[] = [];
  readonly #hashes: Hash[] = [];

  constructor(signer: Signer, records: readonly DatabaseRecord[]) {
    this.#signer = signer;
    for (const record of records) this.add(record);
  }

  get name(): string {
    return this.#signer.name;
  }

  get key(): string {
    return this.#signer.key;
  }

  get size(): number {
    return this.#records.length;
  }

  add(record: DatabaseRecord): void {
    const n = this.#records.push(record) - 1;
    this.#hashes[storedHashIndex(0, n)] = recordHash(Buffer.from(record.text));
    // A record completes the subtrees that end with it.
    for (let level = 1; (n + 1) % 2 ** level === 0; level++) {
      const at = (n + 1) / 2 ** level - 1;
      const left = this.#hash(level - 1, 2 * at);
      this.#hashes[storedHashIndex(level, at)] = nodeHash(left, this.#hash(level - 1, 2 * at + 1));
    }
  }

  answer(path: string): Buffer | null {
    if (path === '/latest') return this.head();
    if (path.startsWith('/lookup/')) return this.#lookUp(path.slice('/lookup/'.length));
    const tile = parseTilePath(path.slice(1));
    return tile.kind === 'ok' ? this.#tile(tile.tile) : null;
  }

  head(size = this.size): Buffer {
    const hashes = subtreeIndexes(0, size).map((index) => this.#hashes[index] ?? Buffer.alloc(32));
    return this.signText(formatTree({ size, hash: foldSubtrees(hashes) }));
  }

  signText(text: string): Buffer {
    const signature = sign(null, Buffer.from(text), this.#signer.privateKey);
    const base64 = Buffer.concat([this.#signer.hash, signature]).toString('base64');
    return Buffer.from(`${text}\n— ${this.name} ${base64}\n`);
  }

  fork(size: number): ChecksumDatabase {
    return new Log(this.#signer, this.#records.slice(0, size));
  }

  #lookUp(escaped: string): Buffer | null {
    const at = this.#records.findIndex(({ id }) => escapeId(id) === escaped);
    const record = this.#records[at];
    return record === undefined ? null : Buffer.concat([Buffer.from(`${at}\n${record.text}\n`), this.head()]);
  }

  #tile({ height, level, n, width }: Tile): Buffer | null {
    const first = n * 2 ** height;
    const have = Math.floor(this.size / 2 ** (level * height));
    if (level < 0 || first + width > have) return null;
    return Buffer.concat(Array.from({ length: width }, (_, at) => this.#hash(level * height, first + at)));
  }

  #hash(level: number, n: number): Hash {
    return this.#hashes[storedHashIndex(level, n)] ?? Buffer.alloc(32);
  }
}

function escapeId(id: string): string {
  const at = id.lastIndexOf('@');
  return `${escapeCase(id.slice(0, at))}@${escapeCase(id.slice(at + 1))}`;
}
