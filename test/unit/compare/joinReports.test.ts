import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { joinReports } from '../../../src/engine/compare/joinReports.ts';
import { compareVariants, isMirror } from '../../../src/engine/compare/variants.ts';
import type { Report } from '../../../src/protocol/report.ts';
import { sampleExchange, sampleModule, sampleReport, sampleStep } from '../cli/sampleReport.ts';
import { fakeEnvironment } from '../modfetch/fixture.ts';

const asking = sampleStep('1', { kind: 'request', exchanges: ['1'] });
const base: Report = sampleReport({
  modules: [sampleModule('1', 'example.com/m', { steps: [asking], outcome: 'failed', goError: 'it fails' })],
  exchanges: [sampleExchange('1')],
});
const changed: Report = {
  ...base,
  modules: base.modules.map((module, index) =>
    index === 0 ? { ...module, outcome: 'skipped', goError: null } : module,
  ),
};

describe('several runs in one report', () => {
  it('keep their evidence apart', () => {
    const report = joinReports('whatif', [
      { label: '', kind: 'base', report: base },
      { label: 'GOPROXY', kind: 'override', report: changed },
    ]);
    const ids = report.exchanges.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(ids.length, 2 * base.exchanges.length);
    const known = new Set(ids);
    for (const run of report.runs) {
      for (const step of run.modules.flatMap(({ steps }) => steps)) {
        for (const id of step.exchanges) assert.ok(known.has(id), id);
      }
    }
  });

  it('say where a later run ends otherwise', () => {
    const report = joinReports('whatif', [
      { label: '', kind: 'base', report: base },
      { label: 'GOPROXY', kind: 'override', report: changed },
    ]);
    const expected = base.modules[0]?.outcome;
    assert.deepEqual(
      report.differences.filter(({ step }) => step === 'outcome'),
      [{ run: '2', step: 'outcome', expected, got: 'skipped' }],
    );
  });
});

describe('a comparison', () => {
  it('goes through the whole list, each proxy alone, mirrors and the origin, each once', () => {
    const environment = fakeEnvironment({ goproxy: 'https://u:secret@a.test|https://b.test/p,direct' });
    const variants = compareVariants(environment, ['https://b.test/p', 'https://c.test']);
    assert.deepEqual(
      variants.map(({ kind, overrides, asks }) => [kind, overrides['GOPROXY'] ?? '', asks]),
      [
        ['base', '', null],
        ['entry', 'https://u:secret@a.test', 'a.test'],
        ['entry', 'https://b.test/p', 'b.test'],
        ['mirror', 'https://c.test', 'c.test'],
        ['entry', 'direct', 'direct'],
      ],
    );
    assert.doesNotMatch(variants.map(({ label }) => label).join(' '), /secret/);
  });

  it('takes as a mirror only the URL of one proxy', () => {
    assert.deepEqual(['https://a.test', 'off', 'direct', 'a,b', 'ftp://a.test'].map(isMirror), [
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
