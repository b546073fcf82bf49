/** The zip holds something that Go's rules for module zips forbid (golang.org/x/mod/zip). The author must change it. */
import { fold } from '../fold.ts';
import { near, olderOnly } from '../nearVersions.ts';
import { tell } from '../remedy/act.ts';
import { useVersion } from '../remedy/edit.ts';
import type { Rule } from '../rule.ts';
import { groupBy, sightingsOf, versionOf } from '../sighting.ts';

export const zipBadPath: Rule = (context) =>
  groupBy(sightingsOf(context, 'zipRule'), ({ run }) => run.id).map((group) => {
    const { run, failure } = group[0];
    const { rule, file, message } = failure.cause;
    const older = near(olderOnly(run.listed ?? [], versionOf(run)), versionOf(run), 1);
    return fold(context, 'zip-bad-path', group, {
      params: { rule, badFile: file, message },
      remedies: [
        ...older.flatMap((version) => useVersion(context, run, version)),
        tell('tell-module-author', { module: run.question.path, exchange: failure.exchange }),
      ],
    });
  });
