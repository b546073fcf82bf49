import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { goflagValue, parseGoflags } from '../../../src/engine/goenv/goflags.ts';

describe('parseGoflags', () => {
  it('reads flags, quoted ones too, and says where they stand', () => {
    assert.deepEqual(parseGoflags(`-mod=mod\t"-tags=a b" --x '-ldflags='`), {
      kind: 'ok',
      flags: [
        { name: 'mod', value: 'mod', offset: 0 },
        { name: 'tags', value: 'a b', offset: 9 },
        { name: 'x', value: null, offset: 21 },
        { name: 'ldflags', value: '', offset: 25 },
      ],
    });
  });

  for (const [goflags, message, offset] of [
    ['-x mod=mod', 'parsing $GOFLAGS: non-flag "mod=mod"', 3],
    ['-mod mod', 'parsing $GOFLAGS: non-flag "mod"', 5],
    ['---x', 'parsing $GOFLAGS: non-flag "---x"', 0],
    ['-bogus=1', 'parsing $GOFLAGS: unknown flag -bogus', 0],
    ['-x "-tags=a', 'parsing $GOFLAGS: unterminated " string', 3],
  ] as const) {
    it(`refuses '${goflags}' in go's words`, () => {
      assert.deepEqual(parseGoflags(goflags), { kind: 'invalid', message, offset });
    });
  }

  it('the last of two flags counts', () => {
    assert.equal(goflagValue('-mod=vendor --mod=mod', 'mod'), 'mod');
    assert.equal(goflagValue('-x', 'mod'), null);
    assert.equal(goflagValue('-mod=mod bogus', 'mod'), null);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.stringMatching(/^[-'"=x mod\t]{0,20}$/), (text) => void parseGoflags(text)));
  });
});
