import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type Arrival, ResultStore } from '../../../../src/vscode/model/resultStore.ts';
import { findingOf, moduleOf, reportOf, uri } from '../sample.ts';

const a = moduleOf('example.com/a', 'v1.0.0');
const b = moduleOf('example.com/b', 'v1.2.0');
const nowMs = Date.parse('2026-11-21T09:03:00.000Z');
const nobody: ReadonlySet<string> = new Set();

function arrival(report: Arrival['report'], more: Partial<Arrival> = {}): Arrival {
  return { report, isWholeFile: true, cachedHere: nobody, ...more };
}

const codes = (store: ResultStore) => store.findings(uri).map(({ finding }) => finding.code);

describe('the result store', () => {
  it('keeps findings of other modules when one is asked again', () => {
    const store = new ResultStore();
    const both = [findingOf('http-5xx', [a.id, b.id]), findingOf('setting-quoted-value', [])];
    store.take(uri, arrival(reportOf([a, b], both)));
    store.take(uri, arrival(reportOf([a], [findingOf('tcp-refused', [a.id])]), { isWholeFile: false }));
    assert.deepEqual(codes(store), ['http-5xx', 'tcp-refused']);
    assert.deepEqual(store.findings(uri)[0]?.finding.affects, [b.id]);
  });

  it('forgets findings that a run over the whole file no longer has', () => {
    const store = new ResultStore();
    store.take(uri, arrival(reportOf([a, b], [findingOf('http-5xx', [a.id])])));
    store.take(uri, arrival(reportOf([a, b])));
    assert.deepEqual(codes(store), []);
  });

  it('gives findings of different reports different ids, with causes that still fit', () => {
    const store = new ResultStore();
    const cause = findingOf('http-403-forbidden', [a.id], { id: '1' });
    const effect = findingOf('proxy-list-stops-at-error', [a.id], { id: '2', causedBy: '1' });
    store.take(uri, arrival(reportOf([a], [cause, effect]), { isWholeFile: false }));
    store.take(uri, arrival(reportOf([b], [findingOf('http-5xx', [b.id], { id: '1' })]), { isWholeFile: false }));
    const ids = store.findings(uri).map(({ finding }) => finding.id);
    assert.equal(new Set(ids).size, 3);
    assert.equal(store.findings(uri)[1]?.finding.causedBy, ids[0]);
  });

  it('does not let a plan replace what a server answered', () => {
    const store = new ResultStore();
    const answered = findingOf('http-5xx', [a.id], { evidence: ['exchange:1'] });
    store.take(uri, arrival(reportOf([a], [answered])));
    store.take(uri, arrival(reportOf([{ ...a, outcome: 'unknown' }], [], { mode: 'offline' })));
    assert.equal(store.recall(uri, a.id)?.fact.outcome, 'ok');
    assert.deepEqual(codes(store), ['http-5xx']);
  });

  it('does not let a quiet look that began earlier replace the diagnosis that overtook it', () => {
    const store = new ResultStore();
    const active = { ...a, outcome: 'failed', checkedAt: '2026-11-21T09:00:05.000Z' } as const;
    const diagnosed = { mode: 'active', startedAt: '2026-11-21T09:00:04.000Z' } as const;
    store.take(
      uri,
      arrival(reportOf([active], [findingOf('http-403-forbidden', [a.id])], diagnosed), { isWholeFile: false }),
    );
    const look = (startedAt: string) =>
      store.take(uri, arrival(reportOf([a, b], [findingOf('http-5xx', [b.id])], { mode: 'passive', startedAt })));
    look('2026-11-21T09:00:01.000Z');
    assert.deepEqual(codes(store), ['http-403-forbidden', 'http-5xx']);
    assert.equal(store.recall(uri, a.id)?.fact.outcome, 'failed');
    look('2026-11-21T09:00:09.000Z');
    assert.deepEqual(codes(store), ['http-5xx']);
    assert.equal(store.recall(uri, a.id)?.fact.outcome, 'ok');
  });

  it('lets a plan speak again once settings have changed', () => {
    const store = new ResultStore();
    store.take(uri, arrival(reportOf([a])));
    store.outdate(null);
    assert.equal(store.recall(uri, a.id)?.isOutdated, true);
    store.take(uri, arrival(reportOf([{ ...a, outcome: 'unknown' }], [], { mode: 'offline' })));
    assert.deepEqual(store.recall(uri, a.id)?.isOutdated, false);
  });

  it('knows what fails on a clean machine only', () => {
    const store = new ResultStore();
    const report = reportOf([{ ...a, outcome: 'failed' }], [findingOf('http-5xx', [a.id])]);
    store.take(uri, arrival(report, { cachedHere: new Set([a.id]) }));
    assert.equal(store.recall(uri, a.id)?.fact.failsOnlyWhenEmpty, true);
    assert.equal(store.findings(uri)[0]?.onlyWhenEmpty, true);
  });

  it('survives a restart of the window, for a week, marked as seen earlier', () => {
    const store = new ResultStore();
    store.take(uri, arrival(reportOf([a], [findingOf('http-5xx', [a.id])])));
    const saved: unknown = JSON.parse(JSON.stringify(store.save(nowMs)));
    const next = new ResultStore();
    next.load(saved, nowMs);
    assert.equal(next.recall(uri, a.id)?.fact.path, 'example.com/a');
    assert.deepEqual(
      next.findings(uri).map(({ finding, isFromEarlier }) => [finding.code, finding.remedies, isFromEarlier]),
      [['http-5xx', [], true]],
    );
    const late = new ResultStore();
    late.load(saved, nowMs + 8 * 24 * 3600_000);
    assert.equal(late.recall(uri, a.id), null);
    assert.deepEqual(codes(late), []);
  });

  it('does not confuse what an earlier window saw with what this one sees', () => {
    const store = new ResultStore();
    store.take(uri, arrival(reportOf([a], [findingOf('http-5xx', [a.id])])));
    const next = new ResultStore();
    next.load(store.save(nowMs), nowMs);
    next.take(uri, arrival(reportOf([b], [findingOf('tcp-refused', [b.id])]), { isWholeFile: false }));
    assert.equal(new Set(next.findings(uri).map(({ finding }) => finding.id)).size, 2);
  });

  it('leaves to the next window what was answered, and nothing that was only planned', () => {
    const store = new ResultStore();
    store.take(uri, arrival(reportOf([a], [findingOf('missing-gosum-entry', [a.id])], { mode: 'offline' })));
    const next = new ResultStore();
    next.load(store.save(nowMs), nowMs);
    assert.deepEqual([codes(next), next.facts(uri)], [[], []]);
  });

  it('passes over saved results of another shape', () => {
    const oddFact = { version: 2, files: [{ uri, facts: [{}], findings: [] }] };
    const oddFinding = { version: 2, files: [{ uri, facts: [], findings: [{ mode: 'active', finding: {} }] }] };
    for (const odd of [null, 7, {}, { version: 1, files: [] }, oddFact, oddFinding]) {
      const store = new ResultStore();
      store.load(odd, nowMs);
      assert.deepEqual([store.facts(uri), codes(store)], [[], []]);
    }
  });
});

describe('what a quiet look asks for', () => {
  const failed = { ...b, outcome: 'failed' } as const;

  function storeWith(...modules: (typeof a)[]): ResultStore {
    const store = new ResultStore();
    store.take(uri, arrival(reportOf(modules)));
    return store;
  }

  it('is what is new and what failed a while ago, not what is known to be well', () => {
    const store = storeWith(a, failed);
    assert.deepEqual(store.due(uri, [a.id, b.id, 'example.com/new@v1.0.0'], nowMs), [b.id, 'example.com/new@v1.0.0']);
  });

  it('is everything after settings have changed, and everything that is an hour old', () => {
    const store = storeWith(a);
    assert.deepEqual(store.due(uri, [a.id], nowMs + 3_700_000), [a.id]);
    store.outdate(null);
    assert.deepEqual(store.due(uri, [a.id], nowMs), [a.id]);
  });

  it('leaves a host alone for minutes that gave no answer, unless settings have changed', () => {
    const store = new ResultStore();
    const refused = findingOf('tcp-refused', [b.id], { subject: { host: 'proxy.corp.example' }, params: {} });
    store.take(uri, arrival(reportOf([failed], [refused])));
    const checkedMs = Date.parse(b.checkedAt);
    assert.deepEqual(store.due(uri, [b.id], checkedMs + 60_000), []);
    assert.deepEqual(store.due(uri, [b.id], checkedMs + 200_000), [b.id]);
    store.outdate(null);
    assert.deepEqual(store.due(uri, [b.id], checkedMs + 1000), [b.id]);
  });

  it('is not what failed a moment ago', () => {
    assert.deepEqual(storeWith(failed).due(uri, [b.id], Date.parse(b.checkedAt) + 1000), []);
  });
});
