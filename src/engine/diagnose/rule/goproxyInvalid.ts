/** An element of GOPROXY that go refuses: one bad element makes the whole list an error (cmd/go/internal/modfetch/proxy.go). */
import { parseGoproxy } from '../../goenv/goproxy.ts';
import { settingEvidence, settingLocation } from '../place.ts';
import { fixElement, useDefault } from '../remedy/goproxy.ts';
import { unsetRemedy } from '../remedy/setting.ts';
import type { Rule } from '../rule.ts';
import { sightingsOf } from '../sighting.ts';

export const goproxyInvalid: Rule = ({ environment, ...context }) => {
  const parsed = parseGoproxy(environment.value('GOPROXY'), environment.value('GONOPROXY'));
  if (parsed.kind === 'ok') return [];
  const setting = environment.setting('GOPROXY');
  const secret = setting?.redacted ?? false;
  const affected = sightingsOf({ environment, ...context }, 'goproxyInvalid');
  return [
    {
      code: 'goproxy-invalid',
      params: {
        element: secret ? null : parsed.element,
        message: secret ? null : parsed.message,
        origin: setting?.origin ?? null,
        from: setting?.from ?? null,
        modules: affected.length,
      },
      severity: 'error',
      certainty: 'proved',
      subject: { setting: 'GOPROXY' },
      affects: [...new Set(affected.map(({ run }) => run.id))],
      evidence: settingEvidence(environment, 'GOPROXY'),
      locations: settingLocation(setting?.from ?? null, context.platform),
      remedies: [
        ...fixElement(environment, parsed.element),
        ...unsetRemedy(environment, 'GOPROXY'),
        ...useDefault(environment),
      ],
      explains: affected.flatMap(({ failure }) => (failure.step === null ? [] : [`step:${failure.step}`])),
      consequenceOf: [],
    },
  ];
};
