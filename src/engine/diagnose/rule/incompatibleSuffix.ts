/** `+incompatible` on a version that has a go.mod, or that is v0 or v1. */
import { command } from '../remedy/act.ts';
import type { Rule } from '../rule.ts';
import { vcsFindings } from '../vcsGroup.ts';

export const incompatibleSuffix: Rule = (context) =>
  vcsFindings(
    context,
    'incompatible-suffix',
    'repoLayout',
    ({ reason }) => reason === 'incompatible',
    ({ run, failure: { cause } }) => ({
      params: { message: cause.message },
      remedies: [
        command('list-versions', { module: run.question.path }, ['go', 'list', '-m', '-versions', run.question.path]),
      ],
    }),
  );
