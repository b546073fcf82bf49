/** One server gives out other bytes than the checksum database, go.sum or the others have. */
import { tell } from '../remedy/act.ts';
import type { Rule } from '../rule.ts';
import { conclusions, verifiedFinding } from '../verifiedGroup.ts';

export const sourceDiffers: Rule = (context) =>
  conclusions(context, 'sourceDiffers').map(({ examined, conclusion }) => {
    const { which, found, wanted, by, isServedElsewhere, sources, certainty } = conclusion;
    const exchange = examined.claims.find(({ source }) => source === sources[0])?.exchange ?? null;
    return verifiedFinding('source-differs', examined, {
      params: { which, found, wanted, by, sources, entry: sources[0] ?? '' },
      severity: isServedElsewhere ? 'warning' : 'error',
      certainty,
      locations: [],
      remedies: sources.map((host) => tell('tell-proxy-admin', { host, exchange })),
    });
  });
