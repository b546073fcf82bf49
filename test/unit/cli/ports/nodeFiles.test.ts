import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { createNodeFiles } from '../../../../src/cli/ports/nodeFiles.ts';

describe('files through Node', () => {
  const files = createNodeFiles();
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'files-'));
    mkdirSync(path.join(folder, 'sub'));
    for (const name of ['b', 'a', 'ä', 'Z']) writeFileSync(path.join(folder, name), `I am ${name}`);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('reads a whole file', async () => {
    const result = await files.read(path.join(folder, 'a'));
    assert.equal(result.kind === 'ok' && Buffer.from(result.bytes).toString(), 'I am a');
  });

  it('reads a file of exactly the limit, and refuses one byte more', async () => {
    assert.equal((await files.read(path.join(folder, 'a'), { maxBytes: 6 })).kind, 'ok');
    const result = await files.read(path.join(folder, 'a'), { maxBytes: 5 });
    assert.equal(result.kind === 'failed' && result.reason, 'tooLarge');
  });

  it('says what cannot be read, and why, without throwing', async () => {
    assert.deepEqual(await files.read(path.join(folder, 'nothing')), { kind: 'notExist' });
    assert.deepEqual(await files.read(`${folder}/nul\0byte`), { kind: 'notExist' });
    const directory = await files.read(path.join(folder, 'sub'));
    assert.equal(directory.kind === 'failed' && directory.reason, 'isDirectory');
    const below = await files.read(path.join(folder, 'a', 'b'));
    assert.ok(below.kind === 'notExist' || (below.kind === 'failed' && below.reason === 'notDirectory'));
  });

  it('reads /dev/null as empty and stops reading an endless device at the limit', async function () {
    if (process.platform === 'win32') this.skip();
    const nothing = await files.read('/dev/null');
    assert.equal(nothing.kind === 'ok' && nothing.bytes.length, 0);
    const endless = await files.read('/dev/zero', { maxBytes: 1_000_000 });
    assert.equal(endless.kind === 'failed' && endless.reason, 'tooLarge');
  });

  it('does not wait for a pipe that nobody writes to', async function () {
    if (process.platform === 'win32') this.skip();
    const pipe = path.join(folder, 'sub', 'pipe');
    execFileSync('mkfifo', [pipe]);
    assert.equal((await files.read(pipe)).kind, 'failed');
    assert.equal((await files.openRandom(pipe)).kind, 'failed');
  });

  it('lists names sorted by their bytes', async () => {
    const result = await files.list(folder);
    assert.deepEqual(result.kind === 'ok' && result.names, ['Z', 'a', 'b', 'sub', 'ä']);
  });

  it('reads at any offset of an open file', async () => {
    const result = await files.openRandom(path.join(folder, 'b'));
    assert.ok(result.kind === 'ok');
    const target = new Uint8Array(4);
    assert.equal(result.file.sizeBytes, 6);
    assert.equal(result.file.readSync(target, 0, 4, 2), 4);
    assert.equal(Buffer.from(target).toString(), 'am b');
    result.file.close();
    result.file.close();
  });

  it('makes a temporary file that can be written, read and that is gone afterwards', async () => {
    const result = await files.createTemp();
    assert.ok(result.kind === 'ok');
    await result.file.write(Buffer.from('one '));
    await result.file.write(Buffer.from('two'));
    const random = result.file.openRandom();
    const target = new Uint8Array(10);
    assert.equal(random.readSync(target, 0, 10, 0), 7);
    random.close();
    await result.file.dispose();
    assert.equal(existsSync(result.file.path), false);
  });

  it('makes a folder of its own, fills it, and deletes all of it', async () => {
    const made = await files.createTempDirectory?.();
    assert.ok(made?.kind === 'ok');
    await made.directory.write('info/attributes', Buffer.from('x'));
    assert.ok(existsSync(path.join(made.directory.path, 'info', 'attributes')));
    await made.directory.dispose();
    assert.ok(!existsSync(made.directory.path));
  });
});
