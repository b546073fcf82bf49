/**
 * A module fetched from its origin: found by `vcs/`, then asked through git, or where its page names a module server
 * through the proxy protocol. The counterpart of `proxyRepo.ts`; answers are remembered per entry and module as in one go
 * process. Source: cmd/go/internal/modfetch/{repo,cache}.go (`lookupDirect`).
 */
import type { ProxyEntry } from '../goenv/goproxy.ts';
import { isPseudoVersion } from '../module/pseudo.ts';
import { canonicalVersion } from '../module/version.ts';
import { compareForSort, isValid } from '../semver.ts';
import { Git } from '../vcs/git.ts';
import type { GitResult } from '../vcs/gitRepo.ts';
import { failed, type Lookup, type LookupEnd, type RepoRoot } from '../vcs/lookup.ts';
import { findRepoRoot } from '../vcs/repoRoot.ts';
import { redactUrl } from '../web/redact.ts';
import type { Attempt, Failed, Unknown } from './attempt.ts';
import { readCachedInfo, readCachedMod } from './cacheReader.ts';
import { CodeRepo, type CodeVersion } from './codeRepo.ts';
import type { FetchFailure } from './fetchFailure.ts';
import { checkGoModSum } from './goSumCheck.ts';
import type { RevInfo } from './infoJson.ts';
import type { Session } from './session.ts';

/** What `direct` is for this module: a repository, or a module server. */
export type Origin = { kind: 'code'; code: CodeRepo; lookup: Lookup } | { kind: 'server'; entry: ProxyEntry };
type OpenedOrigin = { kind: 'ok'; origin: Origin } | LookupEnd;

type File = NonNullable<FetchFailure['file']>;

/** Finds the origin of the session's module, once for each entry. */
export function openOrigin(session: Session, entry: ProxyEntry): Promise<OpenedOrigin> {
  return remember(session, `${entry.index} ${session.path} origin`, () => findOrigin(session, entry));
}

async function findOrigin(session: Session, entry: ProxyEntry): Promise<OpenedOrigin> {
  const { context, path, story } = session;
  if (context.passive) {
    story.add('decision', 'direct-not-asked', { url: `https://${path}` }, { result: 'unknown', next: 'stop' });
    return { kind: 'unknown', reason: 'passive-stops-here', failure: null };
  }
  const lookup = lookupOf(session);
  const found = await findRepoRoot(lookup);
  if (found.kind !== 'ok') return found;
  const { repoRoot } = found;
  if (repoRoot.tool === 'mod') return { kind: 'ok', origin: { kind: 'server', entry: serverEntry(entry, repoRoot) } };
  if (repoRoot.tool.command !== 'git') return notExamined(lookup, repoRoot);
  return openCode(lookup, repoRoot);
}

function lookupOf(session: Session): Lookup {
  const { context, memo, path, story, signal } = session;
  const { ports, environment, trace, transport } = context;
  memo.git ??= new Git({ ports, environment, trace });
  return { environment, transport, git: memo.git, story, path, pages: memo.pages, signal };
}

/** The URL in the tag takes the place of a GOPROXY entry; GOPROXY itself has no say any more. */
function serverEntry(entry: ProxyEntry, { url }: RepoRoot): ProxyEntry {
  return { kind: 'proxy', url, shown: redactUrl(url), onAnyError: false, index: entry.index, isOrigin: true };
}

/** Other programs than git: only whether there is one. */
async function notExamined(lookup: Lookup, { url, tool }: RepoRoot): Promise<LookupEnd> {
  const command = tool === 'mod' ? tool : tool.command;
  const isFound = command !== 'mod' && (await lookup.git.isInstalled(command, lookup.signal));
  const params = { url: redactUrl(url), vcs: command, missing: !isFound };
  const step = lookup.story.add('vcs', 'direct-not-examined', params, { result: 'unknown', next: 'stop' });
  if (isFound || command === 'mod' || command === 'git') {
    return { kind: 'unknown', reason: 'direct-not-examined', failure: null };
  }
  const text = `exec: "${command}": executable file not found in $PATH`;
  return failed({ kind: 'vcsMissing', vcs: command }, text, { step, exact: false });
}

async function openCode(lookup: Lookup, { url, root, subdirectory }: RepoRoot): Promise<OpenedOrigin> {
  if (!url.includes('://')) return notAUrl(url);
  const repo = await lookup.git.repo(url);
  if (typeof repo === 'string') return { kind: 'unknown', reason: repo, failure: null };
  const broken = await repo.ready(lookup);
  if (broken !== null) return broken;
  const code = CodeRepo.open(repo, root, subdirectory, lookup.path);
  if ('kind' in code) return code;
  const params = { directory: code.folder, tag: `${code.tagPrefix}vX.Y.Z`, repo: repo.shownUrl };
  lookup.story.add('decision', 'module-directory', params, { result: 'ok' });
  return { kind: 'ok', origin: { kind: 'code', code, lookup } };
}

function notAUrl(url: string): LookupEnd {
  const hint = url.includes(':') ? ' (use URL syntax not host:path syntax)' : '';
  const text = `git remote (${redactUrl(url)}) must not be local directory${hint}`;
  return failed({ kind: 'discovery', reason: 'bad-repo-root', url: '', detail: redactUrl(url) }, text);
}

/** The code of the session's module for an entry that was opened; its lookup tells into this session's story. */
type CodeOrigin = Origin & { kind: 'code' };

function lookupFor(session: Session, origin: CodeOrigin): Lookup {
  return { ...origin.lookup, story: session.story, signal: session.signal };
}

export async function directVersions(session: Session, origin: CodeOrigin, prefix: string): Promise<Attempt<string[]>> {
  const listed = await origin.code.versions(lookupFor(session, origin), prefix);
  if (listed.kind !== 'ok') return endOf(listed, 'list');
  const versions = listed.value.filter((version) => isValid(version) && !isPseudoVersion(version)).sort(compareForSort);
  if (prefix === '') session.listed = versions;
  return ok(versions);
}

export async function directStat(session: Session, origin: CodeOrigin, revision: string): Promise<Attempt<RevInfo>> {
  return ask(session, origin, `stat ${revision}`, async (lookup) => {
    const stored = await readCachedInfo(session, revision);
    if (stored !== null) return stored;
    return toInfo(session, origin, await origin.code.stat(lookup, revision), 'info', revision);
  });
}

export async function directLatest(session: Session, origin: CodeOrigin): Promise<Attempt<RevInfo>> {
  return ask(session, origin, 'latest', async (lookup) =>
    toInfo(session, origin, await origin.code.latest(lookup), 'latest', null),
  );
}

export async function directGoMod(session: Session, origin: CodeOrigin, version: string): Promise<Attempt<Uint8Array>> {
  return ask(session, origin, `mod ${version}`, async (lookup) => {
    const stored = await readCachedMod(session, version);
    if (stored !== null) return stored;
    const read = await origin.code.goMod(lookup, version);
    if (read.kind !== 'ok') return endOf(read, 'mod');
    const refused = await checkGoModSum(session, version, read.value, null, 'direct');
    if (refused !== null) return refused;
    const attempt = ok(read.value);
    session.memo.mods.set(`${session.path}@${version}`, attempt);
    return attempt;
  });
}

/** A failure or an open end of a lookup, as the walk over the list takes it. */
export function endOf(end: LookupEnd, file: File): Failed | Unknown {
  if (end.kind === 'unknown') return end;
  const failure: FetchFailure = {
    step: end.step,
    exchange: end.exchange,
    entry: 'direct',
    file,
    notExist: end.notExist,
    goText: end.text,
    goTextExact: end.exact,
    cause: end.cause,
  };
  return { kind: 'failed', failure, goError: end.isWrapped === true ? end.text : '', fatal: false };
}

function ok<T>(value: T): Attempt<T> & { kind: 'ok' } {
  return { kind: 'ok', value, exchange: null, servedBy: 'direct', ms: null };
}

function toInfo(
  session: Session,
  origin: CodeOrigin,
  found: GitResult<CodeVersion>,
  file: 'info' | 'latest',
  revision: string | null,
): Attempt<RevInfo> {
  if (found.kind !== 'ok') return endOf(found, file);
  const { version, time } = found.value;
  const attempt = ok({ version, timeMs: time.getTime() });
  if (version !== revision) {
    const key = memoKey(session, origin, `stat ${version}`);
    if (!session.memo.answers.has(key)) session.memo.answers.set(key, Promise.resolve(attempt));
  }
  if (isValid(version) && version === canonicalVersion(version)) {
    session.memo.infos.set(`${session.path}@${version}`, attempt);
  }
  return attempt;
}

function memoKey(session: Session, origin: CodeOrigin, what: string): string {
  return `code ${origin.code.repo.shownUrl} ${session.path} ${what}`;
}

function ask<T>(
  session: Session,
  origin: CodeOrigin,
  what: string,
  work: (lookup: Lookup) => Promise<Attempt<T>>,
): Promise<Attempt<T>> {
  return remember(session, memoKey(session, origin, what), () => work(lookupFor(session, origin)));
}

/** One answer in a run, however many ask for it. Each key belongs to one kind of answer. */
function remember<T>(session: Session, key: string, work: () => Promise<T>): Promise<T> {
  const known = session.memo.direct.get(key) as Promise<T> | undefined;
  if (known !== undefined) return known;
  const answer = work();
  session.memo.direct.set(key, answer);
  return answer;
}
