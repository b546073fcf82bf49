/** vendor/modules.txt and go.mod say different things, so that a build takes nothing from the vendor folder. */
import { fold } from '../fold.ts';
import { command } from '../remedy/act.ts';
import type { Rule } from '../rule.ts';
import { groupBy, sightingsOf } from '../sighting.ts';

export const vendorInconsistent: Rule = (context) =>
  groupBy(sightingsOf(context, 'vendorInconsistent'), () => '').map((group) =>
    fold(context, 'vendor-inconsistent', group, {
      params: { message: group[0].failure.cause.message },
      remedies: [command('go-mod-vendor', {}, ['go', context.project?.goWork ? 'work' : 'mod', 'vendor'])],
    }),
  );
