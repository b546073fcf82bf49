import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { cacheDirectory, createNodeOwnCache } from '../../../src/cli/ports/nodeOwnCache.ts';

describe('the cache of this program', () => {
  let home = '';
  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), 'own-cache-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));
  const open = () => createNodeOwnCache({ env: { XDG_CACHE_HOME: home }, platform: 'linux' });

  it('gives back what was written, and null for anything else', async () => {
    const cache = open();
    const name = 'sumdb/127.0.0.1:4000/tile/8/0/000.p/3';
    assert.equal(await cache?.write(name, Buffer.from('abc')), true);
    assert.equal(Buffer.from((await cache?.read(name))?.bytes ?? []).toString(), 'abc');
    assert.equal(await cache?.read('sumdb/other'), null);
    assert.equal(await cache?.read('sumdb'), null, 'a folder is no file');
  });

  it('never leaves its folder, whatever a name holds', async () => {
    const cache = open();
    writeFileSync(path.join(home, 'secret'), 'x');
    for (const name of ['../secret', 'a/../../secret', '/etc/passwd', 'a\0b', 'con', 'a:b', 'x'.repeat(5000)]) {
      await cache?.write(name, Buffer.from('new'));
    }
    assert.deepEqual(readdirSync(home).sort(), ['go-modules-doctor', 'secret']);
    assert.equal(await cache?.read('../secret').then((found) => Buffer.from(found?.bytes ?? []).toString()), 'new');
  });

  it('leaves no half-written file behind', async () => {
    const cache = open();
    await Promise.all(Array.from({ length: 20 }, (_, n) => cache?.write('f', Buffer.alloc(10_000, n))));
    const bytes = (await cache?.read('f'))?.bytes ?? new Uint8Array(0);
    assert.ok(bytes.length === 10_000 && bytes.every((byte) => byte === bytes[0]));
    assert.deepEqual(readdirSync(path.join(home, 'go-modules-doctor')), ['f']);
  });

  it('is where each system keeps caches, and nowhere without an absolute folder', () => {
    assert.equal(cacheDirectory({ env: { HOME: '/home/u' }, platform: 'linux' }), '/home/u/.cache/go-modules-doctor');
    assert.equal(
      cacheDirectory({ env: { HOME: '/Users/u' }, platform: 'darwin' }),
      '/Users/u/Library/Caches/go-modules-doctor',
    );
    const windows = { env: { LOCALAPPDATA: 'C:\\Users\\u\\AppData\\Local' }, platform: 'win32' };
    assert.equal(cacheDirectory(windows), 'C:\\Users\\u\\AppData\\Local\\go-modules-doctor');
    assert.equal(cacheDirectory({ env: { XDG_CACHE_HOME: 'relative' }, platform: 'linux' }), null);
  });
});
