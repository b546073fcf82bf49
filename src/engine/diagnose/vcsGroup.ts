/** What the findings about repositories have in common: one for each repository or page, with what helps on its host. */
import type { Params } from '../../protocol/report.ts';
import type { FailureCause } from '../modfetch/fetchFailure.ts';
import type { GitProblem, VcsCause } from '../vcs/vcsCause.ts';
import type { FindingCode } from './findingCode.ts';
import { fold } from './fold.ts';
import type { RuleContext, RuleFinding, RuleRemedy } from './rule.ts';
import { groupBy, type Sighting, sightingsOf } from './sighting.ts';

type CauseOf<K extends VcsCause['kind']> = Extract<FailureCause, { kind: K }>;
export type GitSighting = Sighting<CauseOf<'git'>>;

/** One finding for each distinct `key` among the failures of one kind that `is` takes. */
export function vcsFindings<K extends VcsCause['kind']>(
  context: RuleContext,
  code: FindingCode,
  kind: K,
  is: (cause: CauseOf<K>) => boolean,
  tell: (first: Sighting<CauseOf<K>>) => { key?: string; params?: Params; host?: string; remedies: RuleRemedy[] },
): RuleFinding[] {
  const found = sightingsOf(context, kind).filter(({ failure }) => is(failure.cause as CauseOf<K>)) as Sighting<
    CauseOf<K>
  >[];
  const keyOf = (one: Sighting<CauseOf<K>>) => tell(one).key ?? `${one.run.question.path} ${one.run.question.version}`;
  return groupBy(found, keyOf).map((group) => {
    const { params, host, remedies } = tell(group[0]);
    return fold(context, code, group, {
      params: { host: host ?? hostOfPath(group[0].run.question.path), message: firstLine(group[0]), ...params },
      ...(host === undefined ? {} : { subject: { host } }),
      remedies,
    });
  });
}

/** git's failures of some problems, one finding for each repository. */
export function gitFindings(
  context: RuleContext,
  code: FindingCode,
  problems: readonly GitProblem[],
  remedies: (first: GitSighting) => RuleRemedy[],
): RuleFinding[] {
  return vcsFindings(
    context,
    code,
    'git',
    (cause) => problems.includes(cause.problem),
    (first) => {
      const { url, host, stderr, problem } = first.failure.cause;
      return { key: url, host, params: { url, problem, message: gitWords(stderr) }, remedies: remedies(first) };
    },
  );
}

/** The line of git's output that says most. */
function gitWords(stderr: string): string {
  const lines = stderr
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const telling = lines.find((line) =>
    /^(?:fatal|error|ssh|remote|[\w.-]+@[\w.-]+):|denied|verification failed/i.test(line),
  );
  return (telling ?? lines[0] ?? '').slice(0, 300);
}

function firstLine({ failure }: Sighting): string {
  return failure.goText.split('\n', 1)[0]?.slice(0, 300) ?? '';
}

function hostOfPath(path: string): string {
  return path.split('/', 1)[0] ?? '';
}
