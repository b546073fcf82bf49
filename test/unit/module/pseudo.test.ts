import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  isPseudoVersion,
  makePseudoVersion,
  pseudoVersionBase,
  pseudoVersionRev,
  pseudoVersionTime,
} from '../../../src/engine/module/pseudo.ts';

const commit = '20191109021931-daa7c04131f5';

describe('pseudo-versions', () => {
  for (const [version, base] of [
    [`v0.0.0-${commit}`, ''],
    [`v1.2.4-0.${commit}`, 'v1.2.3'],
    [`v1.2.10-0.${commit}`, 'v1.2.9'],
    [`v1.2.3-pre.0.${commit}`, 'v1.2.3-pre'],
    [`v1.2.3-pre-x.0.${commit}`, 'v1.2.3-pre-x'],
    [`v2.0.1-0.${commit}+incompatible`, 'v2.0.0+incompatible'],
  ] as const) {
    it(`finds the tag ${base === '' ? '(none)' : base} before ${version}`, () => {
      assert.equal(isPseudoVersion(version), true);
      assert.equal(pseudoVersionBase(version), base);
      assert.equal(pseudoVersionRev(version), 'daa7c04131f5');
      assert.deepEqual(pseudoVersionTime(version), new Date('2019-11-09T02:19:31Z'));
    });
  }

  for (const [version, reason] of [
    [`v2.0.0-${commit}+incompatible`, 'lacks base version, but has build metadata "+incompatible"'],
    [`v1.2.0-0.${commit}`, 'version before v1.2.0 would have negative patch number'],
  ] as const) {
    it(`says why ${version} has no base`, () => {
      assert.equal(isPseudoVersion(version), true);
      assert.deepEqual(pseudoVersionBase(version), { kind: 'error', reason });
    });
  }

  for (const version of [
    `v1.2.3-${commit}`,
    'v0.0.0-2019110902193-daa7c04131f5',
    'v0.0.0-20191109021931',
    'v0.0.0-20191109021931-',
    `v1.2.3-x0.${commit}`,
    `v0.1.0-${commit}`,
    'v1.0.0',
    '',
  ]) {
    it(`does not take ${JSON.stringify(version)} for one`, () => {
      assert.equal(isPseudoVersion(version), false);
      assert.deepEqual(pseudoVersionBase(version), { kind: 'error', reason: 'syntax error' });
    });
  }

  for (const time of ['20191399021931', '20190230000000', '20190101240000', '20190101000060', '20190100000000']) {
    it(`says that ${time} is no time`, () => {
      const version = `v0.0.0-${time}-daa7c04131f5`;
      assert.equal(isPseudoVersion(version), true);
      assert.deepEqual(pseudoVersionTime(version), { kind: 'error', reason: `malformed time "${time}"` });
    });
  }

  it('makes the three forms', () => {
    const time = new Date('2019-11-09T02:19:31Z');
    const make = (major: string, older: string) => makePseudoVersion(major, older, time, 'daa7c04131f5');
    assert.equal(make('', ''), `v0.0.0-${commit}`);
    assert.equal(make('v2', ''), `v2.0.0-${commit}`);
    assert.equal(make('', 'v1.2.9'), `v1.2.10-0.${commit}`);
    assert.equal(make('', 'v1.2.99'), `v1.2.100-0.${commit}`);
    assert.equal(make('', 'v1.2.3-pre'), `v1.2.3-pre.0.${commit}`);
    assert.equal(make('', 'v2.3.4+incompatible'), `v2.3.5-0.${commit}+incompatible`);
  });

  it('finds the tag again that it was made from', () => {
    const patch = fc.oneof(
      fc.constantFrom('9', '99', '0', '10', '100'),
      fc.bigInt({ min: 0n, max: 10n ** 30n }).map(String),
    );
    const pre = fc.constantFrom('', '-rc', '-rc.1', '-0', '-a-b.0');
    const meta = fc.constantFrom('', '+incompatible');
    const time = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(patch, pre, meta, time, (z, p, m, when) => {
        const tag = `v1.2.${z}${p}${m}`;
        const version = makePseudoVersion('', tag, when, 'abcdefabcdef');
        assert.equal(isPseudoVersion(version), true);
        assert.equal(pseudoVersionBase(version), tag);
        const read = pseudoVersionTime(version);
        assert.ok(read instanceof Date);
        assert.equal(read.getTime(), Math.floor(when.getTime() / 1000) * 1000);
      }),
    );
  });
});
