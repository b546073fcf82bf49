import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { explainText } from '../../../../src/engine/explain/explainText.ts';
import { renderReport } from '../../../../src/text/renderReport.ts';
import { explanationMarkdown, moduleToDiagnose } from '../../../../src/vscode/model/explanationText.ts';
import { reportOf } from '../sample.ts';

const explain = (text: string) => {
  const { host } = reportOf([]);
  const options = { toolVersion: '0.0.0', startedAt: new Date(0), durationMs: () => 1, host, totalBytes: 0 };
  return renderReport(explainText(text, options), 'en');
};
const forbidden =
  'go: github.com/acme/billing@v1.4.2: reading https://proxy.corp.example/github.com/acme/billing/@v/v1.4.2.info: 403 Forbidden';

describe('the explanation of an error text', () => {
  it('says what failed, then quotes the text', () => {
    const shown = explanationMarkdown(explain(forbidden), forbidden);
    assert.match(shown, /## .*403/);
    assert.match(shown, /\(https:\/\/\S+http-403-forbidden\S*\)/);
    assert.ok(shown.includes(forbidden));
    assert.match(shown, /nobody was asked/);
  });

  it('names the module that can be diagnosed', () => {
    assert.equal(moduleToDiagnose(explain(forbidden)), 'github.com/acme/billing@v1.4.2');
    assert.equal(moduleToDiagnose(explain('PASS')), null);
  });

  it('says so where nothing is known', () => {
    assert.match(explanationMarkdown(explain('hello'), 'hello'), /Nothing in this text is known/);
  });

  it('keeps what the text holds inside its fence, and never makes a mail address of a version', () => {
    const text = `${forbidden}\n\`\`\`\n# [x](command:evil)`;
    const shown = explanationMarkdown(explain(text), text);
    assert.ok(shown.includes('````text\n'));
    assert.ok(!shown.slice(0, shown.indexOf('````')).includes('billing@v1'));
  });
});
