import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkGovcs } from '../../../src/engine/vcs/govcsVerdict.ts';
import type { VcsCommand } from '../../../src/engine/vcs/vcsTool.ts';
import { fakeEnvironment } from '../web/fixture.ts';

describe('GOVCS', () => {
  const disallows = (vcs: string, what: string) =>
    `GOVCS disallows using ${vcs} for ${what} v.test/x; see 'go help vcs'`;
  const rows: [GOVCS: string, GOPRIVATE: string, vcs: VcsCommand, wanted: string][] = [
    ['', '', 'git', 'allowed'],
    ['', '', 'hg', 'allowed'],
    ['', '', 'bzr', disallows('bzr', 'public')],
    ['', 'v.test', 'bzr', 'allowed'],
    ['private:git', 'v.test', 'bzr', disallows('bzr', 'private')],
    ['*:off', '', 'git', disallows('git', 'public')],
    ['v.test:git,*:off', '', 'git', 'allowed'],
    ['v.test/x:all', '', 'fossil', 'allowed'],
    ['git', '', 'git', 'malformed entry in GOVCS (missing colon): "git"'],
  ];
  for (const [GOVCS, GOPRIVATE, vcs, wanted] of rows) {
    it(`${GOVCS || 'unset'} with GOPRIVATE=${GOPRIVATE} and ${vcs}: ${wanted}`, () => {
      const verdict = checkGovcs(fakeEnvironment({ GOVCS, GOPRIVATE }), 'v.test/x', vcs);
      assert.equal(verdict.kind === 'allowed' ? 'allowed' : verdict.message, wanted);
    });
  }
});
