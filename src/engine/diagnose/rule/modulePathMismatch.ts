/** The go.mod inside a module names another path than the one under which it is required. */
import { fold } from '../fold.ts';
import { openGoMod, usePath } from '../remedy/edit.ts';
import type { Rule } from '../rule.ts';
import { groupBy, sightingsOf } from '../sighting.ts';

export const modulePathMismatch: Rule = (context) =>
  groupBy(sightingsOf(context, 'modulePathMismatch'), ({ run }) => run.id).map((group) => {
    const { run, failure } = group[0];
    const { declared } = failure.cause;
    return fold(context, 'module-path-mismatch', group, {
      params: { declared },
      remedies: [...usePath(context, run, declared), ...openGoMod(context, run)],
    });
  });
