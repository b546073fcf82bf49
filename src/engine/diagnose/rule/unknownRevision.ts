/** The module is there, this version is not: the list lacks it, or the server says "unknown revision". */
import { fold } from '../fold.ts';
import { answerTold } from '../hostGroup.ts';
import { near } from '../nearVersions.ts';
import { notFoundSightings } from '../notFound.ts';
import { command, retryTime, wait } from '../remedy/act.ts';
import { useVersion } from '../remedy/edit.ts';
import type { Rule } from '../rule.ts';
import { groupBy, versionOf } from '../sighting.ts';
import { vcsFindings } from '../vcsGroup.ts';

/** How long proxy.golang.org remembers that a version is not there. */
const negativeCacheMs = 30 * 60_000;

export const unknownRevision: Rule = (context) => [...fromProxies(context), ...fromRepositories(context)];

const fromProxies: Rule = (context) =>
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

/** git has listed what there is: neither a tag nor a branch nor a commit has this name. */
const fromRepositories: Rule = (context) =>
  vcsFindings(
    context,
    'unknown-revision',
    'unknownRevision',
    () => true,
    ({ run, failure: { cause } }) => {
      const versions = run.listed ?? cause.tags.map((tag) => tag.slice(tag.lastIndexOf('/') + 1));
      const candidates = near(versions, versionOf(run), 3);
      return {
        params: { url: cause.url, near: candidates, listed: versions.length, revision: cause.revision },
        remedies: [
          ...candidates.slice(0, 2).flatMap((version) => useVersion(context, run, version)),
          command('list-versions', { module: run.question.path }, ['go', 'list', '-m', '-versions', run.question.path]),
        ],
      };
    },
  );
