/** What came as the module's zip is not one, or holds files outside the module. A pipe does not help: go looks at the zip later. */
import { byEntry } from '../entryGroup.ts';
import type { Rule } from '../rule.ts';
import { sightingsOf } from '../sighting.ts';

export const zipInvalid: Rule = (context) => [
  ...byEntry(
    context,
    'zip-invalid',
    sightingsOf(context, 'zipNotZip'),
    false,
    ({ run }) => run.id,
    ({ failure: { cause } }) => ({
      reason: cause.isHtml ? 'html' : 'damaged',
      unexpected: null,
    }),
  ),
  ...byEntry(
    context,
    'zip-invalid',
    sightingsOf(context, 'zipUnexpectedFile'),
    false,
    ({ run }) => run.id,
    ({ failure: { cause } }) => ({
      reason: 'unexpected-file',
      unexpected: cause.file,
    }),
  ),
];
