/** The zip is larger than go accepts (500 MiB, cmd/go/internal/modfetch and golang.org/x/mod/zip). */
import { fold } from '../fold.ts';
import { tell } from '../remedy/act.ts';
import type { Rule } from '../rule.ts';
import { groupBy, netSightings, type Sighting, sightingsOf } from '../sighting.ts';

export const zipTooLarge: Rule = (context) => {
  const byLength = netSightings(context, 'tooLarge').filter(({ failure: { cause, file } }) => {
    const { oursBytes, gosBytes } = cause.failure;
    return file === 'zip' && gosBytes !== null && oursBytes >= gosBytes;
  });
  const found: Sighting[] = [...sightingsOf(context, 'zipTooLarge'), ...byLength];
  return groupBy(found, ({ run }) => run.id).map((group) => {
    const { run, failure } = group[0];
    return fold(context, 'zip-too-large', group, {
      params: { sizeBytes: failure.cause.kind === 'zipTooLarge' ? failure.cause.sizeBytes : null },
      remedies: [tell('tell-module-author', { module: run.question.path, exchange: failure.exchange })],
    });
  });
};
