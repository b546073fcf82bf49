/** What one question stands on: settings and project files as they are now, and what fetches of it share. */
import type { Answer, EngineOptions, Question } from './api.ts';
import type { Environment } from './goenv/environment.ts';
import { loadEnvironment } from './goenv/loadEnvironment.ts';
import { openModuleCache } from './modcache/moduleCache.ts';
import type { FetchContext } from './modfetch/context.ts';
import { loadProject } from './modfetch/loadProject.ts';
import type { FetchQuestion, ModuleRun } from './modfetch/moduleRun.ts';
import { readPlanFacts } from './modfetch/planFacts.ts';
import { planModule } from './modfetch/planModule.ts';
import type { Project } from './modfetch/project.ts';
import type { Ports } from './ports.ts';
import { createTrace, type Trace } from './web/trace.ts';

/** Releases whose rules are known: Go 1.24 to 1.26 with any patch number. */
const knownRelease = /^1\.(24|25|26)(\.\d{1,3}|rc\d{1,2})?$/;

export interface Session {
  ports: Ports;
  options: EngineOptions;
  question: Question;
  environment: Environment;
  project: Project | null;
  trace: Trace;
  startedAt: Date;
}

export type BadQuestion = Extract<Answer, { kind: 'badQuestion' }>;

/** Reads settings and project files. */
export async function openSession(
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

/** Plans modules without asking anybody. */
export async function planAll(session: Session, asked: readonly FetchQuestion[]): Promise<ModuleRun[]> {
  const { ports, question, environment, trace, project } = session;
  const cache = moduleCache(session);
  const facts = await readPlanFacts(ports, project, cache, asked);
  const context = { ports, environment, trace, project, cache, operation: question.operation, facts };
  return asked.map((one) => planModule(context, one));
}

/** The transport is loaded late, because TLS and HTTP take longer to load than a plan takes to make. */
export async function fetchContext(session: Session): Promise<FetchContext> {
  const [{ createTransport }, { createGuard }] = await Promise.all([
    import('./web/createTransport.ts'),
    import('./web/guard.ts'),
  ]);
  const { ports, options, question, environment, trace, project } = session;
  const { passive, operation } = question;
  const guard = createGuard(environment);
  const transport = createTransport({ ports, trace, guard, environment, passive, toolVersion: options.toolVersion });
  return { ports, environment, transport, trace, project, passive, cache: moduleCache(session), operation };
}

function moduleCache({ ports, question, environment }: Session) {
  return question.cache === 'real' ? openModuleCache(ports, environment.value('GOMODCACHE')) : null;
}
