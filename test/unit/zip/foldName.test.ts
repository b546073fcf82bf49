import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { foldName } from '../../../src/engine/zip/foldName.ts';

const isSame = (a: string, b: string) => foldName(a) === foldName(b);

describe('foldName', () => {
  it('makes names equal that differ in letter case only', () => {
    for (const [a, b] of [
      ['README', 'readme'],
      ['É', 'é'],
      ['Σ', 'ς'],
      ['µ', 'Μ'],
      ['K', 'k'],
      ['ſ', 'S'],
      ['ẞ', 'ß'],
    ] as const) {
      assert.ok(isSame(a, b), `${a} ${b}`);
    }
  });

  it('keeps apart what only a longer or a local mapping makes equal', () => {
    for (const [a, b] of [
      ['ß', 'ss'],
      ['ı', 'i'],
      ['İ', 'i'],
      ['ﬁ', 'fi'],
      ['e\u0301', 'é'],
    ] as const) {
      assert.ok(!isSame(a, b), `${a} ${b}`);
    }
  });

  it('leaves lower-case ASCII as it is', () => {
    assert.equal(foldName('a/b-c_1.go'), 'a/b-c_1.go');
  });
});
