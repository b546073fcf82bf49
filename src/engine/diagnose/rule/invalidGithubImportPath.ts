/** A path on a host that go knows, in a shape that no repository there has. */
import { openGoMod } from '../remedy/edit.ts';
import type { Rule } from '../rule.ts';
import { vcsFindings } from '../vcsGroup.ts';

export const invalidGithubImportPath: Rule = (context) =>
  vcsFindings(
    context,
    'invalid-github-import-path',
    'importPath',
    () => true,
    ({ run, failure: { cause } }) => ({
      params: { reason: cause.reason, message: cause.message },
      remedies: openGoMod(context, run),
    }),
  );
