/** What the findings about TLS have in common. Chain and names come from the server. */
import type { NetFailure, TlsReason } from '../web/netFailure.ts';
import type { FindingCode } from './findingCode.ts';
import { byHost } from './hostGroup.ts';
import { tell } from './remedy/act.ts';
import { usePipe } from './remedy/goproxy.ts';
import type { RuleContext, RuleFinding, RuleRemedy } from './rule.ts';
import { type NetSighting, netSightings } from './sighting.ts';

export type TlsFailure = Extract<NetFailure, { kind: 'tls' }>;

/** One finding for each host whose handshake failed for one of these reasons; `first` remedies stand before the common ones. */
export function tlsFindings(
  context: RuleContext,
  code: FindingCode,
  reasons: readonly TlsReason[],
  first: (failure: TlsFailure, sighting: NetSighting<TlsFailure>) => RuleRemedy[],
): RuleFinding[] {
  const found = netSightings(context, 'tls').filter((one) => reasons.includes(one.failure.cause.failure.reason));
  return byHost(context, code, found, (failure, sighting) => ({
    params: tlsParams(failure),
    certainty: failure.goAgrees,
    remedies: [
      ...first(failure, sighting),
      tell('tell-proxy-admin', { host: failure.host, exchange: sighting.failure.exchange }),
      ...usePipe(context.environment, sighting.failure.entry, false),
    ],
  }));
}

function tlsParams({ port, reason, detail }: TlsFailure) {
  return {
    port,
    reason,
    wanted: detail.wanted,
    names: detail.names.slice(0, 8),
    issuer: detail.issuer,
    subject: detail.subject,
    notBefore: detail.notBefore,
    notAfter: detail.notAfter,
    now: detail.now,
    trust: detail.trustSource,
    alert: detail.alert,
  };
}
