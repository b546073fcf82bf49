import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fetchModule } from '../../../src/engine/modfetch/fetchModule.ts';
import { createContext, fetchScripted, module, project } from './fixture.ts';
import { moduleZip, scriptProxies } from './scriptedProxies.ts';

const folder = '/cache/cache/download/example.com/m/@v';
const zipHash = 'h1:mf3ZgaLi4oSAsMraSF2c/29zuDnyW+GWSJW1ofY+5Bk=';
const all: [string, Uint8Array][] = [
  [`${folder}/v1.0.0.info`, Buffer.from('{"Version":"v1.0.0"}')],
  [`${folder}/v1.0.0.mod`, Buffer.from('module example.com/m\n')],
  [`${folder}/v1.0.0.zip`, moduleZip(module, 'v1.0.0')],
  [`${folder}/v1.0.0.ziphash`, Buffer.from(zipHash)],
];
const without = (name: string) => new Map(all.filter(([file]) => !file.endsWith(name)));

describe('the module cache', () => {
  for (const goproxy of ['{a}', 'off']) {
    it(`serves a version that it holds, with GOPROXY=${goproxy}`, async () => {
      const { run, requests } = await fetchScripted(goproxy, 'a = ok', { files: new Map(all), usesCache: true });
      assert.deepEqual([run.outcome, run.files.zip?.servedBy, requests], ['ok', 'cache', []]);
    });
  }

  it('does not serve an info that is no JSON', async () => {
    const files = new Map([...all, [`${folder}/v1.0.0.info`, Buffer.from('garbage')] as const]);
    const { requests } = await fetchScripted('{a}', 'a = ok', { files, usesCache: true });
    assert.deepEqual(requests, ['a v1.0.0.info']);
  });

  it('lacks the zip only, so only that is asked for', async () => {
    const { run, requests } = await fetchScripted('{a}', 'a = ok', { files: without('.zip'), usesCache: true });
    assert.deepEqual([run.outcome, requests], ['ok', ['a v1.0.0.zip']]);
  });

  it('hashes a zip again that has lost its hash', async () => {
    const main = project('module a.com/a\n', 'example.com/m v1.0.0 h1:AAAA\n');
    const files = without('.ziphash');
    const { run, requests } = await fetchScripted('{a}', 'a = ok', { files, usesCache: true, project: main });
    assert.deepEqual([run.outcomeReason, requests], ['gosum-mismatch', []]);
    assert.deepEqual(run.failure?.cause.kind === 'goSumMismatch' ? run.failure.cause.downloaded : '', zipHash);
  });

  it('is checked against go.sum without any request', async () => {
    const main = project('module a.com/a\n', 'example.com/m v1.0.0/go.mod h1:BBBB\n');
    const { run, requests } = await fetchScripted('{a}', '', { files: new Map(all), usesCache: true, project: main });
    assert.deepEqual([run.outcomeReason, requests], ['gosum-mismatch', []]);
  });

  it('never answers what is the latest', async () => {
    const question = { version: 'latest' };
    const { run } = await fetchScripted('off', '', { files: new Map(all), usesCache: true, question });
    assert.equal(run.goError, 'example.com/m@latest: module lookup disabled by GOPROXY=off');
  });

  it('lacks the zip, and off forbids to ask for it', async () => {
    const { run } = await fetchScripted('off', '', { files: without('.zip'), usesCache: true });
    assert.equal(run.goError, 'module lookup disabled by GOPROXY=off');
  });
});

describe('one run', () => {
  it('asks an entry once for the same answer, also when several ask at the same time', async () => {
    const { context, requests } = createContext({ goproxy: '{a},{b}', proxies: scriptProxies('b = ok') });
    const question = { path: module, version: 'v1.0.0', depth: 'mod', requirement: null } as const;
    const signal = new AbortController().signal;
    const runs = await Promise.all([fetchModule(context, question, signal), fetchModule(context, question, signal)]);
    assert.deepEqual(
      runs.map((run) => run.outcome),
      ['ok', 'ok'],
    );
    assert.deepEqual(requests, ['a v1.0.0.info', 'b v1.0.0.info', 'a v1.0.0.mod', 'b v1.0.0.mod']);
  });

  it('builds no verdict of either of two passive fetches on a database that is not asked', async () => {
    const settings = { GOSUMDB: 'sum.golang.org' };
    const { context } = createContext({ goproxy: '{a}', proxies: scriptProxies('a = ok'), settings, passive: true });
    const question = { path: module, version: 'latest', depth: 'mod', requirement: null } as const;
    const signal = new AbortController().signal;
    const runs = await Promise.all([fetchModule(context, question, signal), fetchModule(context, question, signal)]);
    assert.deepEqual(
      runs.map((run) => [run.outcome, run.checksum.mod?.verdict, run.listed]),
      Array(2).fill(['unknown', 'not-checked', ['v1.0.0']]),
    );
  });

  it('says of each module that a shared go.sum line contradicts', async () => {
    const main = project('module a.com/a\n', 'example.com/m v1.0.0/go.mod h1:BBBB\n');
    const { context } = createContext({ goproxy: '{a}', proxies: scriptProxies('a = ok'), project: main });
    const question = { path: module, version: 'v1.0.0', depth: 'mod', requirement: null } as const;
    const signal = new AbortController().signal;
    const runs = await Promise.all([fetchModule(context, question, signal), fetchModule(context, question, signal)]);
    assert.deepEqual(
      runs.map((run) => run.outcome),
      ['failed', 'failed'],
    );
  });
});
