import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { openModuleCache, parseZipHash } from '../../../src/engine/modcache/moduleCache.ts';
import type { FileFailure, Files, Ports } from '../../../src/engine/ports.ts';

const base = '/cache/cache/download/github.com/!azure/m/@v/v1.0.0-!r!c1';
const directory = '/cache/github.com/!azure/m@v1.0.0-!r!c1';
const sum = `h1:${'A'.repeat(43)}=`;

/** Files by name; a name that ends with a slash is a folder, a number is an unreadable file. */
function cacheOf(files: Record<string, string | FileFailure>, platform = 'linux', root = '/cache') {
  const stat: Files['stat'] = async (file) => {
    if (`${file}/` in files) return { kind: 'ok', type: 'directory', sizeBytes: 0, modified: new Date(0) };
    const found = files[file];
    if (typeof found === 'object') return found;
    if (found === undefined) return { kind: 'notExist' };
    return { kind: 'ok', type: 'file', sizeBytes: found.length, modified: new Date(0) };
  };
  const read: Files['read'] = async (file) => {
    const found = files[file];
    if (typeof found === 'object') return found;
    return found === undefined ? { kind: 'notExist' } : { kind: 'ok', bytes: Buffer.from(found) };
  };
  const ports = { files: { stat, read }, host: { platform } } as unknown as Ports;
  return openModuleCache(ports, root);
}

const path = 'github.com/Azure/m';
const version = 'v1.0.0-RC1';

describe('the module cache', () => {
  it('escapes capitals in file names', () => {
    const paths = cacheOf({}).paths(path, version);
    assert.deepEqual([paths?.info, paths?.directory], [`${base}.info`, directory]);
  });

  it('uses the platform’s separator', () => {
    const paths = cacheOf({}, 'win32', 'C:\\Users\\u\\go\\pkg\\mod').paths('example.com/m', 'v1.0.0');
    assert.equal(paths?.zip, 'C:\\Users\\u\\go\\pkg\\mod\\cache\\download\\example.com\\m\\@v\\v1.0.0.zip');
  });

  it('holds nothing for queries, short versions, bad paths, or without an absolute folder', async () => {
    for (const query of ['latest', 'v1', 'v1.0.0+meta', 'master', '']) {
      assert.deepEqual(await cacheOf({}).info(path, query), { kind: 'absent', file: null, failure: null });
    }
    assert.equal(cacheOf({}).paths('../../etc', 'v1.0.0'), null);
    assert.equal(cacheOf({}, 'linux', 'relative').paths(path, version), null);
    assert.equal(cacheOf({}, 'linux', '').paths(path, version), null);
  });

  it('reads a cached info', async () => {
    const info = await cacheOf({ [`${base}.info`]: '{"Version":"v1.0.0-RC1","Time":"2020-01-02T03:04:05Z"}' }).info(
      path,
      version,
    );
    assert.ok(info.kind === 'ok');
    assert.deepEqual(info.info, { version, timeMs: Date.UTC(2020, 0, 2, 3, 4, 5) });
  });

  it('does not count a broken info as cached', async () => {
    for (const text of ['', 'garbage', '[]', '{"Version": 1}', '{"Time": "yesterday"}', '{"Version": "v1"']) {
      assert.equal((await cacheOf({ [`${base}.info`]: text }).info(path, version)).kind, 'malformed', text);
    }
  });

  it('reads a cached go.mod, but not one that an old go made up', async () => {
    assert.equal((await cacheOf({ [`${base}.mod`]: 'module x\n' }).mod(path, version)).kind, 'ok');
    assert.equal((await cacheOf({ [`${base}.mod`]: '//vgo 0.0.3\n\nmodule x\n' }).mod(path, version)).kind, 'outdated');
    assert.equal((await cacheOf({}).mod(path, version)).kind, 'absent');
  });

  it('counts a zip only with its hash', async () => {
    const zip = { [`${base}.zip`]: 'PK' };
    assert.deepEqual(await cacheOf({ ...zip, [`${base}.ziphash`]: `${sum}\n` }).zip(path, version), {
      kind: 'ok',
      file: `${base}.zip`,
      hash: sum,
    });
    assert.equal((await cacheOf(zip).zip(path, version)).kind, 'unhashed');
    assert.equal(
      (await cacheOf({ ...zip, [`${base}.ziphash`]: '\0'.repeat(47) }).zip(path, version)).kind,
      'invalidHash',
    );
    assert.equal((await cacheOf({ [`${base}.ziphash`]: sum }).zip(path, version)).kind, 'absent');
  });

  it('says why an extracted folder is not complete, in go’s words', async () => {
    const whole = { [`${directory}/`]: '', [`${base}.ziphash`]: sum };
    const ask = (files: Record<string, string>) => cacheOf(files).directory(path, version);
    assert.deepEqual(await ask(whole), { kind: 'complete', directory });
    assert.deepEqual(await ask({ ...whole, [`${base}.partial`]: '' }), {
      kind: 'partial',
      directory,
      why: 'not completely extracted',
    });
    assert.deepEqual(await ask({ [`${directory}/`]: '' }), {
      kind: 'partial',
      directory,
      why: 'ziphash file is missing',
    });
    assert.deepEqual(await ask({ [directory]: 'a file' }), { kind: 'partial', directory, why: 'not a directory' });
    assert.deepEqual(await ask({}), { kind: 'absent', directory });
  });

  it('keeps apart a file that is not there and one that cannot be read', async () => {
    const failure = { kind: 'failed', reason: 'permission', message: 'EACCES' } as const;
    assert.deepEqual(await cacheOf({ [`${base}.info`]: failure }).info(path, version), {
      kind: 'absent',
      file: `${base}.info`,
      failure,
    });
  });

  it('sees that somebody began to download', async () => {
    assert.equal(await cacheOf({ [`${base}.lock`]: '' }).hasLock(path, version), true);
    assert.equal(await cacheOf({}).hasLock(path, version), false);
  });
});

describe('parseZipHash', () => {
  it('takes 47 bytes without NUL, white space around them aside', () => {
    assert.equal(parseZipHash(Buffer.from(` ${sum}\r\n`)), sum);
    for (const bad of ['', 'h1:', `${sum}x`, `${sum.slice(0, -1)}\0`])
      assert.equal(parseZipHash(Buffer.from(bad)), null);
  });
});
