/** A go line asks for a newer Go than the one that runs, and GOTOOLCHAIN forbids another. */
import { fold } from '../fold.ts';
import { settingEvidence } from '../place.ts';
import { openGoMod } from '../remedy/edit.ts';
import { setRemedy } from '../remedy/setting.ts';
import type { Rule } from '../rule.ts';
import { groupBy, sightingsOf } from '../sighting.ts';

export const goVersionTooNew: Rule = (context) =>
  groupBy(sightingsOf(context, 'goVersionTooNew'), ({ failure }) => failure.cause.needs).map((group) => {
    const { run, failure } = group[0];
    const { needs } = failure.cause;
    const finding = fold(context, 'go-version-too-new', group, {
      params: { needs, message: failure.goText },
      subject: { setting: 'GOTOOLCHAIN' },
      remedies: [
        ...setRemedy(context.environment, 'setting-set', 'GOTOOLCHAIN', 'auto', 'none', {}),
        ...openGoMod(context, run),
      ],
    });
    return { ...finding, evidence: [...finding.evidence, ...settingEvidence(context.environment, 'GOTOOLCHAIN')] };
  });
