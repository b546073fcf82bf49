/** One finding for each module that a server does not have. */
import type { FindingCode } from './findingCode.ts';
import { fold } from './fold.ts';
import { answerTold } from './hostGroup.ts';
import { notFoundSightings } from './notFound.ts';
import { command, tell } from './remedy/act.ts';
import type { RuleContext, RuleFinding } from './rule.ts';
import { groupBy, versionOf } from './sighting.ts';
import { productParams } from './statusGroup.ts';

export function notFoundFindings(context: RuleContext, code: FindingCode, status: number): RuleFinding[] {
  const found = notFoundSightings(context, null).filter((one) => one.failure.cause.status === status);
  return groupBy(found, ({ run }) => `${run.question.path}@${versionOf(run)}`).map((group) => {
    const { run, failure } = group[0];
    const { host } = failure.cause;
    return fold(context, code, group, {
      ...answerTold(context, group[0], {
        params: productParams(context, group[0]),
        remedies: [
          command('list-versions', { module: run.question.path }, ['go', 'list', '-m', '-versions', run.question.path]),
          tell('tell-proxy-admin', { host, exchange: failure.exchange }),
        ],
      }),
      subject: { host },
    });
  });
}
