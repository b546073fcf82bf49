/** What the findings about TCP have in common. */
import type { DialFailure, NetFailure } from '../web/netFailure.ts';
import type { FindingCode } from './findingCode.ts';
import { byHost, urlOf } from './hostGroup.ts';
import { checkConnection, tell } from './remedy/act.ts';
import { dropEntry, usePipe } from './remedy/goproxy.ts';
import { useMirror } from './remedy/mirror.ts';
import type { RuleContext, RuleFinding, RuleRemedy } from './rule.ts';
import { type NetSighting, netSightings, type Sighting } from './sighting.ts';

export type DialReason = DialFailure['reason'];
export type ConnectSighting = NetSighting<Extract<NetFailure, { kind: 'connect' }>>;

/** Of several addresses the one that got furthest says most: who refuses is there, who is unreachable may be IPv6 only. */
const telling: readonly DialReason[] = [
  'refused',
  'reset',
  'timeout',
  'permission',
  'hostUnreachable',
  'networkUnreachable',
  'other',
];

export function dialReason(attempts: readonly DialFailure[]): DialReason {
  return telling.find((reason) => attempts.some((one) => one.reason === reason)) ?? 'other';
}

/** One finding for each host whose connection failed for one of these reasons. */
export function connectFindings(
  context: RuleContext,
  code: FindingCode,
  reasons: readonly DialReason[],
): RuleFinding[] {
  const found = netSightings(context, 'connect').filter((one) =>
    reasons.includes(dialReason(one.failure.cause.failure.attempts)),
  );
  return byHost(context, code, found, (failure, first) => ({
    params: {
      port: failure.port,
      addresses: [...new Set(failure.attempts.map((one) => one.address))].slice(0, 8),
      reason: dialReason(failure.attempts),
    },
    remedies: reachRemedies(context, first, failure.host),
  }));
}

/** What helps when a server cannot be reached: see for oneself, go round it, tell somebody. */
export function reachRemedies(context: RuleContext, first: Sighting, host: string): RuleRemedy[] {
  return [
    ...checkConnection(urlOf(context, first)),
    ...usePipe(context.environment, first.failure.entry, false),
    ...dropEntry(context.environment, first.failure.entry),
    ...useMirror(context.environment, host),
    tell('tell-network-admin', { host, exchange: first.failure.exchange }),
  ];
}
