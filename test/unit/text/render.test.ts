import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { diagnose } from '../../../src/engine/diagnose/diagnose.ts';
import type { RuleContext } from '../../../src/engine/diagnose/rule.ts';
import { buildReport } from '../../../src/engine/report/buildReport.ts';
import type { Report } from '../../../src/protocol/report.ts';
import { currentLanguage, inLanguage } from '../../../src/text/language.ts';
import { codeBlock, codeSpan, escapeMarkdown } from '../../../src/text/markdown.ts';
import { renderMarkdown } from '../../../src/text/renderMarkdown.ts';
import { renderReport } from '../../../src/text/renderReport.ts';
import { clean, sentences, shorten } from '../../../src/text/shown.ts';
import { context, exchange, proxy, run, statusFailure, step, trace } from '../diagnose/builders.ts';

function reportOf(situation: RuleContext): Report {
  return buildReport({
    command: 'diagnose',
    operation: 'download',
    mode: 'active',
    toolVersion: '0.1.0',
    startedAt: new Date('2026-11-20T10:00:00Z'),
    differences: [],
    durationMs: 12,
    complete: true,
    host: {
      os: 'linux',
      arch: 'x64',
      place: 'local',
      node: '24',
      goCommand: null,
      goVersion: 'go1.26.8',
      gitVersion: null,
      simulated: '1.26.8',
    },
    settings: situation.environment.settings,
    subject: { file: null, module: null },
    runs: situation.runs,
    trace: situation.trace,
    findings: diagnose(situation),
  });
}

function forbidden(words: string): RuleContext {
  const seen = trace();
  const id = exchange(seen, { excerpt: words }, { 'X-Request-Id': 'abc-123', 'X-JFrog-Version': 'Artifactory/7' });
  const failed = statusFailure(403, words, { exchange: id });
  const steps = [step('stop-at-error', { entry: proxy, status: 403, next: ['direct'] })];
  return context({ trace: seen, runs: [run('github.com/acme/billing', 'v1.4.2', failed, { steps })] });
}

describe('rendering a report', () => {
  it('speaks two languages in one process and leaves the former one in place', () => {
    const report = reportOf(forbidden('blocked by policy'));
    const english = renderReport(report, 'en');
    const chinese = renderReport(report, 'zh-cn');
    assert.match(english.findings[0]?.title ?? '', /^proxy\.corp\.example forbids github\.com\/acme\/billing@v1\.4\.2/);
    assert.match(chinese.findings[0]?.title ?? '', /禁止获取/);
    assert.equal(currentLanguage(), 'en');
    assert.equal(
      inLanguage('zh-cn', () => inLanguage('en', currentLanguage) + currentLanguage()),
      'enzh-cn',
    );
    assert.throws(() => inLanguage('zh-cn', () => assert.fail('stop')));
    assert.equal(currentLanguage(), 'en');
  });

  it('quotes the server and says why the walk stopped', () => {
    const rendered = renderReport(reportOf(forbidden('blocked by policy "cool-down"')), 'en');
    assert.match(rendered.findings[0]?.detail ?? '', /proxy\.corp\.example said: "blocked by policy "cool-down""/);
    assert.match(
      rendered.modules[0]?.steps[0]?.why ?? '',
      /After a comma only 404 and 410 go on; never asked: direct\./,
    );
  });

  it('hands the administrator URL, status, product and request id', () => {
    const rendered = renderReport(reportOf(forbidden('no')), 'en');
    const change = rendered.findings[0]?.remedies.find((one) => one.kind === 'tell-admin')?.change;
    assert.ok(change && 'report' in change);
    for (const part of [
      /Status: 403/,
      /GET https:\/\/proxy\.corp\.example\//,
      /X-Request-Id: abc-123/,
      /Artifactory\/7/,
      /go1\.26\.8/,
    ]) {
      assert.match(change.report, part);
    }
  });

  it('does not change the report that it was given', () => {
    const report = reportOf(forbidden('no'));
    const before = JSON.stringify(report);
    renderReport(report, 'zh-cn');
    assert.equal(JSON.stringify(report), before);
  });

  it('never reads a template in what a server said', () => {
    const rendered = renderReport(reportOf(forbidden('{host} {0} $& %s')), 'en');
    assert.match(rendered.findings[0]?.detail ?? '', /\{host\} \{0\} \$& %s/);
  });
});

describe('Markdown', () => {
  it('keeps what a server said from becoming markup', () => {
    const text = renderMarkdown(
      reportOf(forbidden('<img src=x> [click](http://evil.example) `code` ```\n# head')),
      'en',
    );
    const outside = text.replace(/^( *)(`{3,})\n[\s\S]*?\n\1\2$/gm, '');
    assert.doesNotMatch(outside, /(?<!\\)<img/);
    assert.doesNotMatch(outside, /^# head/m);
    assert.match(text, /\\\[click\\\]/);
  });

  it('is complete in both languages', () => {
    for (const language of ['en', 'zh-cn'] as const) {
      const text = renderMarkdown(reportOf(forbidden('no')), language);
      for (const part of [
        'http-403-forbidden',
        'exchange:1',
        'go: github.com/acme/billing@v1.4.2: go says so',
        'go env -w',
      ]) {
        assert.ok(text.includes(part), part);
      }
    }
  });

  it('fences code longer than any run of backticks in it', () => {
    assert.equal(codeSpan('a`b'), '``a`b``');
    assert.ok(codeBlock('```\nx').startsWith('````\n```'));
    assert.equal(codeBlock('a\n\tserver'), '```\na\n    server\n```');
    assert.equal(escapeMarkdown('1. a|b'), '1\\. a\\|b');
  });
});

describe('parameters on their way into a sentence', () => {
  it('shows control and direction characters instead of obeying them', () => {
    assert.equal(clean('a\u001b[31mb\u202ec\r\nd'), 'a\ufffd[31mb\ufffdc d');
  });

  it('cuts in the middle', () => {
    assert.equal(shorten('abcdefghij', 5), 'ab…ij');
    assert.equal([...shorten('🙂'.repeat(50), 7)].length, 7);
  });

  it('joins sentences without a space after full-width punctuation', () => {
    assert.equal(sentences('一。', '', null, '二。'), '一。二。');
    assert.equal(sentences('One.', 'Two.'), 'One. Two.');
  });

  it('ends a quoted sentence once', () => {
    const quoted = ['proxy said: "Not here."', 'Ask it'] as const;
    assert.equal(
      inLanguage('en', () => sentences(...quoted)),
      'proxy said: "Not here." Ask it.',
    );
    assert.equal(
      inLanguage('zh-cn', () => sentences('说法：“Not here.”', '请联系')),
      '说法：“Not here.”请联系。',
    );
  });
});
