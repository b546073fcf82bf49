import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { OtherDiagnostic } from '../../../../src/vscode/model/overlap.ts';
import { planDiagnostics } from '../../../../src/vscode/model/plannedDiagnostic.ts';
import type { KnownFinding } from '../../../../src/vscode/model/resultStore.ts';
import { findingOf, goMod, known, uri } from '../sample.ts';

const plan = (all: KnownFinding[], others: OtherDiagnostic[] = []) =>
  planDiagnostics({ uri, goMod, known: all, others, nowMs });
const nowMs = Date.parse('2026-11-21T09:03:00.000Z');
const a = 'example.com/a@v1.0.0';
const b = 'example.com/b@v1.2.0';
const overNetwork = { evidence: ['exchange:1'] };

describe('what is underlined', () => {
  it('is the path of the module, with the title in the first line and the words of go in the last', () => {
    const finding = findingOf('http-403-forbidden', [a], {
      title: 'It is forbidden',
      params: { goText: 'reading X: 403' },
    });
    const [one, ...more] = plan([known(finding)]);
    assert.deepEqual(more, []);
    assert.deepEqual(one?.span, { startLine: 6, startColumn: 2, endLine: 6, endColumn: 15 });
    assert.equal(one?.message, 'It is forbidden\ngo prints: reading X: 403');
    assert.equal(one?.level, 'error');
  });

  it('is the module line, once, where several modules share a cause', () => {
    const [one, ...more] = plan([known(findingOf('dns-no-such-host', [a, b], { title: 'No such host' }))]);
    assert.deepEqual(more, []);
    assert.equal(one?.span.startLine, 1);
    assert.equal(one?.message.split('\n')[0], 'No such host (2 modules)');
    assert.deepEqual(
      one?.related.map(({ message }) => message),
      [a, b],
    );
  });

  it('is the module line for a setting, with the place where it is set beside it', () => {
    const at = { uri: 'file:///home/me/.config/go/env', startLine: 3, startColumn: 1, endLine: 4, endColumn: 1 };
    const [one] = plan([known(findingOf('setting-trailing-cr', [], { severity: 'warning', locations: [at] }))]);
    assert.deepEqual([one?.span.startLine, one?.level], [1, 'information']);
    assert.equal(one?.related[0]?.uri, at.uri);
  });

  it('is go.sum itself for what is wrong in go.sum', () => {
    const at = { uri: 'file:///p/go.sum', startLine: 2, startColumn: 1, endLine: 3, endColumn: 1 };
    assert.equal(plan([known(findingOf('gosum-malformed', [], { locations: [at] }))])[0]?.uri, at.uri);
  });

  it('is a warning that tells its age where an earlier window saw it', () => {
    const [one] = plan([known(findingOf('http-403-forbidden', [a], { title: 'Forbidden' }), { isFromEarlier: true })]);
    assert.deepEqual([one?.level, one?.message], ['warning', 'Forbidden\nChecked: 3 min ago']);
  });

  it('is the line of go.sum also where that keeps a module away, with the requirement beside it', () => {
    const at = { uri: 'file:///p/go.sum', startLine: 1, startColumn: 1, endLine: 2, endColumn: 1 };
    const [one, ...more] = plan([known(findingOf('gosum-malformed', [a], { locations: [at] }))]);
    assert.deepEqual(more, []);
    assert.deepEqual([one?.uri, one?.span.startLine], [at.uri, 1]);
    assert.deepEqual(
      one?.related.map(({ message }) => message),
      [a],
    );
  });

  it('is nothing where the line has been edited since', () => {
    assert.deepEqual(plan([known(findingOf('http-5xx', ['example.com/a@v1.0.1']))]), []);
  });

  it('is the go line for a toolchain, and the module line for a requirement of a requirement', () => {
    const goLine = { uri, startLine: 3, startColumn: 1, endLine: 3, endColumn: 8 };
    const toolchain = findingOf('http-5xx', ['golang.org/toolchain@v0.0.1-go1.30.linux-amd64'], {
      locations: [goLine],
    });
    const deep = findingOf('http-5xx', ['example.com/deep@v1.0.0']);
    assert.equal(plan([known(toolchain, { isBeyondFile: true })])[0]?.span.startLine, 3);
    assert.equal(plan([known(deep, { isBeyondFile: true })])[0]?.span.startLine, 1);
  });

  it('is one place for a cause and what follows from it', () => {
    const cause = findingOf('http-403-forbidden', [a], { id: '1', title: 'Forbidden' });
    const effect = findingOf('proxy-list-stops-at-error', [a], { id: '2', causedBy: '1', title: 'The comma stops' });
    const planned = plan([known(cause), known(effect)]);
    assert.deepEqual(
      planned.map(({ code }) => code),
      ['http-403-forbidden'],
    );
    assert.ok(planned[0]?.message.includes('The comma stops'));
  });
});

describe('how loud it is', () => {
  const level = (one: KnownFinding) => plan([one])[0]?.level;

  it('an error, where a run that was asked for proved it', () =>
    assert.equal(level(known(findingOf('http-5xx', [a], overNetwork))), 'error'));
  it('a warning, where a quiet look saw it', () =>
    assert.equal(level(known(findingOf('http-5xx', [a], overNetwork), { mode: 'passive' })), 'warning'));
  it('an error also after a quiet look, where no network was needed to prove it', () =>
    assert.equal(level(known(findingOf('malformed-module-path', [a]), { mode: 'passive' })), 'error'));
  it('a warning, where it is only likely', () =>
    assert.equal(level(known(findingOf('private-module-on-public-proxy', [a], { certainty: 'likely' }))), 'warning'));
  it('a warning of its own, where this machine has the module', () => {
    const [one] = plan([known(findingOf('http-5xx', [a], overNetwork), { onlyWhenEmpty: true })]);
    assert.equal(one?.level, 'warning');
    assert.match(one?.message ?? '', /This machine has it/);
  });
});

describe('beside gopls', () => {
  const told = (source: string, message: string, line = 6) => ({ source, message, startLine: line, endLine: line });

  it('steps back where gopls tells the same failure on the line', () => {
    const finding = findingOf('http-404-not-found', [a], overNetwork);
    assert.equal(plan([known(finding)], [told('go list', `${a}: reading https://p/x: 404 Not Found`)]).length, 0);
  });

  it('stays where gopls speaks of another line, of something else, or another extension speaks', () => {
    const finding = findingOf('http-404-not-found', [a], overNetwork);
    const others = [
      told('go list', `${b}: reading https://p/x: 404 Not Found`, 7),
      told('go mod tidy', `${a} is not used in this module`),
      told('other', 'reading https://p/x: 404 Not Found'),
    ];
    assert.equal(plan([known(finding)], others).length, 1);
  });

  it('steps back for a missing line of go.sum and for syntax', () => {
    assert.deepEqual(
      plan([known(findingOf('missing-gosum-entry', [a]))], [told('go list', `${a}: missing go.sum entry`)]),
      [],
    );
    const at = { uri, startLine: 4, startColumn: 1, endLine: 4, endColumn: 5 };
    const syntax = known(findingOf('gomod-malformed', [], { locations: [at] }));
    assert.deepEqual(plan([syntax], [told('syntax', 'unknown directive: x', 4)]), []);
  });
});
