/** Somebody switched the checksum database off for everything: nobody then notices bytes that were changed. */
import { fields } from '../../goenv/space.ts';
import { settingEvidence, settingLocation } from '../place.ts';
import { unsetRemedy } from '../remedy/setting.ts';
import type { Rule, RuleFinding } from '../rule.ts';

export const checksumsOff: Rule = (context) => {
  if (context.verified === undefined) return [];
  const { environment } = context;
  const everything = (name: string) => environment.value(name).split(',').includes('*');
  const found = [
    environment.value('GOSUMDB') === 'off' ? 'GOSUMDB' : null,
    everything('GONOSUMDB') ? (everything('GOPRIVATE') ? 'GOPRIVATE' : 'GONOSUMDB') : null,
    fields(environment.value('GOFLAGS')).some((flag) => /^--?insecure(?:=|$)/.test(flag)) ? 'GOFLAGS' : null,
    everything('GONOSUMCHECK') || environment.value('GONOSUMCHECK') === '1' ? 'GONOSUMCHECK' : null,
  ].filter((name) => name !== null);
  return found.map((name): RuleFinding => {
    const setting = environment.setting(name);
    return {
      code: 'checksums-off',
      params: { name, value: environment.value(name) },
      severity: 'warning',
      certainty: 'proved',
      subject: { setting: name },
      affects: [],
      evidence: settingEvidence(environment, name),
      locations: settingLocation(setting?.from ?? null, context.platform),
      remedies: unsetRemedy(environment, name),
      explains: [],
      consequenceOf: [],
    };
  });
};
