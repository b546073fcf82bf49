/**
 * What a planned fetch will come to, as far as this run has seen the servers: an entry that answered before answers the
 * same again, one that was not asked is unknown. No network.
 */
import type { ModuleOutcome, Prediction, Step } from '../../protocol/report.ts';
import type { ModuleRun } from '../modfetch/moduleRun.ts';

/** How each entry of GOPROXY answered for this module in a run; the worst answer counts. */
export function answersOf(run: ModuleRun): ReadonlyMap<string, ModuleOutcome> {
  const answers = new Map<string, ModuleOutcome>();
  for (const step of run.steps) {
    const entry = step.params['entry'];
    if (step.kind !== 'request' || typeof entry !== 'string') continue;
    const before = answers.get(entry);
    if (before === undefined || before === 'ok') answers.set(entry, step.result);
  }
  return answers;
}

/** `answers` are of the same module and version; pass an empty map where the change is another version. */
export function predictByPlan(planned: ModuleRun, answers: ReadonlyMap<string, ModuleOutcome>): Prediction {
  if (planned.outcome !== 'unknown') return { basis: 'plan', outcome: planned.outcome, servedBy: servedBy(planned) };
  let last: ModuleOutcome = 'not-found';
  for (const step of firstWalk(planned.steps)) {
    const entry = step.params['entry'];
    if (isDirect(step)) return { basis: 'plan', outcome: 'unknown', servedBy: 'direct' };
    if (typeof entry !== 'string') continue;
    const answer = answers.get(entry) ?? 'unknown';
    if (answer === 'unknown' || answer === 'ok') return { basis: 'plan', outcome: answer, servedBy: entry };
    const goesOn = answer === 'not-found' || step.params['goesOnAfter'] === 'any-error';
    if (!goesOn) return { basis: 'plan', outcome: answer, servedBy: null };
    last = answer === 'failed' ? 'failed' : last;
  }
  return { basis: 'plan', outcome: last, servedBy: null };
}

/** The requests for the first file: the list is walked anew, and alike, for each later one. */
function firstWalk(steps: readonly Step[]): Step[] {
  const walk = steps.filter((step) => step.kind === 'request' || step.kind === 'vcs');
  const first = walk.find((step) => step.kind === 'request')?.code;
  return walk.filter((step) => isDirect(step) || step.code === first);
}

/** The first question to the module's own server or repository. */
const isDirect = (step: Step): boolean => step.kind === 'vcs' || step.code === 'request-discovery';

function servedBy(run: ModuleRun): string | null {
  return (run.files.zip ?? run.files.mod ?? run.files.info)?.servedBy ?? null;
}
