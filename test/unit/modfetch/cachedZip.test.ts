import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fetchScripted, module, project } from './fixture.ts';
import { moduleZip } from './scriptedProxies.ts';

const folder = '/cache/cache/download/example.com/m/@v';
const zipHash = 'h1:mf3ZgaLi4oSAsMraSF2c/29zuDnyW+GWSJW1ofY+5Bk=';
const otherHash = 'h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';

const cache = (zip: Uint8Array, ziphash: string | null) => ({
  usesCache: true,
  files: new Map<string, Uint8Array>([
    [`${folder}/v1.0.0.info`, Buffer.from('{"Version":"v1.0.0"}')],
    [`${folder}/v1.0.0.mod`, Buffer.from('module example.com/m\n')],
    [`${folder}/v1.0.0.zip`, zip],
    ...(ziphash === null ? [] : [[`${folder}/v1.0.0.ziphash`, Buffer.from(ziphash)] as const]),
  ]),
});

const garbage = Buffer.from('<html>');
const notAZip = 'zip: not a valid zip file';

describe('a zip in the module cache', () => {
  it('is read where it is not extracted, however good its recorded hash is', async () => {
    const { run, requests } = await fetchScripted('{a}', 'a = ok', cache(garbage, zipHash));
    assert.deepEqual(requests, []);
    assert.equal(run.goError, `unzip ${folder}/v1.0.0.zip: ${notAZip}`);
  });

  it('without a recorded hash is hashed first', async () => {
    const { run } = await fetchScripted('{a}', 'a = ok', cache(garbage, null));
    assert.equal(run.goError, notAZip);
  });

  it('with a broken hash is hashed again since Go 1.26', async () => {
    const { run } = await fetchScripted('{a}', 'a = ok', cache(garbage, 'h1:A'));
    assert.equal(run.goError, `verifying example.com/m@v1.0.0: ${notAZip}`);
    const older = await fetchScripted('{a}', 'a = ok', { ...cache(garbage, 'h1:A'), release: '1.25.3' });
    assert.equal(older.run.goError, `unzip ${folder}/v1.0.0.zip: ${notAZip}`);
  });

  it('is compared with go.sum by its recorded hash, after it was read', async () => {
    const main = project('module a.com/a\n', `example.com/m v1.0.0 ${zipHash}\n`);
    const good = moduleZip(module, 'v1.0.0');
    const { run } = await fetchScripted('{a}', 'a = ok', { ...cache(good, otherHash), project: main });
    assert.equal(run.outcomeReason, 'gosum-mismatch');
    const broken = await fetchScripted('{a}', 'a = ok', { ...cache(garbage, otherHash), project: main });
    assert.equal(broken.run.goError, `unzip ${folder}/v1.0.0.zip: ${notAZip}`);
  });
});

describe('an .info in the module cache that names another version', () => {
  const files = new Map([[`${folder}/v1.0.0.info`, Buffer.from('{"Version":"v1.5.0"}')]]);

  it('leads go there', async () => {
    const { run, requests } = await fetchScripted('{a}', 'a = ok', { usesCache: true, files, versions: ['v1.5.0'] });
    assert.deepEqual([run.resolvedVersion, requests], ['v1.5.0', ['a v1.5.0.info', 'a v1.5.0.mod', 'a v1.5.0.zip']]);
  });

  it('ends without a download where that has no name', async () => {
    const odd = new Map([[`${folder}/v1.0.0.info`, Buffer.from('{"Version":"v9.9.9"}')]]);
    const script = 'a = ok\na.info = 200 application/json {}';
    const { run, requests } = await fetchScripted('{a}', script, { usesCache: true, files: odd });
    assert.deepEqual([run.outcomeReason, requests], ['no-version', ['a v9.9.9.info', 'a v9.9.9.mod']]);
  });
});
