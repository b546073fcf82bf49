import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { inLanguage } from '../../../../src/text/language.ts';
import { ageMs, ageWords } from '../../../../src/vscode/model/age.ts';

const checked = '2026-11-21T09:00:00.000Z';
const after = (seconds: number) => Date.parse(checked) + seconds * 1000;

describe('the age of a result', () => {
  const cases: [seconds: number, words: string][] = [
    [0, 'a few seconds ago'],
    [42, '42 s ago'],
    [180, '3 min ago'],
    [7200, '2 h ago'],
    [47 * 3600, '47 h ago'],
    [50 * 3600, '2 days ago'],
  ];
  for (const [seconds, words] of cases) {
    it(`is "${words}" after ${seconds} s`, () => assert.equal(ageWords(checked, after(seconds)), words));
  }

  it('is never negative, also when the clock was set back', () => assert.equal(ageMs(checked, after(-60)), 0));
  it('is unknown for a time that is none', () => assert.equal(ageWords('soon', after(0)), 'at an unknown time'));
  it('is told in Chinese', () =>
    assert.equal(
      inLanguage('zh-cn', () => ageWords(checked, after(180))),
      '3 分钟前',
    ));
});
