import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { privacyOf } from '../../../src/engine/goenv/privacy.ts';
import { loadOn } from './machine.ts';

describe('privacyOf', () => {
  it('names GOPRIVATE where the pattern comes from there, and the setting itself where not', async () => {
    const env = { GOPRIVATE: 'x.test,*.corp', GONOSUMDB: 'git.corp/team', GOINSECURE: 'git.*' };
    const { environment } = await loadOn({ env });
    assert.deepEqual(privacyOf(environment, 'git.corp/team/lib'), {
      noProxy: { setting: 'GOPRIVATE', pattern: '*.corp' },
      noSumdb: { setting: 'GONOSUMDB', pattern: 'git.corp/team' },
      insecure: { setting: 'GOINSECURE', pattern: 'git.*' },
    });
    assert.deepEqual(privacyOf(environment, 'github.com/a/b'), { noProxy: null, noSumdb: null, insecure: null });
  });
});
