/** What the findings about HTTPS_PROXY and HTTP_PROXY have in common: one for each proxy, however many hosts are behind it. */
import type { NetFailure } from '../web/netFailure.ts';
import type { FindingCode } from './findingCode.ts';
import { fold } from './fold.ts';
import { settingEvidence } from './place.ts';
import { checkConnection, tell } from './remedy/act.ts';
import type { RuleContext, RuleFinding } from './rule.ts';
import { groupBy, netSightings } from './sighting.ts';

type Failure = Extract<NetFailure, { kind: 'forwardProxy' }>;

export function forwardProxyFindings(
  context: RuleContext,
  code: FindingCode,
  is: (failure: Failure) => boolean,
): RuleFinding[] {
  const found = netSightings(context, 'forwardProxy').filter((one) => is(one.failure.cause.failure));
  return groupBy(found, (one) => keyOf(one.failure.cause.failure)).map((group) => {
    const [{ failure }] = group;
    const proxy = failure.cause.failure;
    const exchange = failure.exchange === null ? null : context.trace.exchange(failure.exchange);
    const target = /^[^/]*\/\/(?:[^/?#]*@)?([^/?#]*)/.exec(exchange?.url ?? '')?.[1] ?? '';
    const finding = fold(context, code, group, {
      params: {
        host: target,
        proxy: proxy.url,
        setting: proxy.setting,
        status: proxy.status,
        realm: proxy.realm,
        words: proxy.goWords,
        cause: proxy.cause?.kind ?? null,
      },
      subject: { setting: proxy.setting, host: proxy.host },
      remedies: [
        ...(code === 'http-proxy-unreachable' ? checkConnection(plainUrl(proxy)) : []),
        tell('tell-network-admin', { host: proxy.host, exchange: failure.exchange }),
      ],
    });
    const evidence = [...finding.evidence, ...settingEvidence(context.environment, proxy.setting)];
    return { ...finding, evidence: [...new Set(evidence)] };
  });
}

/** A refusal is about one target, everything else about the proxy. */
function keyOf({ url, reason, status, goWords }: Failure): string {
  return JSON.stringify([url, reason, status, goWords]);
}

function plainUrl({ host, port }: Failure): string | null {
  return /^[\w.-]{1,253}$/.test(host) ? `http://${host}:${port}` : null;
}

/** The port is open, and TLS or plain HTTP is not what is spoken there. */
export function isSpokenToWrongly(cause: NetFailure | null): boolean {
  return cause?.kind === 'tls' && (cause.reason === 'plainHttp' || cause.reason === 'notTls');
}
