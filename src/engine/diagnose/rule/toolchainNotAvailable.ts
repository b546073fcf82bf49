/** The go or toolchain line, or GOTOOLCHAIN, asks for a Go release that cannot be had. */
import { fold } from '../fold.ts';
import { settingEvidence } from '../place.ts';
import { openGoMod } from '../remedy/edit.ts';
import { setRemedy } from '../remedy/setting.ts';
import type { Rule } from '../rule.ts';
import { groupBy, sightingsOf } from '../sighting.ts';

export const toolchainNotAvailable: Rule = (context) =>
  groupBy(sightingsOf(context, 'toolchainNotAvailable'), ({ failure }) => failure.cause.name).map((group) => {
    const { run, failure } = group[0];
    const { name, message } = failure.cause;
    const { environment } = context;
    const finding = fold(context, 'toolchain-not-available', group, {
      params: { version: name, message },
      subject: { setting: 'GOTOOLCHAIN' },
      remedies: [
        ...setRemedy(environment, 'setting-set', 'GOTOOLCHAIN', 'local', 'none', {}),
        ...openGoMod(context, run),
      ],
    });
    return { ...finding, evidence: [...finding.evidence, ...settingEvidence(environment, 'GOTOOLCHAIN')] };
  });
