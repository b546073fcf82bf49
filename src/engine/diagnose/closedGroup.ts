/** Connections that the other side ended. */
import type { NetFailure } from '../web/netFailure.ts';
import { reachRemedies } from './connectGroup.ts';
import type { FindingCode } from './findingCode.ts';
import { byHost } from './hostGroup.ts';
import type { RuleContext, RuleFinding } from './rule.ts';
import { netSightings } from './sighting.ts';

type Closed = Extract<NetFailure, { kind: 'closed' }>;

export function closedFindings(
  context: RuleContext,
  code: FindingCode,
  is: (closed: Closed) => boolean,
): RuleFinding[] {
  const found = netSightings(context, 'closed').filter((one) => is(one.failure.cause.failure));
  return byHost(context, code, found, (failure, first) => ({
    params: {
      phase: failure.phase,
      how: failure.how,
      received: failure.receivedBytes,
      announced: failure.announcedBytes,
    },
    remedies: reachRemedies(context, first, failure.host),
  }));
}
