/** GOPROXY=off (alone or at the end of the list) forbids the download. */
import { fold } from '../fold.ts';
import { settingEvidence, settingLocation } from '../place.ts';
import { useDefault } from '../remedy/goproxy.ts';
import { unsetRemedy } from '../remedy/setting.ts';
import type { Rule } from '../rule.ts';
import { groupBy, sightingsOf } from '../sighting.ts';

export const proxyOff: Rule = (context) => {
  const setting = context.environment.setting('GOPROXY');
  const decisive = sightingsOf(context, 'goproxyOff').filter(({ run, failure }) => run.failure === failure);
  return groupBy(decisive, () => '').map((group) => {
    const finding = fold(context, 'proxy-off', group, {
      params: { origin: setting?.origin ?? null, from: setting?.from ?? null },
      subject: { setting: 'GOPROXY' },
      remedies: [...unsetRemedy(context.environment, 'GOPROXY'), ...useDefault(context.environment)],
    });
    return {
      ...finding,
      evidence: [...new Set([...settingEvidence(context.environment, 'GOPROXY'), ...finding.evidence])],
      locations: [...finding.locations, ...settingLocation(setting?.from ?? null, context.platform)],
    };
  });
};
