/** The engine's object graph, built by hand, and its public questions. */
import type { Mode } from '../protocol/report.ts';
import type { Answer, Engine, EngineOptions, Progress, Question } from './api.ts';
import { askedModules } from './askedModules.ts';
import { forEachBounded } from './batch/forEachBounded.ts';
import { diagnose } from './diagnose/diagnose.ts';
import type { GoComparison } from './goenv/environment.ts';
import type { FetchContext } from './modfetch/context.ts';
import type { FetchQuestion, ModuleRun } from './modfetch/moduleRun.ts';
import { mainModulesOf } from './modfetch/project.ts';
import { pathOf } from './modload/mainModules.ts';
import type { Ports } from './ports.ts';
import { fetchContext, openSession, planAll, type Session } from './questionSession.ts';
import { predictRemedies } from './remedy/predictRemedies.ts';
import { buildReport } from './report/buildReport.ts';
import { hostFacts } from './report/hostFacts.ts';
import type { Examined } from './verify/claim.ts';

/** Modules in flight at once. Connections per host have their own, equal bound in `web/`. */
const activeWidth = 16;
const passiveWidth = 4;

/** Builds an engine on these ports. It holds no state between questions. */
export function createEngine(ports: Ports, options: EngineOptions): Engine {
  const open = (question: Question, signal: AbortSignal) => openSession(ports, options, question, signal);
  const diagnose: Engine['diagnose'] = async (question, onProgress, signal) => {
    const deadline = startDeadline(ports, question.timeoutMs, signal);
    try {
      const session = await open(question, deadline.signal);
      return 'kind' in session ? session : await answerDiagnose(session, onProgress, deadline.signal);
    } finally {
      deadline.dispose();
    }
  };
  const plan: Engine['plan'] = async (question, signal) => {
    const session = await open(question, signal);
    return 'kind' in session ? session : answerPlan(session);
  };
  return {
    diagnose,
    plan,
    whatif: async (question, onProgress, signal) => {
      const [{ askVariants }, { whatifVariants }] = await Promise.all([
        import('./compare/askVariants.ts'),
        import('./compare/variants.ts'),
      ]);
      const ask = (one: Question) => (question.fetches ? diagnose(one, onProgress, signal) : plan(one, signal));
      return askVariants('whatif', question, whatifVariants(question.changes), ask, signal);
    },
    compare: async (question, onProgress, signal) => {
      const { answerCompare } = await import('./compare/answerCompare.ts');
      const session = await open(question, signal);
      const ask = (one: Question) => diagnose(one, onProgress, signal);
      return 'kind' in session ? session : answerCompare(question, session.environment, ask, onProgress, signal);
    },
    verify: async (question, onProgress, signal) => {
      const deadline = startDeadline(ports, question.timeoutMs, signal);
      try {
        const session = await open(question, deadline.signal);
        if ('kind' in session) return session;
        const { answerVerify } = await import('./verify/answerVerify.ts');
        const verified = await answerVerify(session, question, onProgress, deadline.signal);
        if (verified.kind === 'badQuestion') return verified;
        const answer = finish(session, { command: 'verify', mode: 'active', comparison: notCompared, ...verified });
        answer.report.checks.push(...verified.checks);
        return answer;
      } finally {
        deadline.dispose();
      }
    },
    env: async (question, signal) => {
      const session = await open(question, signal);
      return 'kind' in session ? session : answerEnv(session, signal);
    },
    explain: async ({ text, totalBytes }) => {
      const { explainText } = await import('./explain/explainText.ts');
      return {
        kind: 'report',
        report: explainText(text, { ...explainOptions(ports, options), totalBytes: totalBytes ?? 0 }),
      };
    },
  };
}

/** A text says nothing of this machine's settings, so none are read. */
function explainOptions(ports: Ports, { toolVersion }: EngineOptions) {
  const { platform, arch, place, nodeVersion } = ports.host;
  const began = ports.clock.nowMs();
  const go = { goCommand: null, goVersion: null, gitVersion: null, simulated: '' };
  return {
    toolVersion,
    startedAt: ports.clock.wallTime(),
    durationMs: () => ports.clock.nowMs() - began,
    host: { os: platform, arch, place, node: nodeVersion, ...go },
  };
}

async function answerDiagnose(
  session: Session,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Answer> {
  const { question, trace } = session;
  const asked = askedModules(question, session.project);
  if (!Array.isArray(asked)) return asked;
  const comparing = compareWithGo(session, signal);
  const context = await fetchContext(session);
  const runs = await fetchRuns(session, context, asked, onProgress, signal);
  await context.transport.close();
  await context.memo?.git?.dispose();
  const complete = runs.length >= asked.length && runs.every((run) => run.outcomeReason !== 'cut-short');
  if (!complete) trace.addLimit({ phase: 'run', oursMs: question.timeoutMs, gosMs: null, host: null });
  const mode = question.passive ? 'passive' : 'active';
  const answer = finish(session, { command: 'diagnose', mode, runs, complete, comparison: await comparing });
  await predictRemedies(session, answer.report.findings, runs, signal);
  return answer;
}

async function answerPlan(session: Session): Promise<Answer> {
  const asked = askedModules(session.question, session.project);
  if (!Array.isArray(asked)) return asked;
  const runs = await planAll(session, asked);
  return finish(session, { command: 'plan', mode: 'offline', runs, complete: true, comparison: notCompared });
}

/** The module that is named, if any, is planned, so that the report tells whether it is private. */
async function answerEnv(session: Session, signal: AbortSignal): Promise<Answer> {
  const comparing = compareWithGo(session, signal);
  const asked = session.question.modules.length === 0 ? [] : askedModules(session.question, session.project);
  if (!Array.isArray(asked)) return asked;
  const runs = await planAll(session, asked);
  return finish(session, { command: 'env', mode: 'offline', runs, complete: true, comparison: await comparing });
}

/** A whole project is fetched along its module graph; a passive probe looks at the requirements alone. */
async function fetchRuns(
  { question, project }: Session,
  context: FetchContext,
  asked: readonly FetchQuestion[],
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<ModuleRun[]> {
  if (question.modules.length > 0 || question.passive || project === null) {
    return fetchAll(context, asked, onProgress, signal);
  }
  const { fetchProject } = await import('./modload/fetchProject.ts');
  const { directory } = question;
  const depth = question.depth ?? 'mod';
  const fetched = await fetchProject({ context, project, directory, depth, width: activeWidth, onProgress }, signal);
  return fetched.runs;
}

/** Fetches all modules, keeping their order. Modules that an abort kept from starting are left out. */
async function fetchAll(
  context: FetchContext,
  asked: readonly FetchQuestion[],
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<ModuleRun[]> {
  const { fetchModule } = await import('./modfetch/fetchModule.ts');
  const { fetchPackage } = await import('./modload/packageModule.ts');
  const mainModules = context.project === null ? [] : mainModulesOf(context.project).map(pathOf);
  const runs: (ModuleRun | undefined)[] = asked.map(() => undefined);
  const total = asked.length;
  let done = 0;
  const fetchOne = async (one: FetchQuestion, index: number) => {
    onProgress({ done, total, current: one.path });
    runs[index] = await (one.isPackage === true
      ? fetchPackage(context, one, mainModules, signal)
      : fetchModule(context, one, signal));
    done += 1;
    onProgress({ done, total, current: null });
  };
  await forEachBounded(asked, context.passive ? passiveWidth : activeWidth, fetchOne, signal);
  return runs.filter((run) => run !== undefined);
}

type ReportAnswer = Extract<Answer, { kind: 'report' }>;

interface Ending {
  command: string;
  mode: Mode;
  runs: readonly ModuleRun[];
  complete: boolean;
  comparison: GoComparison;
  /** What `verify` found about each module. */
  examined?: readonly Examined[];
}

/** An abort ends the comparison with nothing to say; it never fails the answer that waits for it. */
async function compareWithGo({ environment }: Session, signal: AbortSignal): Promise<GoComparison> {
  try {
    return await environment.compareWithGo(signal);
  } catch (error) {
    if (signal.aborted) return notCompared;
    throw error;
  }
}

/** For questions that start no process. */
const notCompared: GoComparison = { differences: [], problems: [] };

function finish(session: Session, ending: Ending): ReportAnswer {
  const { command, mode, runs, complete, comparison, examined } = ending;
  const { ports, options, question, project, trace, startedAt } = session;
  const problems = [...session.environment.problems, ...comparison.problems];
  const environment = { ...session.environment, problems };
  const { platform } = ports.host;
  const verified = examined === undefined ? {} : { verified: examined };
  const findings = diagnose({ environment, runs, trace, project, mode, platform, ...verified });
  const report = buildReport({
    command,
    operation: question.operation,
    mode,
    toolVersion: options.toolVersion,
    startedAt,
    durationMs: trace.nowMs(),
    complete,
    host: hostFacts(ports.host, environment),
    settings: environment.settings,
    subject: {
      file: project?.goModPath ?? null,
      module: question.modules.length === 1 ? (question.modules[0] ?? null) : null,
    },
    runs,
    trace,
    findings,
    differences: comparison.differences,
  });
  return { kind: 'report', report };
}

/** A signal that also aborts when the time for the run is over. */
function startDeadline(ports: Ports, timeoutMs: number, signal: AbortSignal) {
  const timer = new AbortController();
  const dispose = ports.clock.after(timeoutMs, () => timer.abort(new Error('the time for this run is over')));
  return { signal: AbortSignal.any([signal, timer.signal]), dispose };
}
