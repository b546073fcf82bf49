import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ModuleRun } from '../../../src/engine/modfetch/moduleRun.ts';
import { answersOf, predictByPlan } from '../../../src/engine/remedy/predictByPlan.ts';
import type { ModuleOutcome, Step } from '../../../src/protocol/report.ts';

const base: ModuleRun = {
  id: 'example.com/m@v1.0.0',
  question: { path: 'example.com/m', version: 'v1.0.0', depth: 'mod', requirement: null },
  resolvedVersion: null,
  replacedBy: null,
  requiredBy: [],
  private: null,
  outcome: 'unknown',
  outcomeReason: null,
  files: { list: null, info: null, mod: null, zip: null },
  failure: null,
  hidden: [],
  goError: null,
  goErrorBasis: 'exact',
  checksum: { verdict: 'not-checked', zip: null, mod: null, sources: [] },
  steps: [],
  listed: null,
  goMod: null,
  checkedAt: '2026-01-01T00:00:00Z',
};

/** One step a word: `a:info:failed` is a request, `direct` ends the walk at the origin. A trailing `|` is a pipe. */
function run(words: string): ModuleRun {
  const steps = words.split(' ').map((word, index): Step => {
    const [entry = '', file = 'info', result = 'unknown'] = word.replace('|', '').split(':');
    const isDirect = entry === 'direct';
    return {
      id: String(index + 1),
      kind: isDirect ? 'vcs' : 'request',
      code: isDirect ? 'direct-not-examined' : `request-${file}`,
      params: isDirect ? {} : { entry, goesOnAfter: word.endsWith('|') ? 'any-error' : 'not-found' },
      title: '',
      why: '',
      exchanges: [],
      processes: [],
      result: result as ModuleOutcome,
      next: 'continue',
      ms: null,
    };
  });
  return { ...base, steps };
}

const predict = (planned: string, seen: string) => predictByPlan(run(planned), answersOf(run(seen)));

describe('predictByPlan', () => {
  it('passes an entry that failed where a pipe follows it, to one that nobody asked yet', () => {
    assert.deepEqual(predict('a:info| b:info a:mod| b:mod', 'a:info:failed'), {
      basis: 'plan',
      outcome: 'unknown',
      servedBy: 'b',
    });
  });

  it('stops where the failed entry is followed by a comma', () => {
    assert.deepEqual(predict('a:info b:info', 'a:info:failed'), { basis: 'plan', outcome: 'failed', servedBy: null });
  });

  it('goes on behind a comma after a not-found, and ends at direct', () => {
    assert.deepEqual(predict('a:info direct', 'a:info:not-found'), {
      basis: 'plan',
      outcome: 'unknown',
      servedBy: 'direct',
    });
  });

  it('knows an entry that has answered well', () => {
    assert.deepEqual(predict('b:info a:info', 'b:info:ok'), { basis: 'plan', outcome: 'ok', servedBy: 'b' });
  });

  it('counts the worst answer of an entry: what gave .info and failed at .zip does not serve the module', () => {
    assert.equal(answersOf(run('a:info:ok a:zip:failed')).get('a'), 'failed');
    assert.equal(answersOf(run('a:info:failed a:zip:ok')).get('a'), 'failed');
  });

  it('does not find what every entry is known to lack', () => {
    assert.equal(predict('a:info b:info', 'a:info:not-found b:info:not-found').outcome, 'not-found');
    assert.equal(predict('a:info| b:info|', 'a:info:failed b:info:not-found').outcome, 'failed');
  });

  it('keeps an outcome that the plan is certain of', () => {
    const planned = { ...base, outcome: 'skipped' as const };
    assert.deepEqual(predictByPlan(planned, new Map()), { basis: 'plan', outcome: 'skipped', servedBy: null });
  });
});
