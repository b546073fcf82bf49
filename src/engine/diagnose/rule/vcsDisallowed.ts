/** GOVCS, or go's default in its place, does not let the program fetch this repository; or GOVCS cannot be read. */
import { allowVcs } from '../remedy/git.ts';
import { unsetRemedy } from '../remedy/setting.ts';
import type { Rule } from '../rule.ts';
import { vcsFindings } from '../vcsGroup.ts';

export const vcsDisallowed: Rule = (context) => [
  ...vcsFindings(
    context,
    'vcs-disallowed',
    'govcs',
    () => true,
    ({ failure: { cause } }) => ({
      key: `${cause.vcs} ${cause.root}`,
      params: { tool: cause.vcs, root: cause.root, pattern: cause.pattern },
      remedies: allowVcs(context.environment, cause.root, cause.vcs),
    }),
  ),
  ...vcsFindings(
    context,
    'vcs-disallowed',
    'govcsInvalid',
    () => true,
    ({ failure: { cause } }) => ({
      key: cause.message,
      params: { message: cause.message },
      remedies: unsetRemedy(context.environment, 'GOVCS'),
    }),
  ),
];
