import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { hashZip } from '../../../src/engine/sumdb/dirhash.ts';
import { type OpenedZip, openModuleZip } from '../../../src/engine/zip/moduleZip.ts';
import { buildZip, fileOf } from './buildZip.ts';

async function namesOf(bytes: Uint8Array): Promise<string[] | OpenedZip> {
  const opened = await openModuleZip(fileOf(bytes));
  return opened.kind === 'ok' ? opened.zip.entries.map(({ name }) => name) : opened;
}

describe('openModuleZip', () => {
  it('reads names in the order of the directory, as they are stored', async () => {
    const names = ['m@v1/b', 'm@v1/../a', 'm@v1/a\\b', '/etc/passwd', 'm@v1/é', ''];
    assert.deepEqual(await namesOf(buildZip(names.map((name) => ({ name })))), names);
  });

  it('keeps bytes that are not UTF-8 apart from each other', async () => {
    const names = await namesOf(buildZip([{ name: Buffer.of(0x61, 0xff) }, { name: Buffer.of(0x61, 0xfe) }]));
    assert.deepEqual(names, ['a\udcff', 'a\udcfe']);
  });

  it('tolerates bytes before and behind the archive, as Go does', async () => {
    const around = { before: Buffer.from('#!/bin/sh\n'), after: Buffer.from('\r\n') };
    assert.deepEqual(await namesOf(buildZip([{ name: 'a' }], around)), ['a']);
    assert.deepEqual(await namesOf(buildZip([{ name: 'a' }], { ...around, absoluteOffsets: true })), ['a']);
  });

  it('says in Go’s words that a page or a cut file is no zip', async () => {
    const refused = { kind: 'notAZip', detail: 'zip: not a valid zip file' };
    assert.deepEqual(await namesOf(Buffer.from('<!DOCTYPE html>')), refused);
    assert.deepEqual(await namesOf(buildZip([{ name: 'a' }]).subarray(0, -1)), refused);
    assert.deepEqual(await namesOf(Buffer.alloc(0)), refused);
  });

  it('does not take a zip for a fault when only the library refuses it', async () => {
    const strong = await namesOf(buildZip([{ name: 'a', flags: 0x40 }]));
    assert.deepEqual(strong, { kind: 'uncertain', detail: 'strong encryption is not supported' });
  });

  it('does not overlook entries that the end record hides', async () => {
    const hidden = await openModuleZip(fileOf(buildZip([{ name: 'a' }, { name: 'b' }], { records: 1 })));
    assert.equal(hidden.kind, 'uncertain');
  });

  it('does not follow a zip64 locator that Go ignores', async () => {
    const zip = buildZip([{ name: 'a' }]);
    const locator = Buffer.alloc(20);
    locator.writeUInt32LE(0x07064b50, 0);
    locator.writeUInt32LE(1, 16);
    const forged = Buffer.concat([zip.subarray(0, -22), locator, zip.subarray(-22)]);
    assert.equal((await openModuleZip(fileOf(forged))).kind, 'uncertain');
  });

  it('reads thousands of small files with few reads', async () => {
    const entries = Array.from({ length: 5000 }, (_, i) => ({ name: `m@v1/${i}`, content: `package p${i}` }));
    const file = fileOf(buildZip(entries));
    const opened = await openModuleZip(file);
    assert.ok(opened.kind === 'ok');
    const hashed = await hashZip(opened.zip, new AbortController().signal);
    assert.equal(hashed.kind, 'ok');
    assert.ok(file.reads < 10, `${file.reads} reads`);
  });

  it('survives a file that is shorter than it was', async () => {
    const zip = buildZip([{ name: 'a', content: 'abc' }]);
    const file = { ...fileOf(zip), readSync: () => 0 };
    assert.equal((await openModuleZip(file)).kind, 'notAZip');
  });
});
