/** From the end of a fetch, or of a plan, to its result: outcome, what go prints, what stayed hidden. */
import type { FileKind, ModuleOutcome } from '../../protocol/report.ts';
import type { Environment } from '../goenv/environment.ts';
import type { PatternMatch } from '../goenv/privacy.ts';
import type { Clock, Host } from '../ports.ts';
import type { Attempt, Failed, Unknown } from './attempt.ts';
import type { FetchFailure } from './fetchFailure.ts';
import type { FetchQuestion, FileRun, ModuleRun } from './moduleRun.ts';
import type { Story } from './session.ts';

export interface RunFacts {
  question: FetchQuestion;
  story: Story;
  environment: Environment;
  ports: { host: Host; clock: Clock };
}

/** Releases whose texts were compared with the real go. */
const testedReleases = /^1\.2[456](?:\D|$)/;

/** A result with nothing in it yet: outcome `unknown`, no files. */
export function emptyRun(facts: RunFacts, noProxy: PatternMatch | null, replacedBy: string | null): ModuleRun {
  const { question, story, ports } = facts;
  return {
    id: `${question.path}@${question.version}`,
    question,
    resolvedVersion: null,
    replacedBy,
    requiredBy: [...(question.requiredBy ?? [])],
    private: noProxy === null ? null : { setting: noProxy.setting, pattern: noProxy.pattern },
    outcome: 'unknown',
    outcomeReason: null,
    files: { list: null, info: null, mod: null, zip: null },
    failure: null,
    hidden: [],
    goError: null,
    goErrorBasis: 'exact',
    checksum: { verdict: 'not-checked', zip: null, mod: null, sources: [] },
    steps: story.steps,
    listed: null,
    goMod: null,
    checkedAt: ports.clock.wallTime().toISOString(),
  };
}

/** Ends a run with the failure that go reports. `isConditional` where go may have failed earlier for a reason we did not examine. */
export function endFailed(run: ModuleRun, facts: RunFacts, failed: Failed, isConditional: boolean): ModuleRun {
  const { story, environment, ports } = facts;
  const isTested = ports.host.platform === 'linux' && testedReleases.test(environment.release.replace(/^go/, ''));
  return {
    ...run,
    outcome: failureOutcome(failed.failure),
    outcomeReason: reasonCode(story),
    failure: failed.failure,
    hidden: hiddenBehind(story, failed.failure),
    goError: failed.goError,
    goErrorBasis: failed.failure.goTextExact && isTested && !isConditional ? 'exact' : 'approximate',
  };
}

export function endUnknown(run: ModuleRun, facts: RunFacts, unknown: Unknown): ModuleRun {
  const { failure, reason } = unknown;
  return { ...run, outcome: 'unknown', outcomeReason: reason, failure, hidden: hiddenBehind(facts.story, failure) };
}

function failureOutcome(failure: FetchFailure): ModuleOutcome {
  if (failure.cause.kind === 'goproxyOff') return 'failed';
  return failure.notExist || failure.cause.kind === 'noMatchingVersions' ? 'not-found' : 'failed';
}

/** The decision that ended it. */
function reasonCode(story: Story): string | null {
  const ends = story.steps.filter(
    (step) => step.kind !== 'request' && (step.result === 'failed' || step.result === 'not-found'),
  );
  return ends.at(-1)?.code ?? null;
}

export function hiddenBehind(story: Story, reported: FetchFailure | null): FetchFailure[] {
  return story.failures.map((failed) => failed.failure).filter((failure) => failure !== reported);
}

/** One file of the result. */
export function fileRun(attempt: Attempt<unknown>): FileRun {
  if (attempt.kind === 'ok')
    return { servedBy: attempt.servedBy, outcome: 'ok', exchange: attempt.exchange, ms: attempt.ms };
  const exchange = attempt.failure?.exchange ?? null;
  const outcome = attempt.kind === 'failed' ? failureOutcome(attempt.failure) : 'unknown';
  return { servedBy: null, outcome, exchange, ms: null };
}

/** The list, as its last request tells it. */
export function listRun(story: Story): Record<Extract<FileKind, 'list'>, FileRun | null> {
  const step = story.steps.findLast((one) => one.code === 'request-list');
  if (step === undefined) return { list: null };
  const entry = step.params['entry'];
  const servedBy = step.result === 'ok' && typeof entry === 'string' ? entry : null;
  return { list: { servedBy, outcome: step.result, exchange: step.exchanges.at(-1) ?? null, ms: step.ms } };
}
