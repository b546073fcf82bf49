/** Findings about what one GOPROXY entry served: one for each entry. */
import type { Params } from '../../protocol/report.ts';
import type { FindingCode } from './findingCode.ts';
import { fold } from './fold.ts';
import { urlOf } from './hostGroup.ts';
import { hostOf } from './redirectGroup.ts';
import { tell } from './remedy/act.ts';
import { dropEntry, usePipe } from './remedy/goproxy.ts';
import type { RuleContext, RuleFinding } from './rule.ts';
import { groupBy, type Sighting } from './sighting.ts';

/** `fallback`: whether go's pipe helps, which it does not for what is found wrong after the download. */
export function byEntry<S extends Sighting>(
  context: RuleContext,
  code: FindingCode,
  found: readonly S[],
  fallback: boolean,
  keyOf: (sighting: S) => string,
  params: (first: S) => Params,
): RuleFinding[] {
  return groupBy(found, (one) => JSON.stringify([one.failure.entry, keyOf(one)])).map((group) => {
    const { failure } = group[0];
    const url = urlOf(context, group[0]);
    const host = hostOf(url ?? '');
    const exchange = failure.exchange === null ? null : context.trace.exchange(failure.exchange);
    return fold(context, code, group, {
      params: {
        host,
        url,
        contentType: exchange?.contentType ?? null,
        excerpt: exchange?.excerpt ?? null,
        ...params(group[0]),
      },
      subject: host === '' ? {} : { host },
      remedies: [
        tell('tell-proxy-admin', { host, exchange: failure.exchange }),
        ...(fallback ? usePipe(context.environment, failure.entry, false) : []),
        ...dropEntry(context.environment, failure.entry),
      ],
    });
  });
}
