/** The HTTP/2 stream or session was ended with an error. */
import { reachRemedies } from '../connectGroup.ts';
import { byHost } from '../hostGroup.ts';
import type { Rule } from '../rule.ts';
import { netSightings } from '../sighting.ts';

export const http2StreamError: Rule = (context) =>
  byHost(context, 'http2-stream-error', netSightings(context, 'http2'), (failure, first) => ({
    params: { what: failure.what, h2Code: failure.code },
    remedies: reachRemedies(context, first, failure.host),
  }));
