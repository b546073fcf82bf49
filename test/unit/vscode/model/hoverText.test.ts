import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { escapeMarkdown, hoverMarkdown } from '../../../../src/vscode/model/hoverText.ts';
import { factsOf } from '../../../../src/vscode/model/moduleFact.ts';
import { findingOf, moduleOf, reportOf } from '../sample.ts';

const nowMs = Date.parse('2026-11-21T09:03:00.000Z');
const links = [
  { command: 'goModules.diagnoseFetch', title: 'Diagnose Fetch', arguments: [{ uri: 'file:///a(b)/go.mod' }] },
];

function hover(title: string, isUnderlined = false): string {
  const module = moduleOf('example.com/a', 'v1.0.0', { outcome: 'failed', servedBy: null, goError: 'reading: 403' });
  const finding = findingOf('http-403-forbidden', [module.id], { title, detail: 'Because.' });
  const [fact] = factsOf(reportOf([module], [finding]));
  assert.ok(fact);
  const recall = { fact, isOutdated: false };
  return hoverMarkdown({ path: 'example.com/a', version: 'v1.0.0', recall, isUnderlined, nowMs, links });
}

describe('the hover', () => {
  it('has a table with checksum, privacy, cache and age', () => {
    const text = hover('It is forbidden');
    for (const row of [
      /\| Served by \| nobody/,
      /\| Checksum \| not checked/,
      /\| Private \| no pattern/,
      /\| Checked \| 3 min ago/,
    ])
      assert.match(text, row);
  });

  it('names its commands in links whose arguments cannot end the link', () => {
    assert.match(hover('It is forbidden'), /\[Diagnose Fetch\]\(command:goModules\.diagnoseFetch\?[^()\s]+\)/);
  });

  it('shows text of servers as text: no link, no markup, no icon, no table cell', () => {
    const text = hover('[x](command:evil) $(error) | **b** <img src=x> ``` http://e.example');
    assert.ok(!/[^\\]\[x/.test(text));
    assert.ok(!text.includes('<img') || text.includes('\\<img'));
    assert.ok(text.includes('\\$\\(error\\)'));
    assert.ok(text.includes('http\\://e.example'));
  });

  it('does not repeat the reasons that stand above it', () => {
    assert.ok(hover('It is forbidden').includes('Because'));
    assert.ok(!hover('It is forbidden', true).includes('Because'));
  });

  it('works where nothing is known', () => {
    const text = hoverMarkdown({
      path: 'a.example/b',
      version: 'v1.0.0',
      recall: null,
      isUnderlined: false,
      nowMs,
      links,
    });
    assert.match(text, /Nothing is known yet/);
    assert.match(text, /Diagnose Fetch/);
  });
});

describe('escaped Markdown', () => {
  it('keeps one line', () => assert.equal(escapeMarkdown('a\r\n# b'), 'a \\# b'));
  it('makes no mail address of PATH@VERSION', () => assert.equal(escapeMarkdown('a@v1.0.0'), 'a\\@v1.0.0'));
});
