/** Redirects that go does not follow. Both URLs come from servers. */
import type { NetFailure } from '../web/netFailure.ts';
import type { FindingCode } from './findingCode.ts';
import { fold } from './fold.ts';
import { tell } from './remedy/act.ts';
import { dropEntry, usePipe } from './remedy/goproxy.ts';
import type { RuleContext, RuleFinding } from './rule.ts';
import { groupBy, netSightings } from './sighting.ts';

type RedirectReason = Extract<NetFailure, { kind: 'redirect' }>['reason'];

export function redirectFindings(
  context: RuleContext,
  code: FindingCode,
  reasons: readonly RedirectReason[],
): RuleFinding[] {
  const found = netSightings(context, 'redirect').filter((one) => reasons.includes(one.failure.cause.failure.reason));
  return groupBy(found, (one) => hostOf(one.failure.cause.failure.from)).map((group) => {
    const { failure } = group[0];
    const { from, to } = failure.cause.failure;
    const host = hostOf(from);
    return fold(context, code, group, {
      params: { host, from, to },
      subject: { host },
      remedies: [
        tell('tell-proxy-admin', { host, exchange: failure.exchange }),
        ...usePipe(context.environment, failure.entry, false),
        ...dropEntry(context.environment, failure.entry),
      ],
    });
  });
}

export function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url;
}
