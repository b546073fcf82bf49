/** What came back is not HTTP, or not in a form that can be read. */
import { reachRemedies } from '../connectGroup.ts';
import { byHost } from '../hostGroup.ts';
import { withScheme } from '../remedy/goproxy.ts';
import type { Rule } from '../rule.ts';
import { netSightings } from '../sighting.ts';

export const httpMalformedResponse: Rule = (context) =>
  byHost(context, 'http-malformed-response', netSightings(context, 'malformed'), (failure, first) => ({
    params: { what: failure.what, firstBytes: failure.firstBytes },
    certainty: failure.goAgrees,
    remedies: [
      ...(failure.what === 'tlsRecord' ? withScheme(context.environment, first.failure.entry, 'https') : []),
      ...reachRemedies(context, first, failure.host),
    ],
  }));
