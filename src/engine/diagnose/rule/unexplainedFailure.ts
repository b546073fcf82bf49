/** go fails, and no other rule says why: go's own words are then all there is. */
import { fold } from '../fold.ts';
import { command } from '../remedy/act.ts';
import { listRemote } from '../remedy/git.ts';
import { unsetRemedy } from '../remedy/setting.ts';
import type { Rule } from '../rule.ts';
import { groupBy, netSightings, sightingsOf } from '../sighting.ts';
import { gitFindings, vcsFindings } from '../vcsGroup.ts';
import { corruptZip } from './zipInvalid.ts';

export const unexplainedFailure: Rule = (context) => [
  ...withoutReason(context),
  ...oddRepositories(context),
  ...badGoauth(context),
];

const withoutReason: Rule = (context) => {
  const found = sightingsOf(context, 'goFailure').filter(
    ({ run, failure }) => run.failure === failure && run.outcome !== 'unknown' && failure.cause.code !== corruptZip,
  );
  return groupBy(found, ({ failure: { cause } }) => `${cause.code} ${cause.message}`).map((group) => {
    const { run, failure } = group[0];
    return fold(context, 'unexplained-failure', group, {
      params: { failureCode: failure.cause.code, message: failure.cause.message },
      remedies: [
        command('list-versions', { module: run.question.path }, ['go', 'list', '-m', '-versions', run.question.path]),
      ],
    });
  });
};

/** What a repository holds does not fit the path, in a way that has no finding of its own. */
const oddRepositories: Rule = (context) => [
  ...vcsFindings(
    context,
    'unexplained-failure',
    'repoLayout',
    ({ reason }) => reason !== 'incompatible' && reason !== 'other-major',
    ({ failure: { cause } }) => ({ params: { failureCode: cause.reason, message: cause.message }, remedies: [] }),
  ),
  ...gitFindings(context, 'unexplained-failure', ['other'], ({ failure }) => listRemote(failure.cause.url)),
];

/** go ends before its first https request, whatever it is for. */
const badGoauth: Rule = (context) =>
  groupBy(netSightings(context, 'goauth'), () => 'GOAUTH').map((group) =>
    fold(context, 'unexplained-failure', group, {
      params: { failureCode: 'goauth', message: group[0].failure.goText },
      subject: { setting: 'GOAUTH' },
      remedies: unsetRemedy(context.environment, 'GOAUTH'),
    }),
  );
