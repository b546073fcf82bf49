/** The path cannot be a module path; nobody is asked. */
import { fold } from '../fold.ts';
import { openGoMod } from '../remedy/edit.ts';
import type { Rule } from '../rule.ts';
import { groupBy, sightingsOf } from '../sighting.ts';

export const malformedModulePath: Rule = (context) =>
  groupBy(sightingsOf(context, 'malformedPath'), ({ run }) => run.question.path).map((group) =>
    fold(context, 'malformed-module-path', group, {
      params: { reason: group[0].failure.cause.reason },
      remedies: openGoMod(context, group[0].run),
    }),
  );
