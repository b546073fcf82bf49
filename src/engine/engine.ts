/** The engine's object graph, built by hand, and its public questions. */
import type { Mode } from '../protocol/report.ts';
import type { Answer, Engine, Progress, Question } from './api.ts';
import { askedModules } from './askedModules.ts';
import { forEachBounded } from './batch/forEachBounded.ts';
import { diagnose } from './diagnose/diagnose.ts';
import type { Environment, GoComparison } from './goenv/environment.ts';
import { loadEnvironment } from './goenv/loadEnvironment.ts';
import { openModuleCache } from './modcache/moduleCache.ts';
import type { FetchContext } from './modfetch/context.ts';
import { loadProject } from './modfetch/loadProject.ts';
import type { FetchQuestion, ModuleRun } from './modfetch/moduleRun.ts';
import { readPlanFacts } from './modfetch/planFacts.ts';
import { planModule } from './modfetch/planModule.ts';
import type { Project } from './modfetch/project.ts';
import type { Ports } from './ports.ts';
import { buildReport } from './report/buildReport.ts';
import { hostFacts } from './report/hostFacts.ts';
import { createGuard } from './web/guard.ts';
import { createTrace, type Trace } from './web/trace.ts';

export interface EngineOptions {
  toolVersion: string;
}

/** Modules in flight at once. Connections per host have their own, equal bound in `web/`. */
const activeWidth = 16;
const passiveWidth = 4;

/** Releases whose rules are known: Go 1.24 to 1.26 with any patch number. */
const knownRelease = /^1\.(24|25|26)(\.\d{1,3}|rc\d{1,2})?$/;

/** What one question stands on. */
interface Session {
  ports: Ports;
  options: EngineOptions;
  question: Question;
  environment: Environment;
  project: Project | null;
  trace: Trace;
  startedAt: Date;
}

type BadQuestion = Extract<Answer, { kind: 'badQuestion' }>;

/** Builds an engine on these ports. It holds no state between questions. */
export function createEngine(ports: Ports, options: EngineOptions): Engine {
  const open = (question: Question, signal: AbortSignal) => openSession(ports, options, question, signal);
  return {
    diagnose: async (question, onProgress, signal) => {
      const deadline = startDeadline(ports, question.timeoutMs, signal);
      try {
        const session = await open(question, deadline.signal);
        return 'kind' in session ? session : await answerDiagnose(session, onProgress, deadline.signal);
      } finally {
        deadline.dispose();
      }
    },
    plan: async (question, signal) => {
      const session = await open(question, signal);
      return 'kind' in session ? session : answerPlan(session);
    },
    env: async (question, signal) => {
      const session = await open(question, signal);
      return 'kind' in session ? session : answerEnv(session, signal);
    },
  };
}

async function openSession(
  ports: Ports,
  options: EngineOptions,
  question: Question,
  signal: AbortSignal,
): Promise<Session | BadQuestion> {
  const startedAt = ports.clock.wallTime();
  const trace = createTrace(ports.clock);
  const { directory, overrides, release } = question;
  if (release !== null && !knownRelease.test(release)) return badQuestion('unknown-release', { release });
  const folder = await ports.files.stat(directory);
  if (folder.kind !== 'ok' || folder.type !== 'directory') return badQuestion('no-such-directory', { directory });
  const environment = await loadEnvironment(ports, { overrides, release, directory }, signal);
  const loaded = await loadProject(ports.files, ports.host, environment, directory);
  if (loaded.kind === 'unreadable') {
    return badQuestion('go-mod-unreadable', { file: loaded.file, message: loaded.message });
  }
  const project = loaded.kind === 'ok' ? loaded.project : null;
  return { ports, options, question, environment, project, trace, startedAt };
}

function badQuestion(code: BadQuestion['code'], params: BadQuestion['params']): BadQuestion {
  return { kind: 'badQuestion', code, params };
}

async function answerDiagnose(
  session: Session,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Answer> {
  const { question, trace } = session;
  const asked = askedModules(question, session.project);
  if (!Array.isArray(asked)) return asked;
  const comparing = session.environment.compareWithGo(signal);
  const context = await fetchContext(session);
  const runs = await fetchAll(context, asked, onProgress, signal);
  await context.transport.close();
  const complete = runs.length === asked.length && runs.every((run) => run.outcomeReason !== 'cut-short');
  if (!complete) trace.addLimit({ phase: 'run', oursMs: question.timeoutMs, gosMs: null, host: null });
  const mode = question.passive ? 'passive' : 'active';
  return finish(session, { command: 'diagnose', mode, runs, complete, comparison: await comparing });
}

async function answerPlan(session: Session): Promise<Answer> {
  const asked = askedModules(session.question, session.project);
  if (!Array.isArray(asked)) return asked;
  const runs = await planAll(session, asked);
  return finish(session, { command: 'plan', mode: 'offline', runs, complete: true, comparison: notCompared });
}

/** The module that is named, if any, is planned, so that the report tells whether it is private. */
async function answerEnv(session: Session, signal: AbortSignal): Promise<Answer> {
  const comparing = session.environment.compareWithGo(signal);
  const asked = session.question.modules.length === 0 ? [] : askedModules(session.question, session.project);
  if (!Array.isArray(asked)) return asked;
  const runs = await planAll(session, asked);
  return finish(session, { command: 'env', mode: 'offline', runs, complete: true, comparison: await comparing });
}

async function planAll(session: Session, asked: readonly FetchQuestion[]): Promise<ModuleRun[]> {
  const { ports, question, environment, trace, project } = session;
  const cache = moduleCache(session);
  const facts = await readPlanFacts(ports, project, cache, asked);
  const context = { ports, environment, trace, project, cache, operation: question.operation, facts };
  return asked.map((one) => planModule(context, one));
}

/** The transport is loaded late, because TLS and HTTP take longer to load than a plan takes to make. */
async function fetchContext(session: Session): Promise<FetchContext> {
  const { createTransport } = await import('./web/createTransport.ts');
  const { ports, options, question, environment, trace, project } = session;
  const { passive, operation } = question;
  const guard = createGuard(environment);
  const transport = createTransport({ ports, trace, guard, environment, passive, toolVersion: options.toolVersion });
  return { ports, environment, transport, trace, project, passive, cache: moduleCache(session), operation };
}

function moduleCache({ ports, question, environment }: Session) {
  return question.cache === 'real' ? openModuleCache(ports, environment.value('GOMODCACHE')) : null;
}

/** Fetches all modules, keeping their order. Modules that an abort kept from starting are left out. */
async function fetchAll(
  context: FetchContext,
  asked: readonly FetchQuestion[],
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<ModuleRun[]> {
  const { fetchModule } = await import('./modfetch/fetchModule.ts');
  const runs: (ModuleRun | undefined)[] = asked.map(() => undefined);
  const total = asked.length;
  let done = 0;
  const fetchOne = async (one: FetchQuestion, index: number) => {
    onProgress({ done, total, current: one.path });
    runs[index] = await fetchModule(context, one, signal);
    done += 1;
    onProgress({ done, total, current: null });
  };
  await forEachBounded(asked, context.passive ? passiveWidth : activeWidth, fetchOne, signal);
  return runs.filter((run) => run !== undefined);
}

interface Ending {
  command: string;
  mode: Mode;
  runs: readonly ModuleRun[];
  complete: boolean;
  comparison: GoComparison;
}

/** For questions that start no process. */
const notCompared: GoComparison = { differences: [], problems: [] };

function finish(session: Session, { command, mode, runs, complete, comparison }: Ending): Answer {
  const { ports, options, question, project, trace, startedAt } = session;
  const problems = [...session.environment.problems, ...comparison.problems];
  const environment = { ...session.environment, problems };
  const findings = diagnose({ environment, runs, trace, project, mode, platform: ports.host.platform });
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
