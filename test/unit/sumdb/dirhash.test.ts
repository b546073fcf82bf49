import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { hashEntries, hashGoMod, hashZip } from '../../../src/engine/sumdb/dirhash.ts';
import { openModuleZip } from '../../../src/engine/zip/moduleZip.ts';
import { buildZip, fileOf, type TestEntry } from '../zip/buildZip.ts';

interface Vectors {
  files: { why: string; files: Record<string, string>; h1: string }[];
  zips: { why: string; zip: string; h1: string }[];
  modules: {
    module: string;
    version: string;
    h1: string;
    goMod: string;
    goModH1: string;
    files: Record<string, string>;
  }[];
}

/** From the tests of golang.org/x/mod, and real modules of sum.golang.org. */
const fixture = path.resolve(import.meta.dirname, '../../fixtures/sumdb/dirhash.json');
const vectors: Vectors = JSON.parse(readFileSync(fixture, 'utf8'));
const live = new AbortController().signal;

async function hashBytes(bytes: Uint8Array, signal = live): Promise<Awaited<ReturnType<typeof hashZip>>> {
  const opened = await openModuleZip(fileOf(bytes));
  assert.equal(opened.kind, 'ok');
  return opened.kind === 'ok' ? hashZip(opened.zip, signal) : { kind: 'corrupt', file: '', detail: '' };
}

describe('h1 of a list of files', () => {
  for (const vector of vectors.files) {
    it(`is Go's for: ${vector.why}`, () => {
      const files = Object.entries(vector.files).map(([name, text]) => ({ name, sha256: hash('sha256', text, 'hex') }));
      assert.equal(hashEntries(files), vector.h1);
      assert.equal(hashEntries(files.toReversed()), vector.h1);
    });
  }

  for (const { module, version, files, h1 } of vectors.modules) {
    it(`is the one in the checksum database for ${module} ${version}`, () => {
      const entries = Object.entries(files).map(([name, sha256]) => ({ name, sha256 }));
      assert.equal(hashEntries(entries), h1);
    });
  }

  it('refuses a newline in a name, which could forge another line', () => {
    assert.equal(hashEntries([{ name: 'a\nb', sha256: '00' }]), null);
  });
});

describe('h1 of a go.mod', () => {
  for (const { module, version, goMod, goModH1 } of vectors.modules) {
    it(`is the one in the checksum database for ${module} ${version}`, () => {
      assert.equal(hashGoMod(Buffer.from(goMod)), goModH1);
    });
  }
});

describe('h1 of a zip', () => {
  for (const vector of vectors.zips) {
    it(`is Go's for: ${vector.why}`, async () => {
      assert.deepEqual(await hashBytes(Buffer.from(vector.zip, 'base64')), { kind: 'ok', hash: vector.h1 });
    });
  }

  it('does not depend on order or compression', async () => {
    const entries: TestEntry[] = ['b', 'a', 'c'].map((name) => ({ name, content: name.repeat(1000) }));
    const plain = entries.toReversed().map((entry) => ({ ...entry, method: 0 }));
    assert.deepEqual(await hashBytes(buildZip(entries)), await hashBytes(buildZip(plain)));
  });

  it('gives the same for small entries and for ones that are streamed', async () => {
    const content = Buffer.alloc((1 << 20) + 1, 'gopher');
    const expected = hashEntries([{ name: 'a', sha256: hash('sha256', content, 'hex') }]);
    for (const method of [0, 8]) {
      assert.deepEqual(await hashBytes(buildZip([{ name: 'a', content, method }])), { kind: 'ok', hash: expected });
    }
  });

  it('tells the first broken file by name, as Go does', async () => {
    const bytes = buildZip([{ name: 'c', method: 99 }, { name: 'b', crc: 1, content: 'b' }, { name: 'a' }]);
    assert.deepEqual(await hashBytes(bytes), { kind: 'corrupt', file: 'b', detail: 'zip: checksum error' });
  });

  it('does not inflate what declares more than go allows for a module', async () => {
    const bomb = buildZip([{ name: 'a', content: 'x', uncompressedSize: 524_288_001 }]);
    const hashed = await hashBytes(bomb);
    assert.equal(hashed.kind, 'uncertain');
  });

  it('stops inflating at the declared size', async () => {
    const bomb = buildZip([{ name: 'a', content: Buffer.alloc(64 << 20), uncompressedSize: 2 << 20 }]);
    const hashed = await hashBytes(bomb);
    assert.deepEqual(hashed, { kind: 'corrupt', file: 'a', detail: 'zip: not a valid zip file' });
  });

  it('does not read the same data over and over for many entries', async () => {
    const entries = Array.from({ length: 100 }, (_, i) => ({ name: `${i}`, offset: 0, compressedSize: 400 }));
    assert.equal((await hashBytes(buildZip(entries))).kind, 'uncertain');
  });

  it('stops when it is aborted', async () => {
    const abort = new AbortController();
    abort.abort(new Error('enough'));
    await assert.rejects(hashBytes(buildZip([{ name: 'a' }]), abort.signal), /enough/);
    const later = new AbortController();
    const hashing = hashBytes(buildZip([{ name: 'a', content: Buffer.alloc(32 << 20) }]), later.signal);
    setImmediate(() => later.abort(new Error('enough')));
    await assert.rejects(hashing, /enough/);
  });
});
