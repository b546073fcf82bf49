import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  compareGo,
  compareVersions,
  fromToolchain,
  isGoVersion,
  isLanguageVersion,
} from '../../../src/engine/modload/gover.ts';

describe('versions of Go', () => {
  it('rise from the language version over candidates to releases', () => {
    const rising = ['1', '1.5', '1.20rc1', '1.21', '1.21rc1', '1.21rc2', '1.21.0', '1.21.10', '1.100', '2'];
    for (const [index, version] of rising.entries()) {
      for (const [other, against] of rising.entries()) {
        assert.equal(Math.sign(compareGo(version, against)), Math.sign(index - other), `${version} and ${against}`);
      }
    }
  });

  it('know no release 1.20.0 apart from the language 1.20', () => {
    assert.equal(compareGo('1.20', '1.20.0'), 0);
    assert.notEqual(compareGo('1.21', '1.21.0'), 0);
  });

  it('are no semantic versions', () => {
    for (const wrong of ['', 'v1.21.0', '1.21.', '01.2', '1.021', '1.21.3rc1', '1.21RC1', '1..2', 'go1.21']) {
      assert.equal(isGoVersion(wrong), false, wrong);
    }
  });

  it('name the language without a patch number', () => {
    assert.deepEqual(['1.21', '1.27', '1.21.0', '1.21rc1', 'x'].map(isLanguageVersion), [
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('stand in the names of toolchains, with or without a suffix', () => {
    assert.deepEqual(['go1.22.3', 'go1.22.3-custom', 'go1.22.3 X:y', 'default', 'go1.22/../x'].map(fromToolchain), [
      '1.22.3',
      '1.22.3',
      '1.22.3',
      '',
      '',
    ]);
  });

  it('are compared as such only for go and toolchain', () => {
    assert.ok(compareVersions('go', '1.9', '1.10') < 0);
    assert.ok(compareVersions('toolchain', 'go1.21.9', 'go1.21.10') < 0);
    assert.ok(compareVersions('example.com/m', 'v1.9.0', 'v1.10.0') < 0);
    assert.ok(compareVersions('example.com/m', '', 'v99.0.0') > 0, 'the main module is highest');
  });
});
