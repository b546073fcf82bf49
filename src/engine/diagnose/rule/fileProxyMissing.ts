/** A `file://` entry of GOPROXY lacks the file, or it cannot be read. */
import { fold } from '../fold.ts';
import { dropEntry } from '../remedy/goproxy.ts';
import type { Rule } from '../rule.ts';
import { groupBy, sightingsOf } from '../sighting.ts';

export const fileProxyMissing: Rule = (context) => {
  const found = sightingsOf(context, 'fileProxy').filter(
    ({ run }) => run.outcome !== 'ok' && run.outcome !== 'skipped',
  );
  return groupBy(found, ({ run, failure }) => `${run.id} ${failure.entry}`).map((group) => {
    const { failure } = group[0];
    return fold(context, 'file-proxy-missing', group, {
      params: { reason: failure.cause.reason, path: failure.cause.path },
      remedies: dropEntry(context.environment, failure.entry),
    });
  });
};
