import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { quote, quoteRune } from '../../src/engine/strconv.ts';

describe('strconv', () => {
  for (const [text, quoted] of [
    ['plain', '"plain"'],
    ['say "x" \\', '"say \\"x\\" \\\\"'],
    ["it's", '"it\'s"'],
    ['a\tb\r\n\x07\x00\x7f', '"a\\tb\\r\\n\\a\\x00\\x7f"'],
    ['é世😀', '"é世😀"'],
    ['\u00a0\u200b\ufeff\u2028', '"\\u00a0\\u200b\\ufeff\\u2028"'],
    ['\u{e0001}', '"\\U000e0001"'],
    ['\ud800', '"\ufffd"'],
    ['v1\udcff', '"v1\\xff"'],
  ] as const) {
    it(`quotes ${JSON.stringify(text)} as Go does`, () => assert.equal(quote(text), quoted));
  }

  it('quotes one character', () => {
    assert.deepEqual(["'", '"', '+', '\n', '世'].map(quoteRune), ["'\\''", "'\"'", "'+'", "'\\n'", "'世'"]);
  });
});
