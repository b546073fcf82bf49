/** go needs git for this module, and there is none on PATH. */
import { open } from '../remedy/act.ts';
import type { Rule } from '../rule.ts';
import { vcsFindings } from '../vcsGroup.ts';

export const gitMissing: Rule = (context) =>
  vcsFindings(
    context,
    'git-missing',
    'vcsMissing',
    ({ vcs }) => vcs === 'git',
    () => ({
      key: 'git',
      params: { tool: 'git' },
      remedies: [open('install-git', {}, 'https://git-scm.com/downloads')],
    }),
  );
