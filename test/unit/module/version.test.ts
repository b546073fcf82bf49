import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { canonicalVersion } from '../../../src/engine/module/version.ts';

describe('canonicalVersion', () => {
  it('keeps +incompatible and drops other build metadata', () => {
    assert.equal(canonicalVersion('v1.2.3+incompatible'), 'v1.2.3+incompatible');
    assert.equal(canonicalVersion('v1.2.3+meta'), 'v1.2.3');
    assert.equal(canonicalVersion('v1.2'), 'v1.2.0');
    assert.equal(canonicalVersion('master'), '');
  });
});
