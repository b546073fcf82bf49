import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ModuleReport } from '../../../../src/protocol/report.ts';
import { inLanguage } from '../../../../src/text/language.ts';
import { annotate } from '../../../../src/vscode/model/annotation.ts';
import { factsOf, type ModuleFact } from '../../../../src/vscode/model/moduleFact.ts';
import { findingOf, moduleOf, reportOf } from '../sample.ts';

const nowMs = Date.parse('2026-11-21T09:00:30.000Z');

function factOf(module: ModuleReport, ...findings: ReturnType<typeof findingOf>[]): ModuleFact {
  const [fact] = factsOf(reportOf([module], findings));
  assert.ok(fact);
  return fact;
}

const text = (fact: ModuleFact, isOutdated = false) => annotate({ kind: 'fact', fact, isOutdated }, nowMs).text;

const recorded = {
  verdict: 'recorded',
  zip: { verdict: 'recorded', by: 'go.sum', pattern: null },
  mod: null,
  sources: [],
} as const;

describe('the note behind a require line', () => {
  it('names the proxy, its time, and a line of go.sum that was not compared with bytes', () => {
    const module = moduleOf('example.com/a', 'v1.0.0', { checksum: { ...recorded, sources: [] } });
    assert.equal(text(factOf(module)), '✓ proxy 10 ms · in go.sum');
  });

  it('says verified only for bytes that were compared', () => {
    const checksum = {
      ...recorded,
      verdict: 'verified',
      zip: { verdict: 'verified', by: 'go.sum', pattern: null },
      sources: [],
    } as const;
    const module = moduleOf('example.com/a', 'v1.0.0', { servedBy: 'cache', checksum: { ...checksum, sources: [] } });
    assert.equal(text(factOf(module)), '✓ cached · verified by go.sum');
  });

  it('names status and host of a refusal', () => {
    const module = moduleOf('example.com/a', 'v1.0.0', { outcome: 'failed', servedBy: null });
    const finding = findingOf('http-403-forbidden', [module.id], {
      params: { status: 403 },
      subject: { host: 'proxy.corp.example' },
    });
    assert.equal(text(factOf(module, finding)), '✗ 403 by proxy.corp.example');
  });

  it('tells any other failure by the title of its finding, cut', () => {
    const module = moduleOf('example.com/a', 'v1.0.0', { outcome: 'failed', servedBy: null });
    const finding = findingOf('tcp-refused', [module.id], { title: 'x'.repeat(200) });
    const note = text(factOf(module, finding));
    assert.ok(note.startsWith('✗ xxx') && note.length < 70, note);
  });

  it('shows a private module as direct and exempt', () => {
    const module = moduleOf('git.corp.example/pay/core', 'v1.9.0', {
      servedBy: 'direct',
      private: { setting: 'GOPRIVATE', pattern: 'git.corp.example' },
      checksum: { verdict: 'exempt', zip: null, mod: null, sources: [] },
    });
    assert.equal(text(factOf(module)), '🔒 direct (GOPRIVATE) · sum: exempt');
  });

  it('does not call a module missing that a quiet look did not find', () => {
    const module = moduleOf('example.com/a', 'v1.0.0', {
      outcome: 'unknown',
      outcomeReason: 'passive',
      servedBy: null,
    });
    assert.equal(text(factOf(module)), '– not on the proxy yet');
  });

  it('says that nobody was asked where only a plan was made', () => {
    const module = moduleOf('example.com/a', 'v1.0.0', {
      outcome: 'unknown',
      outcomeReason: 'offline',
      servedBy: null,
    });
    const [fact] = factsOf(reportOf([module], [], { mode: 'offline' }));
    assert.ok(fact && text(fact).includes('not asked'));
  });

  it('warns, and does not cry, where only a clean machine would fail', () => {
    const module = moduleOf('example.com/a', 'v1.0.0', { outcome: 'failed', servedBy: null });
    const fact = { ...factOf(module), failsOnlyWhenEmpty: true };
    assert.equal(text(fact), '⚠ cached, but cannot be fetched again');
  });

  it('marks an old result', () => {
    const fact = factOf(moduleOf('example.com/a', 'v1.0.0'));
    assert.ok(!text(fact).includes('old result'));
    assert.ok(text(fact, true).includes('old result'));
    const old = { ...fact, checkedAt: '2026-11-21T07:00:00.000Z' };
    assert.ok(text(old).includes('old result'));
  });

  it('keeps the age in the tooltip', () => {
    const { tooltip } = annotate(
      { kind: 'fact', fact: factOf(moduleOf('example.com/a', 'v1.0.0')), isOutdated: false },
      nowMs,
    );
    assert.ok(tooltip.includes('Checked: 30 s ago'));
  });

  it('speaks Chinese', () => {
    const module = moduleOf('example.com/a', 'v1.0.0', { checksum: { ...recorded, sources: [] } });
    assert.equal(
      inLanguage('zh-cn', () => text(factOf(module))),
      '✓ 代理 10 ms · 已记录在 go.sum',
    );
  });
});
