/** What came as the module's zip is not one, is damaged, or holds files outside the module. A pipe does not help: go looks at the zip later. */
import type { Params } from '../../../protocol/report.ts';
import { byEntry } from '../entryGroup.ts';
import type { Rule, RuleContext, RuleFinding } from '../rule.ts';
import { type Sighting, sightingsOf } from '../sighting.ts';

/** The code under which a zip that does not unpack is reported. */
export const corruptZip = 'zip-corrupt';

export const zipInvalid: Rule = (context) => {
  const corrupt = sightingsOf(context, 'goFailure').filter(({ failure: { cause } }) => cause.code === corruptZip);
  return [
    ...tell(context, sightingsOf(context, 'zipNotZip'), ({ failure: { cause } }) => ({
      reason: cause.isHtml ? 'html' : 'damaged',
      unexpected: null,
    })),
    ...tell(context, sightingsOf(context, 'zipUnexpectedFile'), ({ failure: { cause } }) => ({
      reason: 'unexpected-file',
      unexpected: cause.file,
    })),
    ...tell(context, corrupt, () => ({ reason: 'damaged', unexpected: null })),
  ];
};

function tell<S extends Sighting>(
  context: RuleContext,
  found: readonly S[],
  params: (one: S) => Params,
): RuleFinding[] {
  return byEntry(context, 'zip-invalid', found, false, ({ run }) => run.id, params);
}
