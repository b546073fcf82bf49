/** Everybody who downloads now gets other bytes than everybody who did so before: the version was changed after it was published. */
import { tell } from '../remedy/act.ts';
import type { Rule } from '../rule.ts';
import { conclusions, verifiedFinding } from '../verifiedGroup.ts';

export const tagMoved: Rule = (context) =>
  conclusions(context, 'tagMoved').map(({ examined, conclusion }) => {
    const { which, found, wanted, sources, certainty } = conclusion;
    return verifiedFinding('tag-moved', examined, {
      params: { which, found, wanted, sources },
      severity: 'error',
      certainty,
      locations: [],
      remedies: [tell('tell-module-author', { module: examined.path, exchange: null })],
    });
  });
