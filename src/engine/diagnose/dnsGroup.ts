/** What the four DNS findings have in common. */
import type { NetFailure } from '../web/netFailure.ts';
import type { FindingCode } from './findingCode.ts';
import { byHost } from './hostGroup.ts';
import { checkDns, tell } from './remedy/act.ts';
import { dropEntry, usePipe } from './remedy/goproxy.ts';
import type { RuleContext, RuleFinding } from './rule.ts';
import { netSightings } from './sighting.ts';

export type DnsReason = Extract<NetFailure, { kind: 'dns' }>['reason'];

/** One finding for each host whose name could not be resolved for one of these reasons. */
export function dnsFindings(context: RuleContext, code: FindingCode, reasons: readonly DnsReason[]): RuleFinding[] {
  const found = netSightings(context, 'dns').filter((one) => reasons.includes(one.failure.cause.failure.reason));
  return byHost(context, code, found, (failure, first) => ({
    params: { dnsServer: failure.server, dnsDetail: failure.detail },
    certainty: failure.reason === 'other' ? 'likely' : 'proved',
    remedies: [
      checkDns(failure.host),
      ...usePipe(context.environment, first.failure.entry, false),
      ...dropEntry(context.environment, first.failure.entry),
      tell('tell-network-admin', { host: failure.host, exchange: first.failure.exchange }),
    ],
  }));
}
