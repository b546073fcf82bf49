/** The module is there, this version is not: the list lacks it, or the server says "unknown revision". */
import { fold } from '../fold.ts';
import { answerTold } from '../hostGroup.ts';
import { near } from '../nearVersions.ts';
import { notFoundSightings } from '../notFound.ts';
import { command, retryTime, wait } from '../remedy/act.ts';
import { useVersion } from '../remedy/edit.ts';
import type { Rule } from '../rule.ts';
import { groupBy, versionOf } from '../sighting.ts';

/** How long proxy.golang.org remembers that a version is not there. */
const negativeCacheMs = 30 * 60_000;

export const unknownRevision: Rule = (context) =>
  groupBy(notFoundSightings(context, 'revision'), ({ run }) => `${run.question.path}@${versionOf(run)}`).map(
    (group) => {
      const { run, failure } = group[0];
      const candidates = near(run.listed ?? [], versionOf(run), 3);
      return fold(context, 'unknown-revision', group, {
        ...answerTold(context, group[0], {
          params: { near: candidates, listed: run.listed?.length ?? 0 },
          certainty: run.listed === null ? 'likely' : 'proved',
          remedies: [
            ...candidates.slice(0, 2).flatMap((version) => useVersion(context, run, version)),
            command('list-versions', { module: run.question.path }, [
              'go',
              'list',
              '-m',
              '-versions',
              run.question.path,
            ]),
            wait(retryTime(context, failure.exchange, run.checkedAt, negativeCacheMs)),
          ],
        }),
        subject: { host: failure.cause.host },
      });
    },
  );
