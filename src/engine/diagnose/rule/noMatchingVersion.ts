/** No listed version satisfies the query, or the list is empty. */
import { fold } from '../fold.ts';
import { command } from '../remedy/act.ts';
import type { Rule } from '../rule.ts';
import { groupBy, sightingsOf } from '../sighting.ts';

export const noMatchingVersion: Rule = (context) =>
  groupBy(sightingsOf(context, 'noMatchingVersions'), ({ run }) => run.id).map((group) => {
    const { run, failure } = group[0];
    return fold(context, 'no-matching-version', group, {
      params: { query: failure.cause.query, listed: run.listed?.length ?? 0, newest: run.listed?.at(-1) ?? null },
      remedies: [
        command('list-versions', { module: run.question.path }, ['go', 'list', '-m', '-versions', run.question.path]),
      ],
    });
  });
