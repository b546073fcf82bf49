/** The public database was asked about a module that it cannot see, and so learned its name. */
import { addGoprivate } from '../remedy/goprivate.ts';
import type { Rule } from '../rule.ts';
import { remoteCause, serverTextOf, sumdbFindings } from '../sumdbGroup.ts';

export const sumdb404Private: Rule = (context) =>
  sumdbFindings(
    context,
    'sumdb-404-private',
    ([{ run, failure }]) => ({
      params: { server: serverTextOf(remoteCause(failure)) },
      certainty: 'likely',
      remedies: addGoprivate(context.environment, run.question.path),
    }),
    ({ run }) => run.question.path,
  );
