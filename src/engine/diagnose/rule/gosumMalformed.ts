/** go cannot parse the project's go.sum. */
import { fileErrors } from '../fileErrors.ts';
import type { Rule } from '../rule.ts';
import { sightingsOf } from '../sighting.ts';

export const gosumMalformed: Rule = (context) => {
  const project = context.project;
  const found = project?.goSum ? fileErrors(context, 'gosum-malformed', project.goSumPath, project.goSum.errors) : [];
  if (found.length > 0) return found;
  const seen = sightingsOf(context, 'goSumMalformed')[0]?.failure.cause;
  return seen
    ? fileErrors(context, 'gosum-malformed', seen.file, [{ line: seen.line, column: 1, message: seen.message }])
    : [];
};
