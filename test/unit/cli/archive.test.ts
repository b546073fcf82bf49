import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'mocha';
import { makeReport } from '../../webview/reports.ts';
import { runFake } from './fakeCli.ts';

describe('diagnose --har', () => {
  it('writes the requests beside the page, as an HTTP archive', async () => {
    const report = await makeReport('policy');
    const { written, stdout, code } = await runFake(['diagnose', '--har', 'trace.har', '--lang', 'en'], {
      answer: { kind: 'report', report },
    });
    const { log } = JSON.parse(written.get(path.resolve('trace.har')) ?? '{}');
    assert.deepEqual([log.version, log.entries.length], ['1.2', report.exchanges.length]);
    assert.match(stdout, /403/);
    assert.equal(code, 1);
  });

  it('refuses a file in a folder that does not exist before anybody is asked', async () => {
    const { code, questions, stderr } = await runFake(['diagnose', '--har', 'no/such/folder/x.har', '--lang', 'en']);
    assert.deepEqual([code, questions.length], [2, 0]);
    assert.match(stderr, /there is no such folder/);
  });
});
