import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseGovcs } from '../../../src/engine/goenv/govcs.ts';

describe('parseGovcs', () => {
  it('reads rules in order', () => {
    assert.deepEqual(parseGovcs(' public:git | hg , *.corp.test : all '), {
      kind: 'ok',
      rules: [
        { pattern: 'public', allowed: ['git', 'hg'] },
        { pattern: '*.corp.test', allowed: ['all'] },
      ],
    });
    assert.deepEqual(parseGovcs(' '), { kind: 'ok', rules: [] });
  });

  for (const [govcs, message] of [
    ['public:git,', 'empty entry in GOVCS'],
    ['git', 'malformed entry in GOVCS (missing colon): "git"'],
    [':git', 'empty pattern in GOVCS: ":git"'],
    ['public:', 'empty VCS list in GOVCS: "public:"'],
    ['./a:git', 'relative pattern not allowed in GOVCS: "./a"'],
    ['public:git|', 'empty VCS name in GOVCS: "public:git|"'],
    ['a:git,a:hg', 'unreachable pattern in GOVCS: "a:hg" after "a:git"'],
  ] as const) {
    it(`refuses '${govcs}' in go's words`, () => assert.deepEqual(parseGovcs(govcs), { kind: 'invalid', message }));
  }
});
