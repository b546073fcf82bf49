/** JSON that go cannot use: empty, damaged, of another shape, or about another version. */
import { byEntry } from '../entryGroup.ts';
import type { Rule } from '../rule.ts';
import { sightingsOf } from '../sighting.ts';

export const proxyInvalidInfo: Rule = (context) => {
  const found = sightingsOf(context, 'invalidInfo').filter((one) => !one.failure.cause.isHtml);
  return byEntry(
    context,
    'proxy-invalid-info',
    found,
    true,
    (one) => one.failure.cause.reason,
    ({ failure: { cause } }) => ({
      reason: cause.reason,
      got: cause.got,
    }),
  );
};
