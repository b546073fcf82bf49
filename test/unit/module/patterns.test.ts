import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { matchPrefixPatterns } from '../../../src/engine/module/patterns.ts';

describe('matchPrefixPatterns', () => {
  for (const [globs, path, pattern] of [
    ['*.corp.example.com', 'git.corp.example.com/x/y', '*.corp.example.com'],
    ['*.corp.example.com', 'corp.example.com/x', null],
    ['*.corp.example.com', 'a.b.corp.example.com/x', '*.corp.example.com'],
    ['rsc.io/private', 'rsc.io/private/quux', 'rsc.io/private'],
    ['rsc.io/private', 'rsc.io/privateer', null],
    ['rsc.io/private/', 'rsc.io/private', 'rsc.io/private/'],
    ['rsc.io/private//', 'rsc.io/private', null],
    ['rsc.io/private', 'rsc.io', null],
    ['github.com/*', 'github.com/a/b', 'github.com/*'],
    ['github.com/*/b', 'github.com/a/b/c', 'github.com/*/b'],
    ['github.com/a*', 'github.com/abc/d', 'github.com/a*'],
    ['*', 'anything.example/x', '*'],
    ['**', 'x.test/a', '**'],
    ['x.test/**', 'x.test/a/b', 'x.test/**'],
    ['*/internal', 'x.test/internal/a', '*/internal'],
    ['x.test/[ab]*', 'x.test/bcd/e', 'x.test/[ab]*'],
    ['x.test/[^a]*', 'x.test/bcd', 'x.test/[^a]*'],
    ['x.test/[^a]*', 'x.test/abc', null],
    ['x.test/[a-c-e]', 'x.test/b', null],
    ['x.test/[a-]', 'x.test/a', null],
    ['x.test/[\\]a]', 'x.test/a', 'x.test/[\\]a]'],
    ['x.test/[]a]', 'x.test/a', null],
    ['x.test/[', 'x.test/[', null],
    ['x.test/[,y.test', 'y.test/z', 'y.test'],
    ['x.test/\\', 'x.test/a', null],
    ['x.test/\\a', 'x.test/a', 'x.test/\\a'],
    ['', 'x.test', null],
    [',,x.test', 'x.test/a', 'x.test'],
    [' x.test', 'x.test/a', null],
    ['a.test, x.test', 'x.test/a', null],
    ['X.test', 'x.test/a', null],
    ['x.test//a', 'x.test/a', null],
    ['none', 'x.test/a', null],
    ['x.test/?', 'x.test/a', 'x.test/?'],
    ['x.test/?', 'x.test/ab', null],
    ['https://x.test', 'x.test/a', null],
    ['/x.test', 'x.test', null],
    ['x.test:8080', 'x.test/a', null],
    ['x.test/a', 'x.test/a/v2', 'x.test/a'],
    ['x.test/a.v2', 'x.test/a.v2/b', 'x.test/a.v2'],
    ['x.*a*b*c', 'x.aabbcbc/d', 'x.*a*b*c'],
    ['first.test,x.*,x.test', 'x.test/a', 'x.*'],
  ] as const) {
    it(`'${globs}' on '${path}': ${pattern ?? 'no match'}`, () => {
      assert.equal(matchPrefixPatterns(globs, path), pattern);
    });
  }

  it('never throws, and names a pattern that stands in the list', () => {
    const glob = fc.oneof(fc.string(), fc.stringMatching(/^[ab*?/[\]^\\,-]{0,12}$/));
    fc.assert(
      fc.property(glob, fc.stringMatching(/^[ab/]{0,10}$/), (globs, path) => {
        const pattern = matchPrefixPatterns(globs, path);
        if (pattern !== null) assert.ok(globs.split(',').includes(pattern));
      }),
    );
  });

  it('matches a prefix of whole elements wherever it matches the path itself', () => {
    const path = fc.stringMatching(/^[ab]{1,3}(\/[ab]{1,3}){0,3}$/);
    fc.assert(
      fc.property(path, path, (prefix, rest) => {
        assert.equal(matchPrefixPatterns(prefix, `${prefix}/${rest}`), prefix);
      }),
    );
  });

  it('does not explode on many stars', () => {
    assert.equal(matchPrefixPatterns(`${'a*'.repeat(1000)}b`, 'a'.repeat(5000)), null);
    assert.equal(matchPrefixPatterns('['.repeat(50_000), 'a'), null);
    assert.equal(matchPrefixPatterns(','.repeat(100_000), 'a'), null);
  });
});
