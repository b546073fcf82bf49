import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { SumdbClient } from '../../../src/engine/sumdb/client.ts';
import type { ClientOps, RemoteAnswer, StoredFile } from '../../../src/engine/sumdb/clientOps.ts';
import type { LookupResult } from '../../../src/engine/sumdb/lookupResult.ts';
import { recordHash } from '../../../src/engine/sumdb/merkle.ts';
import { checkRecordProof } from '../../../src/engine/sumdb/proof.ts';
import { findLines } from '../../../src/engine/sumdb/record.ts';
import { parseVerifierKey } from '../../../src/engine/sumdb/verifierKey.ts';
import { type ChecksumDatabase, createDatabase, fillerRecord } from '../../lab/checksumDatabase.ts';
import { flip, fromBase64, readFixture } from './fixture.ts';

/** What lies between the client and a database: caches in memory, and every request. */
interface World {
  answer(path: string): Uint8Array | null;
  own: Map<string, Uint8Array>;
  gos: Map<string, Uint8Array>;
  asked: string[];
}

const createWorld = (answer: World['answer']): World => ({ answer, own: new Map(), gos: new Map(), asked: [] });

const worldOf = (database: ChecksumDatabase): World => createWorld((path) => database.answer(path));

function opsOf(world: World): ClientOps<null> {
  const stored = (name: string): StoredFile | null => {
    const gos = world.gos.get(name);
    if (gos !== undefined) return { bytes: gos, origin: 'go' };
    const own = world.own.get(name);
    return own === undefined ? null : { bytes: own, origin: 'own' };
  };
  return {
    readRemote: async (name): Promise<RemoteAnswer> => {
      world.asked.push(name);
      const bytes = world.answer(`/${name}`);
      if (bytes !== null) return { kind: 'ok', bytes, exchange: null };
      const cause = { kind: 'goFailure', code: 'test', message: 'not found' } as const;
      return { kind: 'failed', goText: 'not found', goTextExact: true, exchange: null, url: name, cause, entry: null };
    },
    readCache: async (name, isOwnAllowed) => {
      const found = stored(name);
      return found?.origin === 'own' && !isOwnAllowed ? null : found;
    },
    keep: async (name, bytes) => {
      world.own.set(name, Buffer.from(bytes));
    },
    readHeads: async () => {
      const gos = world.gos.get('latest');
      const own = world.own.get('latest');
      return [
        ...(gos === undefined ? [] : [{ bytes: gos, origin: 'go' } as const]),
        ...(own === undefined ? [] : [{ bytes: own, origin: 'own' } as const]),
      ];
    },
    keptHead: async () => world.own.get('latest') ?? null,
    readKept: async (name) => {
      const own = world.own.get(name);
      return own === undefined ? null : { bytes: own, origin: 'own' };
    },
    keepHead: async (note) => {
      world.own.set('latest', Buffer.from(note));
    },
  };
}

function clientOf(key: string, world: World, tileHeight?: number): SumdbClient<null> {
  const parsed = parseVerifierKey(key);
  assert.ok(parsed.kind === 'ok');
  return new SumdbClient(parsed.key, opsOf(world), tileHeight);
}

const lookUp = (key: string, world: World, id = 'filler.test/m7@v1.0.0'): Promise<LookupResult> => {
  const [path = '', version = ''] = id.split('@');
  return clientOf(key, world).lookup(path, version, null);
};

const problemOf = (result: LookupResult): string => (result.kind === 'failed' ? result.problem.kind : result.kind);

function filled(size: number, name = 'sum.lab.test'): ChecksumDatabase {
  return createDatabase(
    name,
    Array.from({ length: size }, (_, n) => fillerRecord(n)),
  );
}

describe('the client of a checksum database', () => {
  it('proves a record with the requests that its proof needs', async () => {
    const database = filled(700);
    const world = worldOf(database);
    const found = await lookUp(database.key, world);
    assert.ok(found.kind === 'ok');
    assert.deepEqual([found.id, found.tree.size, found.from], [7, 700, 'network']);
    assert.deepEqual(findLines(found.text, 'filler.test/m7', 'v1.0.0').length, 1);
    assert.deepEqual(world.asked.sort(), [
      'lookup/filler.test/m7@v1.0.0',
      'tile/8/0/000',
      'tile/8/0/002.p/188',
      'tile/8/1/000.p/2',
    ]);
    assert.deepEqual(checkRecordProof(found.proof ?? [], found.tree, 7, recordHash(found.text)), { kind: 'ok' });
  });

  it('asks nobody for what it proved before, and asks for no tile twice', async () => {
    const database = filled(700);
    const world = worldOf(database);
    await lookUp(database.key, world);
    world.asked = [];
    const again = await lookUp(database.key, world);
    assert.ok(again.kind === 'ok');
    assert.deepEqual([again.from, again.tree.size, world.asked], ['own', 700, []]);
    const other = await lookUp(database.key, world, 'filler.test/m8@v1.0.0');
    assert.deepEqual([other.kind, world.asked], ['ok', ['lookup/filler.test/m8@v1.0.0']]);
  });

  it('takes a full tile where the partial one is gone', async () => {
    const database = filled(512);
    const old = database.head(300);
    const record = Buffer.from(database.answer('/lookup/filler.test/m7@v1.0.0') ?? '');
    const body = Buffer.concat([record.subarray(0, record.indexOf('\n\n') + 2), old]);
    const world = createWorld((path) =>
      path.startsWith('/lookup/') ? body : path.includes('.p/') ? null : database.answer(path),
    );
    const found = await lookUp(database.key, world);
    assert.equal(found.kind, 'failed', 'tile/8/1/000.p/1 can be had in no other way');
    const fuller = createWorld((path) =>
      path.startsWith('/lookup/') ? body : path === '/tile/8/0/001.p/44' ? null : database.answer(path),
    );
    assert.equal((await lookUp(database.key, fuller)).kind, 'ok');
    assert.ok(fuller.own.has('tile/8/0/001.p/44') && !fuller.own.has('tile/8/0/001'), 'only the proved part is kept');
  });

  it('verifies answers of sum.golang.org itself, without network', async () => {
    const snapshot = readFixture('snapshot.json') as {
      vkey: string;
      latest: { note: string };
      lookups: { url: string; body: string }[];
      tiles: Record<string, string>;
    };
    for (const lookup of snapshot.lookups) {
      const world = createWorld(() => null);
      world.gos.set('latest', Buffer.from(snapshot.latest.note));
      for (const [path, base64] of Object.entries(snapshot.tiles)) world.gos.set(path.slice(1), fromBase64(base64));
      world.answer = (path) => (path.startsWith('/lookup/') ? Buffer.from(lookup.body) : null);
      const [, path = '', version = ''] = /\/lookup\/(.*)@(.*)$/.exec(lookup.url) ?? [];
      const plain = (text: string) => text.replaceAll(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());
      const found = await clientOf(snapshot.vkey, world).lookup(plain(path), plain(version), null);
      assert.equal(found.kind, 'ok', JSON.stringify(found));
      assert.deepEqual(world.asked, [`lookup/${path}@${version}`]);
    }
  });
});

describe('a checksum database that lies', function () {
  this.timeout(10_000);

  it('is refused for each changed byte of each answer, and nothing of that answer is kept', async () => {
    const database = filled(300);
    const good = worldOf(database);
    await lookUp(database.key, good);
    const answers = new Map(good.asked.map((name) => [`/${name}`, database.answer(`/${name}`)]));
    let accepted = 0;
    for (const target of [...good.asked]) {
      const original = answers.get(`/${target}`) ?? Buffer.alloc(0);
      // Every byte of the answer with the record and the head; of tiles each 13th.
      for (let at = 0; at < original.length; at += target.startsWith('tile/') ? 13 : 1) {
        // Two bits of the signature's last letter stand for nothing; Go does not look at them either.
        if (original.subarray(at + 1).toString() === '=\n') continue;
        const world = createWorld((path) => (path === `/${target}` ? flip(original, at) : (answers.get(path) ?? null)));
        const result = await lookUp(database.key, world);
        if (result.kind === 'ok') accepted += 1;
        assert.ok(!world.own.has(target), `byte ${at} of ${target} was kept`);
      }
    }
    assert.equal(accepted, 0);
  });

  it('is caught by another head of the same size in a later run', async () => {
    const database = filled(20);
    const world = worldOf(database);
    await lookUp(database.key, world);
    const other = database.fork(10);
    for (let n = 0; n < 10; n++) other.add(fillerRecord(100 + n));
    world.answer = (path) => other.answer(path);
    const result = await lookUp(database.key, world, 'filler.test/m103@v1.0.0');
    assert.equal(problemOf(result), 'fork');
  });

  it('is caught with a proof by a longer second history in a later run', async () => {
    const database = filled(20);
    const world = worldOf(database);
    await lookUp(database.key, world);
    const other = database.fork(10);
    for (let n = 0; n < 15; n++) other.add(fillerRecord(100 + n));
    world.answer = (path) => other.answer(path);
    const result = await lookUp(database.key, world, 'filler.test/m103@v1.0.0');
    assert.ok(result.kind === 'failed' && result.problem.kind === 'fork', JSON.stringify(result));
    assert.match(
      result.goText,
      /^SECURITY ERROR\ngo\.sum database server misbehavior detected!\n\nold database:\n\tgo\.sum/,
    );
    assert.deepEqual([result.problem.olderSize, result.problem.newerSize], [20, 25]);
    assert.equal(world.own.has('lookup/filler.test/m103@v1.0.0'), false);
  });

  it('is caught too where our own files may not lead to other requests than go’s', async () => {
    const database = filled(200);
    const world = worldOf(database);
    await lookUp(database.key, world);
    const other = database.fork(100);
    for (let n = 0; n < 150; n++) other.add(fillerRecord(1000 + n));
    world.answer = (path) => other.answer(path);
    const parsed = parseVerifierKey(database.key);
    assert.ok(parsed.kind === 'ok');
    const clean = { ...opsOf(world), readCache: async () => null, readHeads: async () => [] };
    const result = await new SumdbClient(parsed.key, clean).lookup('filler.test/m1003', 'v1.0.0', null);
    assert.equal(problemOf(result), 'fork');
    assert.equal(world.own.has('lookup/filler.test/m1003@v1.0.0'), false);
  });

  it('may be behind: an older head of the same history is fine', async () => {
    const database = filled(300);
    const world = worldOf(database);
    await lookUp(database.key, world);
    const behind = database.fork(290);
    world.answer = (path) => (path.startsWith('/lookup/') ? behind.answer(path) : database.answer(path));
    const found = await lookUp(database.key, world, 'filler.test/m9@v1.0.0');
    assert.deepEqual([found.kind, found.kind === 'ok' ? found.tree.size : 0], ['ok', 300]);
  });

  it('cannot sign with another key', async () => {
    const stranger = filled(20);
    const database = filled(20);
    const result = await lookUp(database.key, worldOf(stranger));
    assert.ok(result.kind === 'failed' && result.problem.kind === 'badHead');
    assert.equal(result.problem.reason, 'unknownKey');
    assert.match(
      result.goText,
      /^reading tree note: note has no verifiable signatures\nnote:\ngo\.sum database tree\n20\n/,
    );
  });

  it('cannot hide a page, an empty answer or a number beyond the tree', async () => {
    const database = filled(20);
    const answers: [body: string, problem: string][] = [
      ['<!DOCTYPE html><title>Sign in</title>', 'malformedRecord'],
      ['', 'malformedRecord'],
      ['20\nfiller.test/m7 v1.0.0 h1:x=\n\n', 'recordBeyondHead'],
      ['-7\nfiller.test/m7 v1.0.0 h1:x=\n\n', 'malformedRecord'],
      ['99999999999999999999\nfiller.test/m7 v1.0.0 h1:x=\n\n', 'malformedRecord'],
    ];
    for (const [body, problem] of answers) {
      const withHead = body.endsWith('\n\n') ? Buffer.concat([Buffer.from(body), database.head()]) : Buffer.from(body);
      const world = createWorld((path) => (path.startsWith('/lookup/') ? withHead : database.answer(path)));
      assert.equal(problemOf(await lookUp(database.key, world)), problem, body);
    }
  });

  it('has sizes that nothing can be allocated for', async () => {
    const database = filled(20);
    for (const size of ['9223372036854775807', '9007199254740993', '2251799813685248', '-1', '020']) {
      const text = `go.sum database tree\n${size}\n${Buffer.alloc(32).toString('base64')}\n`;
      const record = Buffer.from('7\nfiller.test/m7 v1.0.0 h1:x=\n\n');
      const body = Buffer.concat([record, database.signText(text)]);
      const world = createWorld((path) => (path.startsWith('/lookup/') ? body : database.answer(path)));
      assert.equal((await lookUp(database.key, world)).kind, 'failed', size);
    }
  });
});

describe('caches of the checksum database', () => {
  it('that are damaged and our own are read anew from the network', async () => {
    const database = filled(300);
    const world = worldOf(database);
    await lookUp(database.key, world);
    for (const [name, bytes] of world.own) if (name.startsWith('tile/')) world.own.set(name, flip(bytes, 40));
    const found = await lookUp(database.key, world, 'filler.test/m9@v1.0.0');
    assert.equal(found.kind, 'ok');
  });

  it('that are damaged and go’s own fail as in go, and say so', async () => {
    const database = filled(300);
    const world = worldOf(database);
    world.gos.set('tile/8/0/001.p/44', flip(database.answer('/tile/8/0/001.p/44') ?? Buffer.alloc(0), 3));
    const result = await lookUp(database.key, world);
    assert.ok(result.kind === 'failed' && result.problem.kind === 'inconsistentTiles');
    assert.deepEqual([result.problem.cached, result.goText], ['go', 'downloaded inconsistent tile']);
  });

  it('begin with the head that go saved; a damaged one is every lookup’s error', async () => {
    const database = filled(300);
    const world = worldOf(database);
    world.gos.set('latest', database.head(200));
    assert.equal((await lookUp(database.key, world)).kind, 'ok');
    const damaged = worldOf(database);
    damaged.gos.set('latest', Buffer.alloc(187));
    const result = await lookUp(database.key, damaged);
    assert.ok(result.kind === 'failed' && result.problem.kind === 'badHead');
    assert.match(result.goText, /^initializing sumdb\.Client: reading tree note: malformed note\nnote:\n/);
    assert.equal(result.problem.saved, 'go');
  });

  it('of our own with a damaged head begin anew', async () => {
    const database = filled(300);
    const world = worldOf(database);
    world.own.set('latest', Buffer.alloc(187));
    assert.equal((await lookUp(database.key, world)).kind, 'ok');
  });
});
