import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { paintPage, prose, span, verbatim } from '../../../../src/cli/terminal/page.ts';
import { widthOf } from '../../../../src/cli/terminal/width.ts';

const plain = { width: 20, colour: false };

describe('a page for the terminal', () => {
  it('wraps prose at words and indents what follows', () => {
    const text = paintPage([prose(2, 'one two three four five six', 4)], plain);
    assert.equal(text, '  one two three four\n    five six\n');
  });

  it('counts a Chinese character as two columns and may break between any two of them', () => {
    const text = paintPage([prose(0, '模块代理禁止获取这个版本，请联系管理员。')], plain);
    assert.equal(text, '模块代理禁止获取这个\n版本，请联系管理员。\n');
    for (const row of text.split('\n')) assert.ok(widthOf(row) <= 20, row);
  });

  it('never breaks what is quoted, nor a word that is longer than a row', () => {
    const url = 'https://proxy.example/a/very/long/path';
    assert.equal(paintPage([verbatim(2, `go prints: ${url} and more`)], plain), `  go prints: ${url} and more\n`);
    assert.equal(paintPage([prose(0, `see ${url} now`)], plain), `see\n${url}\nnow\n`);
  });

  it('paints only where colours are wanted', () => {
    const line = prose(0, [span('✗ ', 'bad'), span('text')]);
    assert.equal(paintPage([line], { width: 80, colour: false }), '✗ text\n');
    assert.equal(paintPage([line], { width: 80, colour: true }), '\x1b[31m✗ \x1b[39mtext\n');
  });

  it('shows what would steer the terminal instead of obeying it', () => {
    const hostile = 'a\x1b[2J\x1b]0;title\x07\rb\x9b31m\u202ec\u2028d\u0000';
    for (const line of [prose(0, hostile), verbatim(0, hostile)]) {
      const text = paintPage([line], { width: 500, colour: true });
      assert.equal(text, 'a\\x1b[2J\\x1b]0;title\\x07\\x0db\\x9b31m\\u{202e}c\\u{2028}d\\x00\n');
    }
  });

  it('lays out a megabyte in no time', () => {
    paintPage([prose(0, 'x'.repeat(500_000)), prose(0, '字'.repeat(100_000)), prose(0, ' '.repeat(100_000))], plain);
  });
});
