/** A module that looks private was asked of a server that cannot see it. Never more than likely: see `privateSigns.ts`. */
import { fold } from '../fold.ts';
import { answerTold } from '../hostGroup.ts';
import { notFoundSightings } from '../notFound.ts';
import { privateSigns } from '../privateSigns.ts';
import { command } from '../remedy/act.ts';
import { addGoprivate } from '../remedy/goprivate.ts';
import type { Rule } from '../rule.ts';
import { groupBy } from '../sighting.ts';

export const privateModuleOnPublicProxy: Rule = (context) =>
  groupBy(notFoundSightings(context, 'private'), ({ run }) => run.question.path).map((group) => {
    const { run } = group[0];
    const { signs, certainty } = privateSigns(context, group[0]);
    return fold(context, 'private-module-on-public-proxy', group, {
      ...answerTold(context, group[0], {
        params: { signs },
        certainty: certainty ?? 'possible',
        remedies: [
          ...addGoprivate(context.environment, run.question.path),
          command('list-versions', { module: run.question.path }, ['go', 'list', '-m', '-versions', run.question.path]),
        ],
      }),
      subject: { host: group[0].failure.cause.host, setting: 'GOPRIVATE' },
    });
  });
