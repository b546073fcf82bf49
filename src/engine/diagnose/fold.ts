/** Makes one finding out of all sightings of one cause. */
import type { Certainty, Params } from '../../protocol/report.ts';
import type { FindingCode } from './findingCode.ts';
import { requireLocation, settingEvidence } from './place.ts';
import type { RuleContext, RuleFinding, RuleRemedy } from './rule.ts';
import { type Sighting, severityOf, versionOf } from './sighting.ts';

/** Enough to show the pattern; the rest is in the modules' own steps. */
const mostEvidence = 20;

export interface Told {
  params?: Params;
  certainty?: Certainty;
  severity?: RuleFinding['severity'];
  subject?: RuleFinding['subject'];
  remedies: RuleRemedy[];
}

/** One finding for a group of sightings: affects each module once, shows the first pieces of evidence. */
export function fold(
  context: RuleContext,
  code: FindingCode,
  group: readonly [Sighting, ...Sighting[]],
  told: Told,
): RuleFinding {
  const first = group[0];
  const runs = [...new Set(group.map((one) => one.run))];
  const explains = [...new Set(group.flatMap((one) => evidenceOf(context, one)))];
  return {
    code,
    params: { ...sightingParams(first), modules: runs.length, ...told.params },
    severity: told.severity ?? severityOf(group),
    certainty: told.certainty ?? 'proved',
    subject: { module: first.run.question.path, version: versionOf(first.run), ...told.subject },
    affects: runs.map((run) => run.id),
    evidence: explains.slice(0, mostEvidence),
    locations: runs.flatMap((run) => requireLocation(context.project, run, context.platform)),
    remedies: told.remedies,
    explains,
    consequenceOf: [],
  };
}

/** What every sentence about a failure may use. */
function sightingParams({ run, failure }: Sighting): Params {
  return {
    module: run.question.path,
    version: versionOf(run),
    entry: failure.entry,
    file: failure.file,
    exchange: failure.exchange,
    goText: failure.goText,
  };
}

function evidenceOf(context: RuleContext, { failure }: Sighting): string[] {
  const exchange = failure.exchange === null ? null : context.trace.exchange(failure.exchange);
  return [
    ...(exchange ? [`exchange:${exchange.id}`] : []),
    ...(exchange?.connection && context.trace.connection(exchange.connection)
      ? [`connection:${exchange.connection}`]
      : []),
    ...(failure.cause.kind === 'git' && failure.cause.process !== null ? [`process:${failure.cause.process}`] : []),
    ...(failure.step === null ? [] : [`step:${failure.step}`]),
    ...(failure.entry === null ? [] : settingEvidence(context.environment, 'GOPROXY')),
  ];
}
