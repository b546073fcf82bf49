import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseVersionQuery } from '../../../src/engine/modfetch/versionQuery.ts';
import { fetchScripted, module, project } from './fixture.ts';

const many = ['v1.0.0', 'v1.1.0', 'v1.2.0-rc.1', 'v2.0.0+incompatible'];
const retractions = ['list', 'v1.2.0-rc.1.mod', 'v2.0.0+incompatible.info', 'v2.0.0+incompatible.mod'];

/** Query, files asked for by `go mod download example.com/m@QUERY` of go 1.26.8, version it took. */
const rows: [string, string[], string][] = [
  ['latest', [...retractions, 'v2.0.0+incompatible.zip'], 'v2.0.0+incompatible'],
  ['v1', ['list', ...retractions, 'v1.1.0.info', 'v1.1.0.mod', 'v1.1.0.zip'], 'v1.1.0'],
  ['v1.0', ['list', ...retractions, 'v1.0.0.info', 'v1.0.0.mod', 'v1.0.0.zip'], 'v1.0.0'],
  ['<v1.1.0', [...retractions, 'v1.0.0.info', 'v1.0.0.mod', 'v1.0.0.zip'], 'v1.0.0'],
];

describe('a version query', () => {
  for (const [query, files, version] of rows) {
    it(`${query} makes the requests of go`, async () => {
      const { run, requests } = await fetchScripted('{a}', 'a = ok', { versions: many, question: { version: query } });
      assert.deepEqual(
        requests,
        files.map((file) => `a ${file}`),
      );
      assert.deepEqual([run.outcome, run.resolvedVersion], ['ok', version]);
      assert.deepEqual(run.listed, many);
    });
  }

  it('takes @latest where the list is empty', async () => {
    const script = 'a = ok\na.latest = 200 x {"Version":"v0.0.0-20240102030405-abcdefabcdef"}\na.list = 200';
    const versions = ['v0.0.0-20240102030405-abcdefabcdef'];
    const { run, requests } = await fetchScripted('{a}', script, {
      versions,
      question: { version: 'latest', depth: 'mod' },
    });
    assert.deepEqual(requests, ['a list', 'a @latest', `a ${versions[0]}.mod`]);
    assert.equal(run.resolvedVersion, versions[0]);
  });

  it('ends without a version where neither list nor @latest has one', async () => {
    const { run } = await fetchScripted('{a},{b}', 'a.list = 200\nb = ok', { question: { version: 'latest' } });
    assert.equal(run.goError, 'module example.com/m: no matching versions for query "latest"');
    assert.equal(run.outcome, 'not-found');
  });

  it('does not ask @latest behind a list that is not there', async () => {
    const { requests } = await fetchScripted('{a}', 'a = 404', { question: { version: 'latest' } });
    assert.deepEqual(requests, ['a list']);
  });

  it('passes over what the newest go.mod retracts and what go.mod excludes', async () => {
    const script = 'a = ok\na.v1.3.0.mod = 200 x module example.com/m\\n\\nretract v1.3.0';
    const versions = ['v1.0.0', 'v1.1.0', 'v1.2.0', 'v1.3.0'];
    const main = project('module a.com/a\n\nexclude example.com/m v1.2.0\n');
    const { run } = await fetchScripted('{a}', script, { versions, project: main, question: { version: 'latest' } });
    assert.equal(run.resolvedVersion, 'v1.1.0');
  });

  it('of a branch asks for its .info only', async () => {
    const script = 'a = ok\na.master.info = 200 x {"Version":"v1.0.0"}';
    const { run, requests } = await fetchScripted('{a}', script, { question: { version: 'master' } });
    assert.deepEqual(requests, ['a master.info', 'a v1.0.0.mod', 'a v1.0.0.zip']);
    assert.equal(run.resolvedVersion, 'v1.0.0');
  });

  for (const [version, error] of [
    ['>v1', 'example.com/m@>v1: ambiguous semantic version "v1" in range ">v1"'],
    ['<=v1.2', 'example.com/m@<=v1.2: ambiguous semantic version "v1.2" in range "<=v1.2"'],
    ['<x', 'example.com/m@<x: invalid semantic version "x" in range "<x"'],
    ['feature/x', 'example.com/m@feature/x: invalid version: version "feature/x" invalid: disallowed version string'],
    ['-x', 'invalid module version "-x"'],
  ] as const) {
    it(`is refused before anybody is asked: ${version}`, async () => {
      const { run, requests } = await fetchScripted('{a}', 'a = ok', { question: { version } });
      assert.deepEqual([run.goError, requests], [error, []]);
    });
  }

  it('patch needs a present version', async () => {
    const main = project('module a.com/a\n');
    const { run } = await fetchScripted('{a}', 'a = ok', { project: main, question: { version: 'patch' } });
    assert.equal(
      run.goError,
      'example.com/m@patch: can\'t query version "patch" of module example.com/m: no existing version is required',
    );
  });

  it('v1.2 does not match pre-releases of v1.2.0', () => {
    const query = parseVersionQuery(module, 'v1.2', null);
    assert.ok(
      query.kind === 'list' && !query.matches('v1.2.0-rc.1') && query.matches('v1.2.0') && query.prefix === 'v1.2.',
    );
  });
});
