/**
 * Fills `predicted` of each remedy that is a change of settings or of go.mod: the module is simulated again with the
 * change in place. By default that is a plan; where the user agreed, a fetch.
 */
import type { Finding, Prediction, Remedy } from '../../protocol/report.ts';
import type { FetchQuestion, ModuleRun } from '../modfetch/moduleRun.ts';
import type { Project } from '../modfetch/project.ts';
import { fetchContext, planAll, type Session } from '../questionSession.ts';
import { changedSession } from './changedSession.ts';
import { answersOf, predictByPlan } from './predictByPlan.ts';

/** Simulates for the first module that a finding affects; the others share its cause. */
export async function predictRemedies(
  session: Session,
  findings: readonly Finding[],
  runs: readonly ModuleRun[],
  signal: AbortSignal,
): Promise<void> {
  for (const finding of findings) {
    const run = runs.find(({ id }) => finding.affects.includes(id));
    if (run === undefined) continue;
    for (const remedy of finding.remedies) {
      if (signal.aborted) return;
      remedy.predicted = await predict(session, remedy, run, signal);
    }
  }
}

async function predict(
  session: Session,
  remedy: Remedy,
  run: ModuleRun,
  signal: AbortSignal,
): Promise<Prediction | null> {
  const changed = await changedSession(session, remedy.change, signal);
  if (changed === null) return null;
  const question = sameRequirement(run.question, changed.project);
  if (session.question.tryRemedies === true) return predictByFetch(changed, question, signal);
  const isSameModule = question.path === run.question.path && question.version === run.question.version;
  const [planned] = await planAll(changed, [question]);
  return planned === undefined ? null : predictByPlan(planned, isSameModule ? answersOf(run) : new Map());
}

async function predictByFetch(session: Session, question: FetchQuestion, signal: AbortSignal): Promise<Prediction> {
  const { fetchModule } = await import('../modfetch/fetchModule.ts');
  const context = await fetchContext(session);
  const run = await fetchModule(context, question, signal);
  await context.transport.close();
  await context.memo?.git?.dispose();
  const deepest = run.files.zip ?? run.files.mod ?? run.files.info;
  return { basis: 'fetch', outcome: run.outcome, servedBy: deepest?.servedBy ?? null };
}

/** After an edit the requirement on the same line may name another version or path. */
function sameRequirement(question: FetchQuestion, project: Project | null): FetchQuestion {
  const line = question.requirement?.line;
  const require = project?.goMod.requires.find(({ range }) => range.start.line === line);
  return require === undefined ? question : { ...question, path: require.path, version: require.version };
}
