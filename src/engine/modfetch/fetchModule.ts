/**
 * Fetches one module version as `go mod download PATH@VERSION` does, and tells every decision on the way: the version,
 * then its go.mod, then its zip, each through the whole list anew; hashes against go.sum as soon as they are known.
 * Sources: cmd/go/internal/modcmd/download.go (`DownloadModule`), modload/list.go.
 */
import path from 'node:path';
import type { Step } from '../../protocol/report.ts';
import { isValid } from '../semver.ts';
import type { Attempt, Unknown } from './attempt.ts';
import { checksumReport } from './checksumReport.ts';
import type { FetchContext } from './context.ts';
import { fetchZip } from './fetchZip.ts';
import { checkGoSumForm } from './goSumCheck.ts';
import type { RevInfo } from './infoJson.ts';
import type { FetchQuestion, ModuleRun } from './moduleRun.ts';
import { type OpenedFetch, openFetch } from './openFetch.ts';
import { directoryRun } from './replaceDirectory.ts';
import { isReplaced } from './replacedVersions.ts';
import { confirmVersion, invalidVersion, resolveQuery, walkGoMod, walkInfo } from './resolveQuery.ts';
import { createRunMemo } from './runMemo.ts';
import { emptyRun, endFailed, endUnknown, fileRun, hiddenBehind, listRun, type RunFacts } from './runResult.ts';
import { type Session, Story } from './session.ts';

/** Never throws for what a server, a file or an abort does; an abort ends it with `cut-short`. */
export async function fetchModule(
  context: FetchContext,
  question: FetchQuestion,
  signal: AbortSignal,
): Promise<ModuleRun> {
  return fetchWith(context, question, signal, fetchFiles);
}

/** Fetches only its go.mod, as go does to load the module graph; the version is canonical. */
export async function fetchGoMod(
  context: FetchContext,
  question: FetchQuestion,
  signal: AbortSignal,
): Promise<ModuleRun> {
  return fetchWith(context, question, signal, (session, run, opened) => {
    run.resolvedVersion = opened.version;
    return fetchMod(session, run, opened.version);
  });
}

/** Fetches only its zip, as go does to get another release of itself; the version is canonical. */
export async function fetchZipOnly(
  context: FetchContext,
  question: FetchQuestion,
  signal: AbortSignal,
): Promise<ModuleRun> {
  return fetchWith(context, question, signal, (session, run, opened) => {
    run.resolvedVersion = opened.version;
    return fetchZipOf(session, run, opened.version);
  });
}

type Work = (session: Session, run: ModuleRun, opened: OpenedFetch & { kind: 'fetch' }) => Promise<Attempt<null>>;

async function fetchWith(
  context: FetchContext,
  question: FetchQuestion,
  signal: AbortSignal,
  work: Work,
): Promise<ModuleRun> {
  const story = new Story(context.trace);
  const facts: RunFacts = { question, story, environment: context.environment, ports: context.ports };
  const opened = openFetch(context, question, story);
  switch (opened.kind) {
    case 'nothing':
      return { ...emptyRun(facts, null, null), outcome: 'skipped', outcomeReason: opened.reason };
    case 'directory':
      return directoryRun(facts, context.operation, opened.directory, await isMissing(context, opened.directory));
    case 'refused':
      return endFailed(emptyRun(facts, opened.noProxy, opened.replacedBy), facts, opened.failed, false);
    case 'fetch':
      return fetchOpened(context, facts, opened, signal, work);
  }
}

async function isMissing(context: FetchContext, directory: string): Promise<boolean> {
  const { host, files } = context.ports;
  const { dirname, resolve } = host.platform === 'win32' ? path.win32 : path.posix;
  const found = await files.stat(resolve(dirname(context.project?.goModPath ?? host.cwd), directory));
  return found.kind === 'notExist';
}

async function fetchOpened(
  context: FetchContext,
  facts: RunFacts,
  opened: OpenedFetch & { kind: 'fetch' },
  signal: AbortSignal,
  work: Work,
): Promise<ModuleRun> {
  context.memo ??= createRunMemo();
  const session: Session = {
    context,
    memo: context.memo,
    signal,
    path: opened.path,
    entries: opened.entries,
    noProxy: opened.noProxy,
    story: facts.story,
    listed: null,
    sums: new Map(),
    hashes: new Map(),
    served: new Map(),
  };
  const run = emptyRun(facts, opened.noProxy, opened.replacedBy);
  const end = await untilAborted(signal, () => work(session, run, opened));
  return finish(session, facts, run, end);
}

/** An abort may come as an exception from below; here it becomes a value. */
async function untilAborted(signal: AbortSignal, work: () => Promise<Attempt<null>>): Promise<Attempt<null>> {
  const cutShort: Unknown = { kind: 'unknown', reason: 'cut-short', failure: null };
  if (signal.aborted) return cutShort;
  try {
    const end = await work();
    return end.kind === 'failed' && signal.aborted ? cutShort : end;
  } catch (error) {
    if (signal.aborted) return cutShort;
    throw error;
  }
}

const nothingMore: Attempt<null> = { kind: 'ok', value: null, exchange: null, servedBy: '', ms: null };

/** The files in go's order, down to the depth that was asked for. Fills `run` on the way. */
async function fetchFiles(
  session: Session,
  run: ModuleRun,
  opened: OpenedFetch & { kind: 'fetch' },
): Promise<Attempt<null>> {
  const info: Attempt<RevInfo> = await resolveQuery(session, opened.version, opened.current);
  run.files.info = fileRun(info);
  if (info.kind !== 'ok') return info;
  const { version } = info.value;
  if (version === '') return nothingMore;
  run.resolvedVersion = version;
  const confirmed = await confirmVersion(session, version);
  if (!isValid(version)) return invalidVersion(session, version);
  if (confirmed.kind !== 'ok' || confirmed.value.version !== version) {
    // go keeps this error or other name, and reads the go.mod before it comes back to it.
    const mod = await fetchMod(session, run, version);
    if (mod.kind === 'failed' && mod.fatal) return mod;
    return confirmed.kind === 'ok' ? renamed(run, confirmed.value.version) : confirmed;
  }
  if (isReplaced(session, version)) {
    const mod = await fetchMod(session, run, version);
    const file = mod.kind === 'failed' && mod.fatal ? mod : await walkInfo(session, version);
    if (file.kind !== 'ok') return file;
  }
  if (run.question.depth === 'info') return nothingMore;

  const mod = await fetchMod(session, run, version);
  if (mod.kind !== 'ok' || run.question.depth === 'mod') return mod;

  return fetchZipOf(session, run, version);
}

async function fetchZipOf(session: Session, run: ModuleRun, version: string): Promise<Attempt<null>> {
  const zip = await fetchZip(session, version);
  run.files.zip = fileRun(zip);
  return zip;
}

/** Only a module cache that lies leads here: its .info names a version that in turn has another name. */
function renamed(run: ModuleRun, version: string): Attempt<null> {
  run.resolvedVersion = null;
  if (version === '') return nothingMore;
  return { kind: 'unknown', reason: 'not-examined', failure: null };
}

async function fetchMod(session: Session, run: ModuleRun, version: string): Promise<Attempt<null>> {
  tellGraphRequests(session, version);
  const mod = await walkGoMod(session, version);
  run.files.mod = fileRun(mod);
  // go reads go.sum here even without a go.mod to check.
  if (mod.kind === 'failed' && !mod.fatal) return checkGoSumForm(session) ?? mod;
  if (mod.kind !== 'ok') return mod;
  run.goMod = mod.value;
  session.served.set('mod', mod.servedBy);
  return nothingMore;
}

/** Its go.mod was asked for already when the module graph was loaded: those requests belong to this story too. */
function tellGraphRequests(session: Session, version: string): void {
  const key = `${session.path}@${version}`;
  const steps = session.memo.graphSteps.get(key);
  session.memo.graphSteps.delete(key);
  session.story.steps.push(...(steps ?? []).filter(({ kind }) => kind === 'request' || kind === 'file'));
}

function finish(session: Session, facts: RunFacts, started: ModuleRun, end: Attempt<null>): ModuleRun {
  const version = started.resolvedVersion ?? session.path;
  const run: ModuleRun = {
    ...started,
    listed: session.listed,
    files: { ...started.files, ...listRun(session.story) },
    checksum: checksumReport(session, version),
  };
  const openCheck = session.story.steps.find((step) => step.code === 'sumdb-not-examined');
  const needsSumdb = openCheck !== undefined;
  if (end.kind === 'failed') return endFailed(run, facts, end, needsSumdb && !end.fatal);
  if (end.kind === 'unknown') return endUnknown(run, facts, end);
  const hidden = hiddenBehind(session.story, null);
  if (run.resolvedVersion === null) return { ...run, hidden, outcome: 'not-found', outcomeReason: 'no-version' };
  if (needsSumdb) return { ...run, hidden, outcome: 'unknown', outcomeReason: openReason(openCheck) };
  return { ...run, hidden, outcome: 'ok' };
}

/** Why the checksum database was not asked, where that has a reason of the run as a whole. */
function openReason({ params }: Step): string {
  const reason = params['reason'];
  return reason === 'cut-short' || reason === 'offline' || reason === 'our-limit' ? reason : 'sumdb-not-examined';
}
