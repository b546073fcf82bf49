/**
 * `verify`: the table of who says what about module versions, with the proof of the checksum database. Named versions are
 * downloaded from each source and hashed; for a whole project what is recorded is compared, without any download.
 */
import type { ChecksumVerdict, ModuleOutcome } from '../../protocol/report.ts';
import { forEachBounded } from '../batch/forEachBounded.ts';
import type { Environment } from '../goenv/environment.ts';
import { type ModuleCache, openModuleCache } from '../modcache/moduleCache.ts';
import type { FetchContext } from '../modfetch/context.ts';
import type { FetchFailure } from '../modfetch/fetchFailure.ts';
import type { FetchQuestion, ModuleRun } from '../modfetch/moduleRun.ts';
import { type OpenSumdb, openSumdb } from '../modfetch/openSumdb.ts';
import type { Project } from '../modfetch/project.ts';
import { createRunMemo } from '../modfetch/runMemo.ts';
import { emptyRun } from '../modfetch/runResult.ts';
import { Story } from '../modfetch/session.ts';
import type { Ports } from '../ports.ts';
import { sumdbUse } from '../sumdb/dialDatabase.ts';
import { findLines } from '../sumdb/record.ts';
import type { Trace } from '../web/trace.ts';
import type { Transport } from '../web/transport.ts';
import { cacheClaims } from './cacheClaims.ts';
import { checksumOf } from './checksum.ts';
import type { Claim, Examined, Which } from './claim.ts';
import { claimOf, sourcesFor, withValues } from './sourceClaims.ts';

export interface VerifyContext {
  ports: Ports;
  environment: Environment;
  trace: Trace;
  project: Project | null;
  /** For requests that go makes, and for those to mirrors that the user named. */
  transport: Transport;
  mirrors: readonly string[];
  /** Download from each source, or compare what is recorded. */
  depth: 'recorded' | 'bytes';
}

export interface Verified {
  runs: ModuleRun[];
  examined: Examined[];
}

const width = 8;

export async function verifyModules(
  context: VerifyContext,
  asked: readonly FetchQuestion[],
  onDone: (done: number, current: string | null) => void,
  signal: AbortSignal,
): Promise<Verified> {
  const shared: Shared = {
    context,
    cache: openModuleCache(context.ports, context.environment.value('GOMODCACHE')),
    sumdb: openSumdb(context, 'all', false),
    memos: new Map(),
  };
  const results: { run: ModuleRun; examined: Examined }[] = [];
  let done = 0;
  await forEachBounded(
    asked,
    width,
    async (question, index) => {
      onDone(done, question.path);
      results[index] = await verifyOne(shared, question, signal);
      onDone(++done, null);
    },
    signal,
  );
  const complete = results.filter((one) => one !== undefined);
  return { runs: complete.map(({ run }) => run), examined: complete.map(({ examined }) => examined) };
}

interface Shared {
  context: VerifyContext;
  cache: ModuleCache;
  sumdb: OpenSumdb;
  /** What each source answered already in this run. */
  memos: Map<string, FetchContext>;
}

async function verifyOne(
  shared: Shared,
  question: FetchQuestion,
  signal: AbortSignal,
): Promise<{ run: ModuleRun; examined: Examined }> {
  const { context } = shared;
  const story = new Story(context.trace);
  const run = emptyRun({ question, story, environment: context.environment, ports: context.ports }, null, null);
  const { path } = question;
  const served = context.depth === 'bytes' ? await askSources(shared, question, signal) : [];
  const version = served.find((one) => one.run.resolvedVersion !== null)?.run.resolvedVersion ?? question.version;
  for (const one of served) story.steps.push(...one.run.steps);
  const examined: Examined = { id: run.id, path, version, claims: [], lookup: null, sumdbError: null, sumLines: [] };
  examined.sumLines = sumLines(context.project, path, version);
  addGoSum(examined);
  const { ports, depth } = context;
  examined.claims.push(...(await cacheClaims(ports, shared.cache, path, version, depth, signal)));
  await addSumdb(shared, examined, story, signal);
  examined.claims.push(...served.map(({ claim }) => claim));
  const best = served.find((one) => one.run.outcome === 'ok') ?? served[0] ?? null;
  run.resolvedVersion = version;
  run.checksum = checksumOf(context.environment, examined);
  run.outcome = outcomeOf(examined, best?.run ?? null, run.checksum.verdict);
  run.outcomeReason = run.outcome === 'ok' ? null : (best?.run.outcomeReason ?? 'not-compared');
  if (best !== null) run.files = best.run.files;
  run.hidden = [
    ...lookupFailures(shared.sumdb, examined),
    ...served.flatMap((one) => (one.run.outcome === 'failed' && one.run.failure !== null ? [one.run.failure] : [])),
  ];
  return { run, examined };
}

/** Nobody who knows it, or nothing to compare it with: that is no verdict. */
function outcomeOf(examined: Examined, best: ModuleRun | null, verdict: ChecksumVerdict): ModuleOutcome {
  if (verdict === 'not-checked' && best?.outcome === 'ok') return 'unknown';
  if (examined.claims.some(({ zip, mod }) => zip !== null || mod !== null)) return 'ok';
  return best?.outcome ?? 'unknown';
}

async function askSources(shared: Shared, question: FetchQuestion, signal: AbortSignal) {
  const { context } = shared;
  const { path, version } = question;
  const sources = sourcesFor(context.environment, path, context.mirrors);
  return Promise.all(
    sources.map((source) => {
      const known = shared.memos.get(source.entry);
      const fetching = known ?? sourceContext(context, source.entry);
      shared.memos.set(source.entry, fetching);
      return claimOf(fetching, source, path, version, signal);
    }),
  );
}

/** As if the list had this entry alone, on a clean machine, and without anything to compare with. */
function sourceContext(context: VerifyContext, entry: string): FetchContext {
  const { ports, transport, trace } = context;
  const environment = withValues(context.environment, { GOPROXY: entry, GOSUMDB: 'off' });
  const memo = createRunMemo();
  return {
    ports,
    environment,
    transport,
    trace,
    project: null,
    passive: false,
    cache: null,
    operation: 'download',
    memo,
  };
}

function sumLines(project: Project | null, path: string, version: string): Examined['sumLines'] {
  const sum = project?.goSum ?? null;
  if (sum === null) return [];
  return (['zip', 'mod'] as const).flatMap((which) =>
    sum.find(path, version, which).map(({ hash, range }) => ({ which, hash, file: sum.file, line: range.start.line })),
  );
}

function addGoSum(examined: Examined): void {
  const first = (which: Which) =>
    examined.sumLines.find((line) => line.which === which && line.hash.startsWith('h1:'))?.hash ?? null;
  const file = examined.sumLines[0]?.file ?? null;
  if (file === null) return;
  examined.claims.push({
    kind: 'go.sum',
    source: 'go.sum',
    zip: first('zip'),
    mod: first('mod'),
    note: null,
    file,
    exchange: null,
  });
}

async function addSumdb(shared: Shared, examined: Examined, story: Story, signal: AbortSignal): Promise<void> {
  const { context, sumdb } = shared;
  const { path, version } = examined;
  const use = sumdbUse(context.environment, path);
  const claim: Claim = { kind: 'sumdb', source: 'sumdb', zip: null, mod: null, note: null, file: null, exchange: null };
  examined.claims.push(claim);
  if (use.kind !== 'ask') {
    claim.note = use.kind === 'exempt' ? `exempt ${use.match.pattern}` : 'off';
    return;
  }
  if (sumdb.kind === 'error') {
    examined.sumdbError = sumdb.message;
    claim.note = 'setting';
    return;
  }
  const found = await sumdb.client.lookup(path, version, { story, signal });
  examined.lookup = found;
  if (found.kind !== 'ok') {
    claim.note = found.kind === 'unknown' ? found.reason : found.problem.kind;
    claim.exchange = found.kind === 'failed' ? found.exchange : null;
    return;
  }
  claim.zip = lineHash(found.text, path, version);
  claim.mod = lineHash(found.text, path, `${version}/go.mod`);
  const kept = found.from === 'network' ? null : await sumdb.store.ownHead();
  // From a cache it is as fresh as the head that it was proved against.
  const since = kept === null ? '' : ` ${kept.modified.toISOString()}`;
  claim.note = `proved ${found.id} ${found.tree.size} ${found.from}${since}`;
  claim.exchange = found.exchange;
}

/** A failed lookup as go would meet it for the zip. */
function lookupFailures(sumdb: OpenSumdb, { lookup, sumdbError }: Examined): FetchFailure[] {
  if (lookup?.kind !== 'failed' && sumdbError === null) return [];
  const failed = lookup?.kind === 'failed' ? lookup : null;
  const problem = failed?.problem ?? { kind: 'setting' as const, message: sumdbError ?? '' };
  const database = sumdb.kind === 'ok' ? sumdb.client.name : '';
  return [
    {
      step: null,
      exchange: failed?.exchange ?? null,
      entry: null,
      file: 'zip',
      notExist: false,
      goText: failed?.goText ?? sumdbError ?? '',
      goTextExact: failed?.goTextExact ?? true,
      cause: { kind: 'sumdb', database, which: 'zip', problem },
    },
  ];
}

function lineHash(text: Uint8Array, path: string, key: string): string | null {
  const prefix = `${path} ${key} `;
  const hashes = findLines(text, path, key).map((line) => line.slice(prefix.length));
  return hashes.find((hash) => hash.startsWith('h1:')) ?? null;
}
