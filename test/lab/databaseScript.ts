/**
 * The checksum database of a scenario, with a key of its own made when the lab starts. `{{key}}` is that key, `{{database}}` its
 * name. Servers offer it with `database: direct` (at their root) or `database: proxied` (below `/sumdb/NAME`).
 *
 *     -- database --
 *     name: {{d.host}}
 *     records: example.com/m@v1.0.0
 *     wrong: example.com/m@v1.1.0/go.mod
 *     filler: 300
 */
import { type ChecksumDatabase, createDatabase, type DatabaseRecord, fillerRecord } from './checksumDatabase.ts';
import type { ModuleFixture } from './moduleFixture.ts';
import type { LineReader } from './scenarioLines.ts';

export interface DatabaseScript {
  /** With placeholders. */
  name: string;
  /** `PATH@VERSION`. */
  records: string[];
  /** `PATH@VERSION` or `PATH@VERSION/go.mod`: recorded with another hash. */
  wrong: string[];
  /** How many records of other modules come first. */
  filler: number;
  lies: DatabaseLie[];
}

export const databaseLies = [
  /** A lookup is answered with the genuine record of a module that nobody asked for. */
  'other-record',
  /** Heads are signed by somebody else. */
  'other-key',
  /** The signature does not fit the head. */
  'bad-signature',
  /** The record is changed on the way. */
  'altered-record',
  /** The hashes of the log are changed on the way. */
  'altered-tile',
  'short-tile',
  /** The victim has proved a smaller head of another history before: 200 records, of which the last half are others. */
  'saved-fork',
  /** The head that the victim saved is damaged. */
  'damaged-head',
  /** The wanted line stands behind the head, where anything can be written. */
  'line-in-head',
] as const;
export type DatabaseLie = (typeof databaseLies)[number];

export function parseDatabase(lines: LineReader): DatabaseScript {
  const script: DatabaseScript = { name: 'sum.lab.test', records: [], wrong: [], filler: 0, lies: [] };
  for (let line = lines.next(); line !== null; line = lines.next()) {
    const colon = line.indexOf(':');
    const value = line.slice(colon + 1).trim();
    const key = line.slice(0, Math.max(0, colon));
    if (key === 'name') script.name = value;
    else if (key === 'records') script.records.push(...value.split(/\s+/));
    else if (key === 'wrong') script.wrong.push(...value.split(/\s+/));
    else if (key === 'filler') script.filler = Number(value);
    else if (key === 'lie') script.lies.push(lieOf(value, lines));
    else throw lines.problem('no such property of a database');
  }
  return script;
}

function lieOf(value: string, lines: LineReader): DatabaseLie {
  const found = databaseLies.find((lie) => lie === value);
  if (found === undefined) throw lines.problem(`not one of ${databaseLies.join(', ')}`);
  return found;
}

export interface LabDatabase {
  readonly name: string;
  /** What GOSUMDB names. */
  readonly key: string;
  /** Below the database's URL; null for 404. */
  answer(path: string): Buffer | null;
  /** What go saved at GOPATH/pkg/sumdb/NAME/latest before; null where it has never been there. */
  readonly savedHead: Buffer | null;
  /** What go has in its cache for this database, such as `tile/8/0/000.p/200`. */
  readonly savedFiles: ReadonlyMap<string, Buffer>;
}

/** `name` has no placeholders any more. */
export function startDatabase(
  script: DatabaseScript,
  name: string,
  module: (id: string) => ModuleFixture,
): LabDatabase {
  const fillers = Array.from({ length: script.filler }, (_, n) => fillerRecord(n));
  const records = script.records.map((id) => recordOf(module(id), script.wrong));
  const log = createDatabase(name, [...fillers, ...records]);
  const lies = new Set(script.lies);
  const signer = lies.has('other-key') ? createDatabase(name, [...fillers, ...records]) : log;
  return {
    name,
    key: log.key,
    answer: (path) => {
      const honest = signer.answer(path);
      return honest === null ? otherRecord(signer, path, lies) : distort(signer, path, honest, lies);
    },
    ...savedBefore(log, lies),
  };
}

function recordOf({ path, version, zipHash, modHash }: ModuleFixture, wrong: readonly string[]): DatabaseRecord {
  const id = `${path}@${version}`;
  const other = `h1:${Buffer.alloc(32, 7).toString('base64')}`;
  const zip = wrong.includes(id) ? other : zipHash;
  const mod = wrong.includes(`${id}/go.mod`) ? other : modHash;
  return { id, text: `${path} ${version} ${zip}\n${path} ${version}/go.mod ${mod}\n` };
}

function otherRecord(log: ChecksumDatabase, path: string, lies: ReadonlySet<DatabaseLie>): Buffer | null {
  const isLie = lies.has('other-record') || lies.has('line-in-head');
  return isLie && path.startsWith('/lookup/')
    ? distort(log, path, log.answer(`/lookup/${fillerRecord(0).id}`), lies)
    : null;
}

function distort(
  log: ChecksumDatabase,
  path: string,
  honest: Buffer | null,
  lies: ReadonlySet<DatabaseLie>,
): Buffer | null {
  if (honest === null) return null;
  if (path.startsWith('/tile/')) {
    if (lies.has('short-tile')) return honest.subarray(0, -1);
    return lies.has('altered-tile') ? flipped(honest, 5) : honest;
  }
  const end = honest.indexOf('\n\n') + 2;
  if (lies.has('altered-record')) return flipped(honest, end - 4);
  if (lies.has('bad-signature')) return flipped(honest, honest.length - 10);
  if (!lies.has('line-in-head')) return honest;
  const id = path.slice('/lookup/'.length).replace('@', ' ');
  const head = log.head().toString();
  const text = head.slice(0, head.lastIndexOf('\n\n') + 1);
  const line = `h1:${Buffer.alloc(32, 9).toString('base64')}`;
  return Buffer.concat([honest.subarray(0, end), log.signText(`${text}${id} ${line}\n${id}/go.mod ${line}\n`)]);
}

/** One letter of base64, or one bit of a hash, so that the form stays good. */
function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = copy[at] === 0x41 ? 0x42 : 0x41;
  return copy;
}

function savedBefore(
  log: ChecksumDatabase,
  lies: ReadonlySet<DatabaseLie>,
): Pick<LabDatabase, 'savedHead' | 'savedFiles'> {
  if (lies.has('damaged-head')) return { savedHead: Buffer.alloc(187), savedFiles: new Map() };
  if (!lies.has('saved-fork')) return { savedHead: null, savedFiles: new Map() };
  const other = log.fork(100);
  while (other.size < 200) other.add(fillerRecord(10_000 + other.size));
  const name = 'tile/8/0/000.p/200';
  return { savedHead: other.head(), savedFiles: new Map([[name, other.answer(`/${name}`) ?? Buffer.alloc(0)]]) };
}
