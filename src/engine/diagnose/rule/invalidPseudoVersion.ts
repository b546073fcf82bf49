/** A pseudo-version whose hash, time or base does not agree with the commit. */
import { command } from '../remedy/act.ts';
import type { Rule } from '../rule.ts';
import { vcsFindings } from '../vcsGroup.ts';

export const invalidPseudoVersion: Rule = (context) =>
  vcsFindings(
    context,
    'invalid-pseudo-version',
    'pseudoVersion',
    () => true,
    ({ run, failure: { cause } }) => ({
      params: { message: cause.reason, expected: cause.expected },
      remedies: [
        command('list-versions', { module: run.question.path }, ['go', 'list', '-m', '-versions', run.question.path]),
      ],
    }),
  );
