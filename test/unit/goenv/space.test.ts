import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { fields, trimSpace } from '../../../src/engine/goenv/space.ts';

describe('white space as Go has it', () => {
  it('counts U+0085 and U+00A0, and not the byte order mark', () => {
    assert.equal(trimSpace('\u0085 a b\u3000\n'), 'a b');
    assert.equal(trimSpace('\ufeffa'), '\ufeffa');
    assert.equal(trimSpace(' \t'), '');
  });

  it('cuts into words', () => {
    assert.deepEqual(fields(' a\u00a0b\t\tc '), ['a', 'b', 'c']);
    assert.deepEqual(fields('  '), []);
  });
});
