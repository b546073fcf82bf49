/**
 * Timeouts. Where go has a limit of its own (dial 30 s in net/http's DefaultTransport, TLS handshake 10 s) and was given
 * that long, the timeout is theirs. Where this program waited a shorter time, the server may just be slow: that is
 * `possible` at most. Where go waits for ever there is no timeout to report.
 */
import type { NetFailure, NetPhase } from '../web/netFailure.ts';
import { reachRemedies } from './connectGroup.ts';
import type { FindingCode } from './findingCode.ts';
import { byHost } from './hostGroup.ts';
import type { RuleContext, RuleFinding } from './rule.ts';
import { type NetSighting, netSightings } from './sighting.ts';

type Timeout = Extract<NetFailure, { kind: 'timeout' }>;

export function timeoutFindings(context: RuleContext, code: FindingCode, phases: readonly NetPhase[]): RuleFinding[] {
  const found = netSightings(context, 'timeout').filter(
    ({ failure: { cause } }) => phases.includes(cause.failure.phase) && cause.failure.gosMs !== null,
  );
  const own = found.filter((one) => isOurCut(one));
  const theirs = found.filter((one) => !isOurCut(one));
  return [...tellTimeouts(context, code, theirs, false), ...tellTimeouts(context, code, own, true)];
}

function tellTimeouts(
  context: RuleContext,
  code: FindingCode,
  found: readonly NetSighting<Timeout>[],
  cut: boolean,
): RuleFinding[] {
  return byHost(context, code, found, (failure, first) => ({
    params: { oursMs: failure.oursMs, gosMs: failure.gosMs, seconds: Math.round(failure.oursMs / 1000) },
    certainty: cut ? 'possible' : 'proved',
    ...(cut ? { severity: 'warning' } : {}),
    remedies: reachRemedies(context, first, failure.host),
  }));
}

function isOurCut({ failure: { cause } }: NetSighting<Timeout>): boolean {
  const { oursMs, gosMs } = cause.failure;
  return gosMs !== null && oursMs < gosMs;
}
