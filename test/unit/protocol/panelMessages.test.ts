import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type FromPanel, readFromPanel, readPanelState, readToPanel } from '../../../src/protocol/panelMessages.ts';
import { panelPage } from '../../../src/protocol/panelPage.ts';
import { panelStrings } from '../../../src/text/panelStrings.ts';
import { stateOf } from '../../webview/panelState.ts';
import { makeReport } from '../../webview/reports.ts';

const requests: FromPanel[] = [
  { kind: 'ready', hasState: true },
  { id: 0, kind: 'runAgain', moduleId: null },
  { id: 1, kind: 'runAgain', moduleId: 'm' },
  { id: 2, kind: 'cancel' },
  { id: 3, kind: 'whatIf', moduleId: 'm' },
  { id: 4, kind: 'applyRemedy', findingId: '1', remedyId: '2' },
  { id: 5, kind: 'copy', what: { kind: 'report' } },
  { id: 6, kind: 'copy', what: { kind: 'curl', exchangeId: '1' } },
  { id: 7, kind: 'copy', what: { kind: 'goError', moduleId: 'm' } },
  { id: 8, kind: 'copy', what: { kind: 'remedy', findingId: '1', remedyId: '2' } },
  { id: 9, kind: 'export', format: 'har' },
  { id: 10, kind: 'openLocation', place: { kind: 'finding', findingId: '1', index: 0 } },
  { id: 11, kind: 'openLocation', place: { kind: 'module', moduleId: 'm' } },
  { id: 12, kind: 'openLocation', place: { kind: 'setting', name: 'GOPROXY' } },
  { id: 13, kind: 'openHelp', findingId: '1' },
  { id: 14, kind: 'follow', on: false },
  { id: 15, kind: 'selectModule', moduleId: 'm' },
];

describe('messages of the panel', () => {
  it('are read as they were sent', () => {
    for (const message of requests) assert.deepEqual(readFromPanel(structuredClone(message)), message);
  });

  it('lose what does not belong to them', () => {
    assert.deepEqual(readFromPanel({ id: 1, kind: 'cancel', path: '/etc/passwd' }), { id: 1, kind: 'cancel' });
  });

  it('are refused when a part is missing, or of another type', () => {
    for (const message of requests.filter(({ kind }) => kind !== 'ready')) {
      for (const name of Object.keys(message)) {
        for (const wrong of [undefined, {}, [], -1, 'x'.repeat(5000)]) {
          const changed = readFromPanel({ ...message, [name]: wrong });
          assert.equal(changed, null, `${message.kind} with ${name}: ${JSON.stringify(wrong)?.slice(0, 20)}`);
        }
      }
    }
  });

  it('never make the reader throw', () => {
    fc.assert(
      fc.property(fc.anything(), (message) => {
        readFromPanel(message);
        readToPanel(message);
        readPanelState(message);
      }),
    );
  });
});

describe('messages to the panel', () => {
  it('are read as they were sent', async () => {
    const state = stateOf(await makeReport('healthy'));
    const progress = { done: 0, total: 3, current: null };
    for (const message of [
      { kind: 'state', state },
      { kind: 'state', state: stateOf(null, { run: { kind: 'running', progress } }) },
      { kind: 'state', state: stateOf(null, { run: { kind: 'failed', message: 'x' } }) },
      { kind: 'progress', progress },
      { kind: 'select', moduleId: 'm' },
      { kind: 'reply', id: 1, reply: { kind: 'done', message: null } },
      { kind: 'reply', id: 1, reply: { kind: 'failed', message: 'x' } },
    ]) {
      assert.deepEqual(readToPanel(structuredClone(message)), message);
    }
  });

  it('are refused with a report of another schema, or a run that nobody knows', async () => {
    const report = await makeReport('healthy');
    const other = { ...stateOf(report), report: { ...report, schema: 'gomod-doctor.report/2' } };
    assert.equal(readPanelState(other), null);
    assert.equal(readPanelState({ ...stateOf(report), run: { kind: 'flying' } }), null);
    assert.equal(readPanelState({ ...stateOf(report), report: { ...report, exchanges: null } }), null);
  });
});

describe('the words of the panel', () => {
  it('are all there, and differ between the languages except for names', () => {
    const english = leaves(panelStrings('en'));
    const chinese = leaves(panelStrings('zh-cn'));
    assert.deepEqual([...english.keys()], [...chinese.keys()]);
    assert.deepEqual(
      [...english].filter(([, text]) => text === ''),
      [],
    );
    const same = [...english].filter(([key, text]) => chinese.get(key) === text).map(([, text]) => text);
    assert.deepEqual(
      same.filter((text) => /[a-z]{4}/.test(text) && !/^(?:go|http|curl|GOROOT)/.test(text)),
      [],
    );
  });

  it('keep their places open for the page', () => {
    assert.equal(panelStrings('en').age.minutes, '{0} min ago');
  });
});

function leaves(strings: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(strings).flatMap(([name, value]) =>
      typeof value === 'string' ? [[`${prefix}${name}`, value] as const] : [...leaves(value, `${prefix}${name}.`)],
    ),
  );
}

describe('the page of the panel', () => {
  const page = panelPage({ cspSource: 'https://a.example', nonce: 'abc', base: 'https://a.example/x"y' });

  it('allows the script with the nonce, styles, fonts and images of the editor, and nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
    assert.equal(
      policy,
      "default-src 'none'; style-src https://a.example; font-src https://a.example; img-src https://a.example data:; script-src 'nonce-abc'; base-uri 'none'; form-action 'none'",
    );
  });

  it('has no inline style, script or handler', () => {
    assert.doesNotMatch(page, /style="|<style| on\w+=|<script(?! nonce="abc" src=)/);
    assert.ok(page.includes('href="https://a.example/x&quot;y/panel.css"'));
  });
});
