/** The server forbids the request: a policy about this module or version, or missing rights. */
import { near, olderOnly } from '../nearVersions.ts';
import { useVersion } from '../remedy/edit.ts';
import type { Rule } from '../rule.ts';
import { versionOf } from '../sighting.ts';
import { statusFindings } from '../statusGroup.ts';

export const http403Forbidden: Rule = (context) =>
  statusFindings(
    context,
    'http-403-forbidden',
    (status) => status === 403,
    ({ run }) =>
      near(olderOnly(run.listed ?? [], versionOf(run)), versionOf(run), 1).flatMap((version) =>
        useVersion(context, run, version),
      ),
  );
