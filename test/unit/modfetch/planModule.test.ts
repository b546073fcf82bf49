import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { PlanContext } from '../../../src/engine/modfetch/context.ts';
import type { FetchQuestion, ModuleRun } from '../../../src/engine/modfetch/moduleRun.ts';
import { planModule } from '../../../src/engine/modfetch/planModule.ts';
import { createTrace } from '../../../src/engine/web/trace.ts';
import { fakeEnvironment, memoryPorts, module, project } from './fixture.ts';

const required = { file: '/project/go.mod', line: 3, indirect: false };

function plan(
  goproxy: string,
  question: Partial<FetchQuestion> = {},
  more: Partial<PlanContext> & { settings?: Record<string, string> } = {},
): ModuleRun {
  const ports = memoryPorts(new Map());
  const environment = fakeEnvironment({ goproxy, settings: more.settings ?? {} });
  const context: PlanContext = {
    ports,
    environment,
    trace: createTrace(ports.clock),
    project: null,
    cache: null,
    operation: 'download',
    ...more,
  };
  return planModule(context, { path: module, version: 'v1.0.0', depth: 'zip', requirement: null, ...question });
}

const urls = (run: ModuleRun) => run.steps.filter((step) => step.kind === 'request').map((step) => step.params['url']);
const codes = (run: ModuleRun) => run.steps.map((step) => step.code);

describe('a plan', () => {
  it('lists every request that go may make, entry by entry for each file', () => {
    const run = plan('{a},{b}|direct', { depth: 'mod' });
    assert.deepEqual(urls(run), [
      'http://a.test/p/example.com/m/@v/v1.0.0.info',
      'http://b.test/p/example.com/m/@v/v1.0.0.info',
      'https://example.com/m?go-get=1',
      'http://a.test/p/example.com/m/@v/v1.0.0.mod',
      'http://b.test/p/example.com/m/@v/v1.0.0.mod',
    ]);
    assert.deepEqual(
      run.steps.filter((step) => step.code === 'request-info').map((step) => step.params['goesOnAfter']),
      ['not-found', 'any-error'],
    );
    assert.equal(run.outcome, 'unknown');
  });

  it('does not say when go would ask a next entry where there is none', () => {
    const info = plan('{a}').steps.find((step) => step.code === 'request-info');
    assert.equal(info?.params['goesOnAfter'], null);
  });

  it('asks for the list where the version is a question', () => {
    assert.deepEqual(urls(plan('{a}', { version: 'latest' })), ['http://a.test/p/example.com/m/@v/list']);
  });

  it('asks no proxy for a private path', () => {
    const run = plan('{a},direct', {}, { settings: { GOPRIVATE: 'example.com/*' } });
    assert.deepEqual([...new Set(urls(run))], ['https://example.com/m?go-get=1']);
    assert.ok(codes(run).includes('private-path') && codes(run).includes('request-discovery'));
  });

  for (const [goproxy, error] of [
    ['off', 'example.com/m@v1.0.0: module lookup disabled by GOPROXY=off'],
    ['foo', 'example.com/m@v1.0.0: invalid proxy URL missing scheme: foo'],
    [',', 'example.com/m@v1.0.0: GOPROXY list is not the empty string, but contains no entries'],
  ] as const) {
    it(`is certain about GOPROXY=${goproxy}`, () => {
      const run = plan(goproxy);
      assert.deepEqual([run.outcome, run.goError, urls(run)], ['failed', error, []]);
    });
  }

  it('is certain about a version that no URL can hold', () => {
    assert.equal(plan('{a},direct', { version: 'feature/x' }).outcome, 'failed');
    assert.equal(plan('{a}|direct', { version: 'feature/x' }).outcome, 'unknown');
  });

  it('follows a replacement by a module', () => {
    const main = project(
      'module a.com/a\n\nrequire example.com/m v1.0.0\nreplace example.com/m => fork.com/M v1.2.0\n',
    );
    const run = plan('{a}', { requirement: required, depth: 'info' }, { project: main });
    assert.deepEqual(urls(run), ['http://a.test/p/fork.com/%21m/@v/v1.2.0.info']);
    assert.equal(run.replacedBy, 'fork.com/M@v1.2.0');
  });

  it('takes a module that the user names as it is, replaced or not', () => {
    const main = project('module a.com/a\n\nreplace example.com/m => fork.com/m v1.2.0\n');
    assert.equal(plan('{a}', {}, { project: main }).replacedBy, null);
    const named = { requirement: required, isNamedExactly: true };
    assert.equal(plan('{a}', named, { project: main }).replacedBy, null);
    assert.equal(plan('{a}', named, { project: main, operation: 'build' }).replacedBy, 'fork.com/m@v1.2.0');
  });

  it('skips a directory, and knows that builds need it', () => {
    const main = project('module a.com/a\n\nrequire example.com/m v1.0.0\nreplace example.com/m => ../m\n');
    const facts = { missingDirectories: new Set(['../m']), cached: new Map() };
    const there = plan('{a}', { requirement: required }, { project: main });
    const download = plan('{a}', { requirement: required }, { project: main, facts });
    const build = plan('{a}', { requirement: required }, { project: main, facts, operation: 'build' });
    assert.deepEqual([there.outcome, download.outcome, build.outcome], ['skipped', 'skipped', 'failed']);
    assert.equal(build.goError, 'example.com/m@v1.0.0: replacement directory ../m does not exist');
    assert.ok(codes(download).includes('replacement-missing'));
  });

  it('skips an excluded requirement', () => {
    const main = project('module a.com/a\n\nrequire example.com/m v1.0.0\nexclude example.com/m v1.0.0\n');
    const run = plan('{a}', { requirement: required }, { project: main });
    assert.deepEqual([run.outcome, run.outcomeReason], ['skipped', 'excluded']);
  });

  it('knows that a build takes the vendor folder and a download does not', () => {
    const main = project('module a.com/a\n\ngo 1.20\n', null, true);
    assert.equal(plan('{a}', {}, { project: main, operation: 'build' }).outcomeReason, 'vendor');
    assert.equal(plan('{a}', {}, { project: main }).outcome, 'unknown');
    assert.equal(
      plan('{a}', {}, { project: main, operation: 'build', settings: { GOFLAGS: '-mod=mod' } }).outcome,
      'unknown',
    );
  });

  it('asks nobody for what the cache holds', () => {
    const cached = new Map([[`${module}@v1.0.0`, { info: '/c/i', mod: '/c/m', zip: '/c/z' }]]);
    const run = plan('{a}', {}, { facts: { missingDirectories: new Set(), cached } });
    assert.deepEqual([run.outcome, urls(run), run.files.zip?.servedBy], ['ok', [], 'cache']);
  });
});
