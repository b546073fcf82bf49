import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { hashGoMod } from '../../../src/engine/sumdb/dirhash.ts';
import { fetchScripted, module, project } from './fixture.ts';
import { moduleZip, type Proxies, scriptProxies } from './scriptedProxies.ts';

const zipHash = 'h1:mf3ZgaLi4oSAsMraSF2c/29zuDnyW+GWSJW1ofY+5Bk=';
const modHash = hashGoMod(Buffer.from('module example.com/m\n'));
const main = (goSum: string | null) => project('module a.com/a\n\ngo 1.20\n', goSum);
const securityError = (
  key: string,
  downloaded: string,
  recorded: string,
) => `verifying example.com/m@${key}: checksum mismatch
\tdownloaded: ${downloaded}
\tgo.sum:     ${recorded}

SECURITY ERROR
This download does NOT match an earlier download recorded in go.sum.
The bits may have been replaced on the origin server, or an attacker may
have intercepted the download attempt.

For more information, see 'go help module-auth'.`;

/** Proxies that have everything, with this zip. */
function withZip(zip: Uint8Array): { proxies: Proxies } {
  const good = scriptProxies('a = ok\nb = ok');
  const react: Proxies['react'] = (name, path, tail) =>
    tail.endsWith('.zip')
      ? { kind: 'answer', status: 200, type: 'application/zip', body: zip }
      : good.react(name, path, tail);
  return { proxies: { react } };
}

describe('go.sum', () => {
  it('settles both hashes, and the database is not needed', async () => {
    const sum = `example.com/m v1.0.0 ${zipHash}\nexample.com/m v1.0.0/go.mod ${modHash}\n`;
    const { run } = await fetchScripted('{a}', 'a = ok', {
      project: main(sum),
      settings: { GOSUMDB: 'sum.golang.org' },
    });
    assert.deepEqual([run.outcome, run.goError, run.checksum.verdict], ['ok', null, 'verified']);
    const verified = { verdict: 'verified', by: 'go.sum', pattern: null };
    assert.deepEqual([run.checksum.zip, run.checksum.mod], [verified, verified]);
  });

  it('ends go when the zip differs', async () => {
    const { run } = await fetchScripted('{a}|{b}', 'a = ok\nb = ok', {
      project: main('example.com/m v1.0.0 h1:AAAA\n'),
    });
    assert.equal(run.goError, securityError('v1.0.0', zipHash, 'h1:AAAA'));
    assert.deepEqual([run.outcome, run.outcomeReason, run.checksum.verdict], ['failed', 'gosum-mismatch', 'mismatch']);
    assert.equal(run.goErrorBasis, 'exact');
  });

  it('ends go when the go.mod differs, even behind a pipe', async () => {
    const sum = 'example.com/m v1.0.0/go.mod h1:BBBB\n';
    const { run, requests } = await fetchScripted('{a}|{b}', 'a = ok\nb = ok', { project: main(sum) });
    assert.equal(run.goError, securityError('v1.0.0/go.mod', modHash, 'h1:BBBB'));
    assert.deepEqual(requests, ['a v1.0.0.info', 'a v1.0.0.mod']);
  });

  it('decides by the first line: an equal one before a wrong one passes, behind it fails', async () => {
    const good = `example.com/m v1.0.0 ${zipHash}\n`;
    const bad = 'example.com/m v1.0.0 h1:AAAA\n';
    const pass = await fetchScripted('{a}', 'a = ok', { project: main(good + bad) });
    const fail = await fetchScripted('{a}', 'a = ok', { project: main(bad + good) });
    assert.deepEqual([pass.run.outcome, fail.run.outcome], ['ok', 'failed']);
  });

  it('ends go at a malformed line once a go.mod was fetched', async () => {
    const { run, requests } = await fetchScripted('{a}', 'a = ok', { project: main('junk line\n') });
    assert.equal(run.goError, 'malformed go.sum:\n/project/go.sum:1: wrong number of fields 2');
    assert.deepEqual(requests, ['a v1.0.0.info', 'a v1.0.0.mod']);
  });

  it('that says nothing leaves the verdict to the database, which a passive probe does not ask', async () => {
    const { run } = await fetchScripted('{a}', 'a = ok', {
      project: main(null),
      settings: { GOSUMDB: 'sum.golang.org' },
      passive: true,
    });
    assert.deepEqual([run.outcome, run.outcomeReason, run.goError], ['unknown', 'sumdb-not-examined', null]);
    assert.equal(run.checksum.verdict, 'not-checked');
    assert.equal(run.files.zip?.outcome, 'ok');
  });

  it('is not needed for a path that GONOSUMDB exempts', async () => {
    const settings = { GOSUMDB: 'sum.golang.org', GONOSUMDB: '*.com' };
    const { run } = await fetchScripted('{a}', 'a = ok', { settings });
    assert.deepEqual([run.outcome, run.checksum.zip], ['ok', { verdict: 'exempt', by: null, pattern: '*.com' }]);
  });

  it('is not needed with GOSUMDB=off', async () => {
    const { run } = await fetchScripted('{a}', 'a = ok');
    assert.deepEqual([run.outcome, run.checksum.verdict], ['ok', 'unverified']);
  });

  it('is only read, not compared, for a zip that was not fetched', async () => {
    const sum = `example.com/m v1.0.0 ${zipHash}\nexample.com/m v1.0.0/go.mod ${modHash}\n`;
    const { run } = await fetchScripted('{a}', 'a = ok', { project: main(sum), question: { depth: 'mod' } });
    assert.deepEqual([run.checksum.mod?.verdict, run.checksum.zip?.verdict], ['verified', 'recorded']);
    assert.equal(run.checksum.verdict, 'recorded');
  });
});

describe('the zip', () => {
  it('must hold files of this version only', async () => {
    const { run, requests } = await fetchScripted('{a}|{b}', '', withZip(moduleZip('example.com/x', 'v1.0.0')));
    assert.equal(run.goError, 'zip for example.com/m@v1.0.0 has unexpected file example.com/x@v1.0.0/go.mod');
    assert.deepEqual(requests, ['a v1.0.0.info', 'a v1.0.0.mod', 'a v1.0.0.zip']);
  });

  it('must keep the rules of extraction', async () => {
    const { run } = await fetchScripted('{a}', '', withZip(moduleZip(module, 'v1.0.0', ['go.mod', 'con/a.go'])));
    assert.equal(
      run.goError,
      'unzip /cache/cache/download/example.com/m/@v/v1.0.0.zip: example.com/m@v1.0.0/con/a.go: malformed file path "con/a.go": "con" disallowed as path element component on Windows',
    );
    assert.equal(run.failure?.cause.kind, 'zipRule');
  });

  it('of a version that the path forbids is refused at extraction only', async () => {
    const { run, requests } = await fetchScripted('{a}', 'a = ok', {
      versions: ['v2.0.0'],
      question: { version: 'v2.0.0' },
    });
    assert.equal(
      run.goError,
      'unzip /cache/cache/download/example.com/m/@v/v2.0.0.zip: example.com/m@v2.0.0: invalid version: should be v0 or v1, not v2',
    );
    assert.deepEqual(requests, ['a v2.0.0.info', 'a v2.0.0.mod', 'a v2.0.0.zip']);
  });

  it('may be empty', async () => {
    const { run } = await fetchScripted('{a}', '', withZip(moduleZip(module, 'v1.0.0', [])));
    assert.equal(run.outcome, 'ok');
  });
});

describe('the words of a failure', () => {
  const at = (file: string) => `reading http://a.test/p/example.com/m/@v/${file}`;
  const rows: [string, string, string][] = [
    [
      'v1.0.0',
      'a = 404 text/plain not found: nope\\n',
      `example.com/m@v1.0.0: ${at('v1.0.0.info')}: 404 Not Found\n\tserver response: not found: nope`,
    ],
    ['v1.0.0', 'a = 404 text/html <p>no</p>', `example.com/m@v1.0.0: ${at('v1.0.0.info')}: 404 Not Found`],
    [
      'v1.0.0',
      'a = 404 text/plain one\\ntwo\\n\\nfour',
      `example.com/m@v1.0.0: ${at('v1.0.0.info')}: 404 Not Found\n\tserver response:\n\tone\n\ttwo`,
    ],
    ['v1.0.0', 'a = 404 text/plain \u001b[31mred', `example.com/m@v1.0.0: ${at('v1.0.0.info')}: 404 Not Found`],
    ['v1.0.0', 'a = 200 x {}', 'example.com/m@v1.0.0: proxy returned info for version  instead of requested version'],
    [
      'v1.0.0',
      'a = 200 x {"Version":"v9.9.9"}',
      'example.com/m@v1.0.0: proxy returned info for version v9.9.9 instead of requested version',
    ],
    ['latest', 'a = 404', `module example.com/m: ${at('list')}: 404 Not Found`],
    ['1.0.0', 'a = 404', `example.com/m@1.0.0: invalid version: ${at('1.0.0.info')}: 404 Not Found`],
    ['v1.3.0+meta', 'a = 404', `example.com/m@v1.3.0+meta: invalid version: ${at('v1.3.0+meta.info')}: 404 Not Found`],
    [
      'master',
      'a = 200 x {"Version":"master"}',
      'internal error: example.com/m@master: unexpected invalid semantic version',
    ],
  ];
  for (const [version, script, expected] of rows) {
    it(`are go's for ${version} and ${JSON.stringify(script)}`, async () => {
      const { run } = await fetchScripted('{a}', script, { question: { version } });
      assert.equal(run.goError, expected);
    });
  }

  it('are approximate on systems and releases where they were not compared', async () => {
    const linux = await fetchScripted('{a}', 'a = 404');
    const windows = await fetchScripted('{a}', 'a = 404', { platform: 'win32' });
    const old = await fetchScripted('{a}', 'a = 404', { release: '1.19' });
    assert.deepEqual(
      [linux, windows, old].map(({ run }) => run.goErrorBasis),
      ['exact', 'approximate', 'approximate'],
    );
  });

  it('are cut where a server makes them endless', async () => {
    const { run } = await fetchScripted('{a}', `a = 200 x {"Version":"${'v'.repeat(100_000)}"}`);
    assert.ok((run.goError?.length ?? 0) < 5000);
    assert.equal(run.goErrorBasis, 'approximate');
  });

  it('name the malformed path', async () => {
    const { run, requests } = await fetchScripted('{a}', 'a = ok', { question: { path: 'example' } });
    assert.equal(run.goError, 'example@v1.0.0: malformed module path "example": missing dot in first path element');
    assert.deepEqual(requests, []);
  });
});

describe('a folder as proxy', () => {
  const folder = '/proxy/example.com/m/@v';
  it('is read without any request', async () => {
    const files = new Map<string, Uint8Array>([
      [`${folder}/v1.0.0.info`, Buffer.from('{"Version":"v1.0.0"}')],
      [`${folder}/v1.0.0.mod`, Buffer.from('module example.com/m\n')],
      [`${folder}/v1.0.0.zip`, moduleZip(module, 'v1.0.0')],
    ]);
    const { run, requests } = await fetchScripted('file:///proxy', '', { files });
    assert.deepEqual([run.outcome, run.files.zip?.servedBy, requests], ['ok', 'file:///proxy', []]);
  });

  it('that lacks the file lets a comma go on', async () => {
    const { run, requests } = await fetchScripted('file:///proxy,{a}', 'a = ok');
    assert.deepEqual([run.outcome, requests.length], ['ok', 3]);
    const missing = 'reading file:///proxy/example.com/m/@v/v1.0.0.info: no such file or directory';
    assert.equal(run.hidden[0]?.goText, missing);
  });
});

describe('a passive probe', () => {
  it('asks the first proxy only, with the header that forbids fetching', async () => {
    const { run, sent } = await fetchScripted('{a},{b}', 'b = ok', { passive: true });
    assert.deepEqual([run.outcome, run.outcomeReason, sent.length], ['unknown', 'not-on-proxy-yet', 1]);
    assert.deepEqual(sent[0]?.extraHeaders, { 'Disable-Module-Fetch': 'true' });
  });

  it('fails where go would stop', async () => {
    const { run } = await fetchScripted('{a},{b}', 'a = 403', { passive: true });
    assert.equal(run.outcome, 'failed');
  });

  it('does not know the end where go would go on behind a pipe', async () => {
    const { run, requests } = await fetchScripted('{a}|{b}', 'a = 403', { passive: true });
    assert.deepEqual([run.outcome, run.outcomeReason, requests.length], ['unknown', 'passive-stops-here', 1]);
  });
});
