import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fetchScripted, project } from './fixture.ts';

const replaced = project('module a.com/a\nreplace example.com/m v1.5.0 => example.com/m v1.0.0\n');

describe('a version that a replace line names', () => {
  it('counts as listed, and its stand-in says what is retracted', async () => {
    const { requests } = await fetchScripted('{a}', 'a = ok', {
      project: replaced,
      question: { version: 'latest' },
      versions: ['v1.0.0', 'v1.5.0'],
    });
    assert.deepEqual(requests, ['a list', 'a v1.5.0.info', 'a v1.0.0.mod', 'a v1.5.0.mod', 'a v1.5.0.zip']);
  });

  it('is chosen though no proxy has it, and then cannot be downloaded', async () => {
    const { run } = await fetchScripted('{a}', 'a = ok', { project: replaced, question: { version: 'latest' } });
    assert.equal(run.outcome, 'not-found');
    assert.match(run.goError ?? '', /v1\.5\.0\.info: 404 Not Found$/);
  });

  it('is found even where GOPROXY=off forbids to ask', async () => {
    const { run, requests } = await fetchScripted('off', '', { project: replaced, question: { version: '<v1.5.0' } });
    assert.deepEqual(requests, []);
    assert.equal(run.goError, 'module example.com/m: no matching versions for query "<v1.5.0"');
  });

  it('does not matter for another module', async () => {
    const other = project('module a.com/a\nreplace example.com/other v1.5.0 => example.com/m v1.0.0\n');
    const { requests } = await fetchScripted('{a}', 'a = ok', { project: other, question: { version: 'latest' } });
    assert.deepEqual(requests, ['a list', 'a v1.0.0.info', 'a v1.0.0.mod', 'a v1.0.0.zip']);
  });
});

describe('a query that nothing fits', () => {
  it('names the current version for upgrades only', async () => {
    const main = project('module a.com/a\nrequire example.com/m v1.0.0\n');
    const { run } = await fetchScripted('{a}', 'a = ok', { project: main, question: { version: 'v3' } });
    assert.equal(run.goError, 'module example.com/m: no matching versions for query "v3"');
  });
});

describe('an upgrade that finds nothing newer', () => {
  it('stays, once the retractions of the newest version allow it', async () => {
    const main = project('module a.com/a\nrequire example.com/m v1.1.0\n');
    const { requests } = await fetchScripted('{a}', 'a = ok', {
      project: main,
      question: { version: 'patch' },
      versions: ['v1.0.0', 'v1.2.0'],
    });
    assert.deepEqual(requests, ['a list', 'a list', 'a v1.2.0.info', 'a v1.2.0.mod', 'a v1.1.0.info']);
  });
});
