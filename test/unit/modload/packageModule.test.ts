import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { candidatePaths, fetchPackage } from '../../../src/engine/modload/packageModule.ts';
import { createContext } from '../modfetch/fixture.ts';
import { goodAnswer, type Proxies, scriptProxies } from '../modfetch/scriptedProxies.ts';

const never = new AbortController().signal;

describe('from a package to its module', () => {
  it('considers each beginning that could be a module, the longest first, without the main module', () => {
    assert.deepEqual(candidatePaths('example.com/m/v2/pkg', []), [
      'example.com/m/v2/pkg',
      'example.com/m/v2',
      'example.com/m',
      'example.com',
    ]);
    assert.deepEqual(candidatePaths('example.com/m/v1/x', ['example.com/m']), ['example.com/m/v1/x', 'example.com']);
    assert.deepEqual(candidatePaths('nodot/x', []), []);
  });

  it('asks for all of them and takes the longest that is there, with one story', async () => {
    const missing = scriptProxies('');
    const proxies: Proxies = {
      react: (name, path, tail) =>
        path === 'example.com/m' ? goodAnswer(path, tail, ['v1.0.0']) : missing.react(name, path, tail),
    };
    const { context, requests } = createContext({ goproxy: '{a}', proxies, operation: 'get' });
    const question = { path: 'example.com/m/pkg', version: 'v1.0.0', depth: 'mod', requirement: null } as const;
    const run = await fetchPackage(context, question, [], never);
    assert.deepEqual([run.question.path, run.outcome], ['example.com/m', 'ok']);
    assert.deepEqual(requests, ['a v1.0.0.info', 'a v1.0.0.info', 'a v1.0.0.info', 'a v1.0.0.mod']);
    assert.deepEqual(
      run.steps.filter(({ kind }) => kind === 'request').map(({ code }) => code),
      ['request-info', 'request-mod'],
    );
  });

  it('tells of the longest path where none is there', async () => {
    const { context } = createContext({ goproxy: '{a}', proxies: scriptProxies(''), operation: 'get' });
    const question = { path: 'example.com/m/pkg', version: 'v1.0.0', depth: 'mod', requirement: null } as const;
    const run = await fetchPackage(context, question, [], never);
    assert.deepEqual([run.question.path, run.outcome], ['example.com/m/pkg', 'not-found']);
  });
});
