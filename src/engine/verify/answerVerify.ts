/** The question `verify`: whom it may ask, what it looks at, and the one version that it may take out of the cache. */

import type { Check } from '../../protocol/report.ts';
import type { Answer, Progress, VerifyQuestion } from '../api.ts';
import { askedModules } from '../askedModules.ts';
import { isMirror } from '../compare/variants.ts';
import { parseGoproxy } from '../goenv/goproxy.ts';
import { openModuleCache } from '../modcache/moduleCache.ts';
import type { FetchQuestion, ModuleRun } from '../modfetch/moduleRun.ts';
import type { Session } from '../questionSession.ts';
import { createTransport } from '../web/createTransport.ts';
import { createGuard } from '../web/guard.ts';
import type { Examined, Which } from './claim.ts';
import { cleanModule } from './cleanModule.ts';
import { judgeClaims } from './judge.ts';
import { sourcesFor, withValues } from './sourceClaims.ts';
import { type VerifyContext, verifyModules } from './verifyModules.ts';

export interface VerifyAnswer {
  kind: 'verified';
  runs: ModuleRun[];
  examined: Examined[];
  complete: boolean;
  checks: Check[];
}

type BadQuestion = Extract<Answer, { kind: 'badQuestion' }>;

export async function answerVerify(
  session: Session,
  question: VerifyQuestion,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<VerifyAnswer | BadQuestion> {
  const wrong = question.mirrors.find((mirror) => !isMirror(mirror));
  if (wrong !== undefined) return { kind: 'badQuestion', code: 'not-a-mirror', params: { argument: wrong } };
  const named = question.clean === null ? question : { ...question, modules: [question.clean] };
  const asked = askedModules({ ...named, depth: 'zip' }, session.project);
  if (!Array.isArray(asked)) return asked;
  const context = openContext(session, question, named.modules.length > 0 ? 'bytes' : 'recorded');
  tellHosts(context, asked, onProgress);
  const total = asked.length;
  try {
    const onDone = (done: number, current: string | null) => onProgress({ done, total, current });
    const { runs, examined } = await verifyModules(context, asked, onDone, signal);
    const complete = examined.length === total && !signal.aborted;
    const checks = question.clean === null ? [] : [await cleanOne(session, question, examined[0] ?? null)];
    return { kind: 'verified', runs, examined, complete, checks };
  } finally {
    await context.transport.close();
  }
}

/** Who is asked beyond what a fetch would ask is told before anybody is. */
function tellHosts(
  { depth, environment, mirrors }: VerifyContext,
  asked: readonly FetchQuestion[],
  onProgress: (progress: Progress) => void,
): void {
  if (depth !== 'bytes') return;
  const sources = asked.flatMap(({ path }) => sourcesFor(environment, path, mirrors));
  onProgress({ done: 0, total: asked.length, current: null, hosts: [...new Set(sources.map(({ shown }) => shown))] });
}

/** The guard knows the mirrors as further entries of GOPROXY; privacy holds for them as for the others. */
function openContext(session: Session, question: VerifyQuestion, depth: VerifyContext['depth']): VerifyContext {
  const { ports, options, environment, trace, project } = session;
  const { mirrors } = question;
  const listed = parseGoproxy(environment.value('GOPROXY'), '');
  const urls = listed.kind === 'ok' ? listed.entries.map(({ url, kind }) => (kind === 'proxy' ? url : kind)) : [];
  const everybody = [...mirrors, ...urls].join('|');
  const guard = createGuard(mirrors.length === 0 ? environment : withValues(environment, { GOPROXY: everybody }));
  const { toolVersion } = options;
  const transport = createTransport({ ports, trace, guard, environment, passive: false, toolVersion });
  return { ports, environment, trace, project, transport, mirrors, depth };
}

/** Only what is proved to be wrong may be deleted. */
async function cleanOne(session: Session, question: VerifyQuestion, examined: Examined | null): Promise<Check> {
  const { ports, environment } = session;
  const cache = openModuleCache(ports, environment.value('GOMODCACHE'));
  const wrong = new Set<Which>();
  for (const one of judgeClaims(examined?.claims ?? [])) {
    if (one.kind === 'cacheModified' && one.certainty === 'proved') wrong.add(one.which);
  }
  const module = { path: examined?.path ?? '', version: examined?.version ?? '', wrong };
  const cleaned = await cleanModule(ports, cache, module, question.agreed);
  const why = cleaned.kind === 'refused' ? cleaned.why : cleaned.kind === 'failed' ? cleaned.message : '';
  const status = cleaned.kind === 'cleaned' ? 'pass' : cleaned.kind === 'proposed' ? 'warn' : 'fail';
  const params = { module: `${module.path}@${module.version}`, paths: cleaned.paths, why };
  return { id: '1', status, code: `clean-${cleaned.kind}`, params, title: '', evidence: [], findings: [], ms: null };
}
