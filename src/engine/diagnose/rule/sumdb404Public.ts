/** The database could not get this version: a tag that is missing or fresh, or that it cannot make a zip of. */
import { command, retryTime, wait } from '../remedy/act.ts';
import type { Rule } from '../rule.ts';
import { remoteCause, serverTextOf, sumdbFindings } from '../sumdbGroup.ts';

/** The database remembers that it did not find a version for about half an hour. */
const rememberedMs = 30 * 60_000;

export const sumdb404Public: Rule = (context) =>
  sumdbFindings(
    context,
    'sumdb-404-public',
    ([{ run, failure }]) => ({
      params: { server: serverTextOf(remoteCause(failure)) },
      remedies: [
        command('list-versions', { module: run.question.path }, ['go', 'list', '-m', '-versions', run.question.path]),
        wait(retryTime(context, failure.exchange, run.checkedAt, rememberedMs)),
      ],
    }),
    ({ run }) => run.id,
  );
