import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { briefReport } from '../../../src/cli/briefReport.ts';
import { sampleConnection, sampleExchange, sampleModule, sampleReport, sampleStep } from './sampleReport.ts';

describe('a report without its trace', () => {
  const steps = [sampleStep('1', { code: 'cache-hit' }), sampleStep('2', { code: 'request-info' })];
  const whole = sampleReport({
    modules: [sampleModule('1', 'example.com/m', { steps })],
    exchanges: [sampleExchange('1')],
    connections: [sampleConnection()],
  });

  it('has no requests and no connections', () => {
    const { exchanges, connections, processes } = briefReport(whole);
    assert.deepEqual({ exchanges, connections, processes }, { exchanges: [], connections: [], processes: [] });
  });

  it('still says what the module cache has', () => {
    assert.deepEqual(
      briefReport(whole).modules[0]?.steps.map(({ code }) => code),
      ['cache-hit'],
    );
  });

  it('keeps verdicts and findings', () => {
    const { findings, summary, modules } = briefReport(whole);
    assert.deepEqual([findings, summary], [whole.findings, whole.summary]);
    assert.equal(modules[0]?.outcome, whole.modules[0]?.outcome);
  });

  it('leaves the report that it was given as it was', () => {
    assert.equal(whole.modules[0]?.steps.length, 2);
    assert.equal(whole.exchanges.length, 1);
  });
});
