import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import * as semver from '../../src/engine/semver.ts';

const number = fc.oneof(fc.constant('0'), fc.constant('1'), fc.bigInt({ min: 0n, max: 10n ** 25n }).map(String));
const word = fc.stringMatching(/^(0|[1-9][0-9]{0,5}|[0-9]{0,3}[a-zA-Z-][0-9A-Za-z-]{0,4})$/);
const words = fc.array(word, { minLength: 1, maxLength: 3 }).map((list) => list.join('.'));
const validVersion = fc.oneof(
  number.map((x) => `v${x}`),
  fc.tuple(number, number).map(([x, y]) => `v${x}.${y}`),
  fc
    .tuple(number, number, number, fc.option(words), fc.option(words))
    .map(([x, y, z, pre, meta]) => `v${x}.${y}.${z}${pre === null ? '' : `-${pre}`}${meta === null ? '' : `+${meta}`}`),
);
const anyVersion = fc.oneof(validVersion, validVersion, fc.string(), fc.constantFrom('bad', 'v01', 'v1.2-pre', ''));

describe('semver', () => {
  for (const [version, canonical, majorMinor] of [
    ['v1', 'v1.0.0', 'v1.0'],
    ['v1.2', 'v1.2.0', 'v1.2'],
    ['v1.2.3-0a', 'v1.2.3-0a', 'v1.2'],
    ['v1.2.3+meta', 'v1.2.3', 'v1.2'],
    ['v1.2.3+incompatible', 'v1.2.3', 'v1.2'],
    ['v1.2.3--', 'v1.2.3--', 'v1.2'],
    ['v1.2.3-rc.1+b.01', 'v1.2.3-rc.1', 'v1.2'],
  ] as const) {
    it(`reads ${version} as ${canonical}`, () => {
      assert.equal(semver.isValid(version), true);
      assert.equal(semver.canonical(version), canonical);
      assert.equal(semver.majorMinor(version), majorMinor);
    });
  }

  for (const version of [
    '',
    'v',
    '1.2.3',
    'V1.2.3',
    'v01.2.3',
    'v1.2.3-01',
    'v1.2-pre',
    'v1.2.3-',
    'v1.2.3+',
    'v1.2.3.4',
    'v1.2.3-a..b',
    'v1.2.3+a..b',
    'v1.2.3-é',
    'v1.2.3\n',
    'v1.',
  ]) {
    it(`refuses ${JSON.stringify(version)}`, () => {
      assert.equal(semver.isValid(version), false);
      assert.equal(semver.canonical(version), '');
      assert.equal(semver.major(version), '');
      assert.equal(semver.majorMinor(version), '');
    });
  }

  it('takes a version apart', () => {
    assert.equal(semver.major('v12.3.4-rc.1+meta'), 'v12');
    assert.equal(semver.prerelease('v12.3.4-rc.1+meta'), '-rc.1');
    assert.equal(semver.build('v12.3.4-rc.1+meta'), '+meta');
    assert.equal(semver.prerelease('v1.2.3+a-b'), '');
    assert.equal(semver.build('v1.2.3-a-b'), '');
  });

  for (const [a, b, expected] of [
    ['v1.0.0', 'v1.0.0-rc.1', 1],
    ['v1.0.0-rc.10', 'v1.0.0-rc.9', 1],
    ['v1.0.0-alpha', 'v1.0.0-1', 1],
    ['v1.0.0+a', 'v1.0.0+b', 0],
    ['v1', 'v1.0.0', 0],
    ['v2.0.0+incompatible', 'v1.9.9', 1],
    ['v1.2.4-0.20200101000000-abcdefabcdef', 'v1.2.3', 1],
    ['v1.2.4-0.20200101000000-abcdefabcdef', 'v1.2.4', -1],
    ['v1.2.4-0.20200101000000-abcdefabcdef', 'v1.2.4-pre', -1],
    ['v1.0.0-a.b', 'v1.0.0-a', 1],
    ['v1.0.0-a', 'v1.0.0-a.b', -1],
    ['v10.0.0', 'v9.0.0', 1],
    ['v99999999999999999999.0.0', 'v100000000000000000000.0.0', -1],
    ['bad', 'v0.0.0', -1],
    ['v0.0.0-0', 'bad', 1],
    ['bad', 'worse', 0],
  ] as const) {
    it(`compares ${a} with ${b}`, () => {
      assert.equal(Math.sign(semver.compare(a, b)), expected);
      assert.equal(Math.sign(semver.compare(b, a)), expected === 0 ? 0 : -expected);
    });
  }

  it('is a total preorder', () => {
    fc.assert(
      fc.property(anyVersion, anyVersion, anyVersion, (a, b, c) => {
        const ab = Math.sign(semver.compare(a, b));
        assert.equal(Math.sign(semver.compare(b, a)) + ab, 0);
        assert.equal(semver.compare(a, a), 0);
        if (ab <= 0 && semver.compare(b, c) <= 0) assert.ok(semver.compare(a, c) <= 0);
      }),
    );
  });

  it('gives a version and its canonical form the same place', () => {
    fc.assert(
      fc.property(validVersion, (version) => {
        const canonical = semver.canonical(version);
        assert.equal(semver.compare(version, canonical), 0);
        assert.equal(semver.canonical(canonical), canonical);
      }),
    );
  });

  it('sorts versions of the same precedence by their text', () => {
    assert.deepEqual(['v1.0.0+b', 'v1.0.0', 'v1', 'v1.0.0+a'].sort(semver.compareForSort), [
      'v1',
      'v1.0.0',
      'v1.0.0+a',
      'v1.0.0+b',
    ]);
  });

  it('reads hostile input in linear time', () => {
    assert.equal(semver.isValid(`v1.2.3-${'0'.repeat(500_000)}!`), false);
    assert.equal(semver.isValid(`v1.2.3-${'a.'.repeat(250_000)}`), false);
    assert.equal(semver.isValid(`v${'1'.repeat(500_000)}`), true);
  });
});
