/** go.mod does not say which versions count, and the command may not change it. */
import { fold } from '../fold.ts';
import { command } from '../remedy/act.ts';
import { useVersion } from '../remedy/edit.ts';
import type { Rule } from '../rule.ts';
import { groupBy, sightingsOf } from '../sighting.ts';

export const gomodNeedsUpdate: Rule = (context) =>
  groupBy(sightingsOf(context, 'goModNeedsUpdate'), () => '').map((group) => {
    const { run, failure } = group[0];
    return fold(context, 'gomod-needs-update', group, {
      params: { message: failure.cause.message },
      remedies: [
        command('go-mod-tidy', {}, ['go', 'mod', 'tidy']),
        ...(group.length === 1 ? useVersion(context, run, run.question.version) : []),
      ],
    });
  });
