/** What the findings about an HTTP status have in common. */
import type { FindingCode } from './findingCode.ts';
import { byAnswer } from './hostGroup.ts';
import { recogniseProduct } from './product.ts';
import { tell } from './remedy/act.ts';
import { dropEntry, isPolicyStatus, usePipe } from './remedy/goproxy.ts';
import type { RuleContext, RuleFinding, RuleRemedy } from './rule.ts';
import { type StatusSighting, sightingsOf } from './sighting.ts';

/** One finding for each host, status and wording; `first` remedies stand before the common ones. */
export function statusFindings(
  context: RuleContext,
  code: FindingCode,
  is: (status: number) => boolean,
  first: (sighting: StatusSighting) => RuleRemedy[],
): RuleFinding[] {
  const found = sightingsOf(context, 'status').filter((one) => is(one.failure.cause.status));
  return byAnswer(context, code, found, (sighting) => ({
    params: productParams(context, sighting),
    remedies: [...first(sighting), ...commonRemedies(context, sighting)],
  }));
}

function commonRemedies(context: RuleContext, { failure }: StatusSighting): RuleRemedy[] {
  const { environment } = context;
  const { host, status } = failure.cause;
  return [
    tell('tell-proxy-admin', { host, exchange: failure.exchange }),
    ...usePipe(environment, failure.entry, isPolicyStatus(status)),
    ...(isPolicyStatus(status) ? [] : dropEntry(environment, failure.entry)),
  ];
}

/** The product that the answer looks like. */
export function productParams(context: RuleContext, { failure }: StatusSighting) {
  const exchange = failure.exchange === null ? null : context.trace.exchange(failure.exchange);
  const product = recogniseProduct(exchange);
  return {
    product: product?.name ?? null,
    productSign: product?.sign ?? null,
    credentialsFrom: exchange?.credentials?.from ?? null,
  };
}
