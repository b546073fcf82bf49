import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Report } from '../../src/protocol/report.ts';
import { type LabOptions, runLab } from './command.ts';

describe('the lab command', () => {
  it('ends with 0 where the scenario led to its finding, and says what is learnt', async () => {
    const { exit, text } = await tour(['status-403'], () => report('http-403-forbidden', 'failed'));
    assert.equal(exit, 0, text);
    assert.match(text, /\[1\/1\] status-403: 403 Forbidden/);
    assert.match(text, / {2}│ the diagnosis/);
    assert.match(text, /✓ expected http-403-forbidden, found http-403-forbidden/);
    assert.match(text, /\n1 scenario: 1 led to their finding, 0 did not\n$/);
  });

  it('ends with 1 where another finding came first', async () => {
    const { exit, text } = await tour(['status-403'], () => report('tcp-reset', 'failed'));
    assert.equal(exit, 1);
    assert.match(text, /✗ expected http-403-forbidden, found tcp-reset/);
  });

  it('ends with 1 where a healthy server gets an error', async () => {
    const { exit } = await tour(['healthy-http'], () => report('tcp-reset', 'failed'));
    assert.equal(exit, 1);
  });

  it('lists the scenarios where a name is unknown', async () => {
    const { exit, text } = await tour(['no-such'], () => report('tcp-reset', 'failed'));
    assert.equal(exit, 2);
    assert.match(text, /The lab has no scenario no-such/);
    assert.match(text, /^ {2}healthy-http$/m);
  });

  it('speaks Chinese', async () => {
    const { text } = await tour(['status-403'], () => report('http-403-forbidden', 'failed'), 'zh-cn');
    assert.match(text, /共 1 个场景：1 个得出了预期结论/);
  });
});

async function tour(
  scenarios: string[],
  diagnose: () => Report,
  language: LabOptions['language'] = 'en',
): Promise<{ exit: number; text: string }> {
  let text = '';
  const exit = await runLab({
    scenarios,
    dataDirectory: null,
    language,
    write: (part) => {
      text += part;
    },
    diagnose: async () => diagnose(),
    render: () => 'the diagnosis\n',
  });
  return { exit, text };
}

/** As much of a report as the verdict reads. */
function report(code: string, outcome: string): Report {
  return { findings: [{ code, severity: 'error' }], modules: [{ outcome }] } as unknown as Report;
}
