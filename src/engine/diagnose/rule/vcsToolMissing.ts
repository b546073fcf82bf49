/** The repository needs hg, svn, bzr or fossil, and that program is not on PATH. */
import type { Rule } from '../rule.ts';
import { vcsFindings } from '../vcsGroup.ts';

export const vcsToolMissing: Rule = (context) =>
  vcsFindings(
    context,
    'vcs-tool-missing',
    'vcsMissing',
    ({ vcs }) => vcs !== 'git',
    ({ failure: { cause } }) => ({ key: cause.vcs, params: { tool: cause.vcs }, remedies: [] }),
  );
