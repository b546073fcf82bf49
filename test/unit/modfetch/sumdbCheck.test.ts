import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { hashGoMod } from '../../../src/engine/sumdb/dirhash.ts';
import { type ChecksumDatabase, createDatabase, fillerRecord } from '../../lab/checksumDatabase.ts';
import { fetchScripted, type World } from './fixture.ts';

const zipHash = 'h1:mf3ZgaLi4oSAsMraSF2c/29zuDnyW+GWSJW1ofY+5Bk=';
const modHash = hashGoMod(Buffer.from('module example.com/m\n'));
const name = 'sum.lab.test';

const record = (zip = zipHash, mod = modHash) => ({
  id: 'example.com/m@v1.0.0',
  text: `example.com/m v1.0.0 ${zip}\nexample.com/m v1.0.0/go.mod ${mod}\n`,
});

/** A database of one record and some others, directly at its name or behind proxies. */
function served(database: ChecksumDatabase, prefix = `https://${name}`): Partial<World> {
  const sumdb: World['sumdb'] = (url) => {
    if (url === `${prefix}/supported`) return new Uint8Array(0);
    return url.startsWith(`${prefix}/`) ? database.answer(url.slice(prefix.length)) : null;
  };
  return { settings: { GOSUMDB: database.key, GOPATH: '/home/go' }, sumdb };
}

function databaseWith(...records: { id: string; text: string }[]): ChecksumDatabase {
  return createDatabase(name, [fillerRecord(0), fillerRecord(1), ...records]);
}

const securityError = (noun: string, downloaded: string, recorded: string) =>
  `example.com/m@v1.0.0: verifying ${noun}: checksum mismatch
\tdownloaded: ${downloaded}
\tsum.lab.test: ${recorded}

SECURITY ERROR
This download does NOT match the one reported by the checksum server.
The bits may have been replaced on the origin server, or an attacker may
have intercepted the download attempt.

For more information, see 'go help module-auth'.`;

describe('the checksum database, for a hash that go.sum does not have', () => {
  it('is asked once for the go.mod and the zip, directly where no proxy stands in', async () => {
    const { run, requests } = await fetchScripted('{a}', 'a = ok', served(databaseWith(record())));
    assert.equal(run.goError, null);
    assert.deepEqual([run.outcome, run.checksum.verdict, run.checksum.zip?.by], ['ok', 'verified', 'sumdb']);
    assert.deepEqual(requests, [
      'a v1.0.0.info',
      'a v1.0.0.mod',
      'http://a.test/p/sumdb/sum.lab.test/supported',
      'https://sum.lab.test/lookup/example.com/m@v1.0.0',
      'https://sum.lab.test/tile/8/0/000.p/3',
      'a v1.0.0.zip',
    ]);
  });

  it('is asked through the first proxy that stands in for it, and then never directly', async () => {
    const world = served(databaseWith(), 'http://b.test/p/sumdb/sum.lab.test');
    const { run, requests } = await fetchScripted('{a},{b}', 'a = ok\nb = ok', world);
    assert.deepEqual(requests.slice(2), [
      'http://a.test/p/sumdb/sum.lab.test/supported',
      'http://b.test/p/sumdb/sum.lab.test/supported',
      'http://b.test/p/sumdb/sum.lab.test/lookup/example.com/m@v1.0.0',
    ]);
    assert.equal(
      run.goError,
      'example.com/m@v1.0.0: verifying go.mod: example.com/m@v1.0.0/go.mod: reading http://b.test/p/sumdb/sum.lab.test/lookup/example.com/m@v1.0.0: 404 Not Found',
    );
    assert.deepEqual([run.outcome, run.files.zip], ['failed', null]);
  });

  for (const [goproxy, statuses, expected] of [
    ['{a},{b}', { a: 503, b: 200 }, 'a fails'],
    ['{a}|{b}', { a: 503, b: 200 }, 'via b'],
    ['{a}|{b}', { a: 503, b: 404 }, 'a fails'],
    ['{a}|direct', { a: 503, b: 0 }, 'direct'],
    ['{a}|off', { a: 503, b: 0 }, 'a fails'],
    ['{a},off', { a: 404, b: 0 }, 'direct'],
    ['{a},direct', { a: 410, b: 0 }, 'direct'],
    ['{a},{b}', { a: 404, b: 404 }, 'direct'],
  ] as const) {
    it(`with ${goproxy} answering ${statuses.a} and ${statuses.b} ends so: ${expected}`, async () => {
      const database = databaseWith(record());
      const sumdb: World['sumdb'] = (url) => {
        const [, proxy] = /^http:\/\/([ab])\.test\/p\/sumdb\/sum\.lab\.test\/supported$/.exec(url) ?? [];
        if (proxy === 'a' || proxy === 'b')
          return statuses[proxy] === 200 ? new Uint8Array(0) : { status: statuses[proxy] };
        return database.answer(url.replace(/^.*?sum\.lab\.test/, ''));
      };
      const world = { settings: { GOSUMDB: database.key, GOPATH: '/home/go' }, sumdb };
      const { run, requests } = await fetchScripted(goproxy, 'a = ok\nb = ok', world);
      const lookup = requests.find((url) => url.includes('/lookup/')) ?? 'none';
      const route = lookup.startsWith('http://b') ? 'via b' : lookup.startsWith('https://sum') ? 'direct' : 'a fails';
      assert.equal(route, expected);
      const failing =
        'example.com/m@v1.0.0/go.mod: reading http://a.test/p/sumdb/sum.lab.test/supported: 503 Service Unavailable';
      assert.equal(run.goError, expected === 'a fails' ? `example.com/m@v1.0.0: verifying go.mod: ${failing}` : null);
    });
  }

  it('with a URL in GOSUMDB is asked there, whatever GOPROXY says', async () => {
    const database = databaseWith(record());
    const world = served(database, 'http://db.test/base');
    const settings = { ...world.settings, GOSUMDB: `${database.key} http://db.test/base/` };
    const { run, requests } = await fetchScripted('{a}', 'a = ok', { ...world, settings });
    assert.deepEqual([run.outcome, requests[2]], ['ok', 'http://db.test/base/lookup/example.com/m@v1.0.0']);
  });

  it('contradicts a go.mod: an ordinary error, so a pipe goes on, and the answer is not asked for again', async () => {
    const world = served(databaseWith(record(zipHash, 'h1:AAAA')));
    const { run, requests } = await fetchScripted('{a}|{b}', 'a = ok\nb = ok', world);
    assert.equal(run.goError, securityError('go.mod', modHash, 'h1:AAAA'));
    assert.deepEqual([run.outcome, run.checksum.verdict, run.goErrorBasis], ['failed', 'mismatch', 'exact']);
    assert.ok(requests.includes('b v1.0.0.mod'));
    assert.equal(requests.filter((url) => url.includes('/lookup/')).length, 1);
  });

  it('contradicts a zip: no other entry is asked', async () => {
    const world = served(databaseWith(record('h1:AAAA')));
    const { run, requests } = await fetchScripted('{a}|{b}', 'a = ok\nb = ok', world);
    assert.equal(run.goError, securityError('module', zipHash, 'h1:AAAA'));
    assert.equal(requests.at(-1), 'a v1.0.0.zip');
  });

  it('answers about another module: proved, and yet no line', async () => {
    const other = { id: 'example.com/m@v1.0.0', text: 'example.com/other v1.0.0 h1:AAAA\n' };
    const { run } = await fetchScripted('{a}', 'a = ok', served(databaseWith(other)));
    assert.match(
      run.goError ?? '',
      /^example\.com\/m@v1\.0\.0: verifying go\.mod: checksum missing from sumdb response\n\nSECURITY ERROR\n/,
    );
    assert.equal(run.checksum.verdict, 'not-checked');
  });

  for (const [release, outcome] of [
    ['1.24.4', 'ok'],
    ['1.25.5', 'ok'],
    ['1.25.10', 'failed'],
    ['1.26.2', 'ok'],
    ['1.26.8', 'failed'],
    ['1.26', 'failed'],
  ] as const) {
    it(`without a line for the module ends in Go ${release} so: ${outcome}, and is no verification`, async () => {
      const other = { id: 'example.com/m@v1.0.0', text: 'example.com/other v1.0.0 h1:AAAA\n' };
      const { run } = await fetchScripted('{a}', 'a = ok', { ...served(databaseWith(other)), release });
      assert.equal(run.outcome, outcome);
      assert.notEqual(run.checksum.verdict, 'verified');
    });
  }

  for (const [gosumdb, message] of [
    ['foo', 'invalid GOSUMDB: malformed verifier id'],
    ['sum.golang.org+bad', 'invalid GOSUMDB: malformed verifier id'],
    ['a b c', 'invalid GOSUMDB: too many fields'],
    [' ', 'missing GOSUMDB'],
  ] as const) {
    it(`named as ${JSON.stringify(gosumdb)} fails when it is first needed`, async () => {
      const { run, requests } = await fetchScripted('{a}', 'a = ok', { settings: { GOSUMDB: gosumdb } });
      assert.equal(run.goError, `example.com/m@v1.0.0: verifying go.mod: ${message}`);
      assert.deepEqual(requests, ['a v1.0.0.info', 'a v1.0.0.mod']);
    });
  }

  it('is asked about toolchains also where GOSUMDB is off, which then fails', async () => {
    const question = { path: 'golang.org/toolchain', version: 'v0.0.1-go1.27.0.linux-amd64' };
    const { version } = question;
    const { run } = await fetchScripted('{a}', 'a = ok', { question, versions: [version] });
    const text = 'verifying go.mod: checksum database disabled by GOSUMDB=off';
    assert.equal(run.goError, `golang.org/toolchain@v0.0.1-go1.27.0.linux-amd64: ${text}`);
  });
});
