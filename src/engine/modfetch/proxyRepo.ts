/**
 * A module on one GOPROXY entry, as `cachingRepo` over `proxyRepo` in cmd/go/internal/modfetch: lists, revisions, the
 * latest revision and go.mod files are asked once; revisions and go.mod files that this run (or the user's cache) has
 * already are not asked at all. Everything that comes back is chosen by the server.
 */
import type { ProxyEntry } from '../goenv/goproxy.ts';
import { escapeVersion } from '../module/escape.ts';
import { checkPath, checkPathMajor, splitPathVersion } from '../module/path.ts';
import { isPseudoVersion, pseudoVersionTime } from '../module/pseudo.ts';
import { canonicalVersion } from '../module/version.ts';
import { compareForSort, isValid } from '../semver.ts';
import { quote } from '../strconv.ts';
import { askProxy, failedWith, type ProxyAnswer } from './askProxy.ts';
import { type Attempt, type Failed, plainFailure } from './attempt.ts';
import { readCachedInfo, readCachedMod } from './cacheReader.ts';
import { disallowedVersion } from './disallowedVersion.ts';
import type { FailureCause, FetchFailure } from './fetchFailure.ts';
import { versionError } from './goErrorText.ts';
import { checkGoModSum } from './goSumCheck.ts';
import { parseGoTime } from './goTime.ts';
import { type RevInfo, readInfo } from './infoJson.ts';
import type { Session } from './session.ts';

type OkAnswer = ProxyAnswer & { kind: 'ok' };

/** Versions that the entry lists and that start with `prefix`, sorted by semver, without pseudo-versions. */
export async function askVersions(session: Session, entry: ProxyEntry, prefix: string): Promise<Attempt<string[]>> {
  const listed = await once(session, entry, `list ${prefix}`, () => requestVersions(session, entry, prefix));
  if (listed.kind === 'ok' && prefix === '') session.listed = listed.value;
  return listed;
}

async function requestVersions(session: Session, entry: ProxyEntry, prefix: string): Promise<Attempt<string[]>> {
  const answer = await askProxy(session, entry, { file: 'list', tail: '@v/list' });
  if (answer.kind !== 'ok')
    return failedUnlessUnknown(answer, (failure) => versionError(session.path, null, failure.goText));
  const lines = new TextDecoder().decode(answer.bytes).split('\n').map(fields);
  await once(session, entry, 'latest of list', () => latestOfList(session, entry, lines));
  const versions = lines
    .map(([version = '']) => version)
    .filter((v) => isValid(v) && v.startsWith(prefix) && !isPseudoVersion(v));
  versions.sort(compareForSort);
  return ok(entry, answer, versions);
}

/** The revision that the entry names for `rev`: a version, a branch, a commit. */
export function askStat(session: Session, entry: ProxyEntry, rev: string): Promise<Attempt<RevInfo>> {
  return once(session, entry, `stat ${rev}`, async () => {
    const stored = await readCachedInfo(session, rev);
    if (stored !== null) return stored;
    const attempt = await requestInfo(session, entry, rev);
    if (attempt.kind === 'ok') rememberInfo(session, entry, rev, attempt);
    return attempt;
  });
}

/** The entry's `@latest`, or where it has none, the newest untagged revision in its list. */
export function askLatest(session: Session, entry: ProxyEntry): Promise<Attempt<RevInfo>> {
  return once(session, entry, 'latest', async () => {
    const attempt = await requestLatest(session, entry);
    if (attempt.kind === 'ok') rememberInfo(session, entry, null, attempt);
    return attempt;
  });
}

async function requestLatest(session: Session, entry: ProxyEntry): Promise<Attempt<RevInfo>> {
  const answer = await askProxy(session, entry, { file: 'latest', tail: '@latest' });
  if (answer.kind === 'ok') return decodeInfo(session, entry, null, answer);
  if (answer.kind === 'failed' && answer.failure.notExist) {
    return once(session, entry, 'latest of list', () => latestOfList(session, entry, []));
  }
  return failedUnlessUnknown(answer, (failure) => versionError(session.path, null, failure.goText));
}

/** The go.mod of a version, checked against go.sum before anything uses it. */
export function askGoMod(session: Session, entry: ProxyEntry, version: string): Promise<Attempt<Uint8Array>> {
  return once(session, entry, `mod ${version}`, async () => {
    const stored = await readCachedMod(session, version);
    if (stored !== null) return stored;
    const escaped = escapeVersion(version);
    if (escaped === null) return disallowedVersion(session.path, version);
    const answer = await askProxy(session, entry, { file: 'mod', tail: `@v/${escaped}.mod` });
    if (answer.kind !== 'ok')
      return failedUnlessUnknown(answer, (failure) => versionError(session.path, version, failure.goText));
    const attempt = ok(entry, answer, answer.bytes);
    const refused = await checkGoModSum(session, version, answer.bytes, answer.exchange, entry.shown);
    if (refused !== null) return refused;
    session.memo.mods.set(`${session.path}@${version}`, attempt);
    return attempt;
  });
}

async function requestInfo(session: Session, entry: ProxyEntry, rev: string): Promise<Attempt<RevInfo>> {
  const escaped = escapeVersion(rev);
  if (escaped === null) return disallowedVersion(session.path, rev);
  const answer = await askProxy(session, entry, { file: 'info', tail: `@v/${escaped}.info` });
  if (answer.kind !== 'ok')
    return failedUnlessUnknown(answer, (failure) => versionError(session.path, rev, failure.goText));
  return decodeInfo(session, entry, rev, answer);
}

/** `rev` is null for `@latest`, which may name any version. */
function decodeInfo(session: Session, entry: ProxyEntry, rev: string | null, answer: OkAnswer): Attempt<RevInfo> {
  const read = readInfo(answer.bytes);
  const isHtml = /^\s*</.test(new TextDecoder().decode(answer.bytes.subarray(0, 64)));
  if (read.kind === 'error') {
    const text = `invalid response from proxy ${quote(entry.shown)}: ${read.message}`;
    return badInfo(session, entry, rev, answer, text, {
      kind: 'invalidInfo',
      reason: read.reason,
      entry: entry.shown,
      got: excerpt(answer.bytes),
      isHtml,
    });
  }
  if (rev !== null && read.info.version !== rev && mustBeThisVersion(session.path, rev)) {
    const text = `proxy returned info for version ${read.info.version} instead of requested version`;
    return badInfo(session, entry, rev, answer, text, {
      kind: 'invalidInfo',
      reason: 'wrongVersion',
      entry: entry.shown,
      got: read.info.version.slice(0, 200),
      isHtml,
    });
  }
  return ok(entry, answer, read.info);
}

function badInfo(
  session: Session,
  entry: ProxyEntry,
  rev: string | null,
  answer: OkAnswer,
  text: string,
  cause: FailureCause,
): Failed {
  answer.step.result = 'failed';
  const goText = text.length > 4096 ? `${text.slice(0, 4096)}…` : text;
  const failure: FetchFailure = {
    step: answer.step.id,
    exchange: answer.exchange,
    entry: entry.shown,
    file: rev === null ? 'latest' : 'info',
    notExist: false,
    goText,
    goTextExact: goText === text && !entry.url.includes('@'),
    cause,
  };
  return failedWith(failure, versionError(session.path, rev, goText));
}

/** go insists on exactly the version it asked for where that is canonical and right for the path. */
function mustBeThisVersion(path: string, rev: string): boolean {
  const pathMajor = splitPathVersion(path)?.pathMajor;
  return (
    rev === canonicalVersion(rev) &&
    checkPath(path) === null &&
    pathMajor !== undefined &&
    checkPathMajor(rev, pathMajor) === null
  );
}

/** The chronologically newest line with a time or a pseudo-version; go asks for its `.info` whether it needs it or not. */
async function latestOfList(
  session: Session,
  entry: ProxyEntry,
  lines: readonly string[][],
): Promise<Attempt<RevInfo>> {
  let best: { version: string; ms: number } | null = null;
  for (const [version = '', time] of lines) {
    const ms = isValid(version) ? lineTime(version, time) : null;
    if (ms !== null && ms > (best?.ms ?? beginningOfTime)) best = { version, ms };
  }
  if (best !== null) return requestInfo(session, entry, best.version);
  const cause: FailureCause = { kind: 'noMatchingVersions', query: 'latest' };
  return plainFailure(cause, 'no commits', versionError(session.path, null, 'no commits'), {
    notExist: true,
    entry: entry.shown,
    file: 'latest',
  });
}

/** Go's zero time, 1 January of the year 1. */
const beginningOfTime = -62_135_596_800_000;

function lineTime(version: string, time: string | undefined): number | null {
  if (time !== undefined) {
    const parsed = parseGoTime(Buffer.from(time).toString('latin1'));
    return parsed.kind === 'ok' ? parsed.ms : null;
  }
  const fromVersion = isPseudoVersion(version) ? pseudoVersionTime(version) : null;
  return fromVersion instanceof Date ? fromVersion.getTime() : null;
}

/** As in the module cache: under the version that the answer names, if that is one. */
function rememberInfo(
  session: Session,
  entry: ProxyEntry,
  rev: string | null,
  attempt: Attempt<RevInfo> & { kind: 'ok' },
): void {
  const { version } = attempt.value;
  if (version !== rev) {
    const key = memoKey(session, entry, `stat ${version}`);
    if (!session.memo.answers.has(key)) session.memo.answers.set(key, Promise.resolve(attempt));
  }
  if (isValid(version) && version === canonicalVersion(version))
    session.memo.infos.set(`${session.path}@${version}`, attempt);
}

function memoKey(session: Session, entry: ProxyEntry, what: string): string {
  return `${entry.index} ${session.path} ${what}`;
}

/** One answer per entry, module and question in a run, however many ask for it. */
function once<T>(
  session: Session,
  entry: ProxyEntry,
  what: string,
  ask: () => Promise<Attempt<T>>,
): Promise<Attempt<T>> {
  const key = memoKey(session, entry, what);
  const known = session.memo.answers.get(key) as Promise<Attempt<T>> | undefined;
  if (known !== undefined) return known;
  const answer = ask();
  session.memo.answers.set(key, answer);
  return answer;
}

function ok<T>(entry: ProxyEntry, answer: OkAnswer, value: T): Attempt<T> & { kind: 'ok' } {
  return { kind: 'ok', value, exchange: answer.exchange, servedBy: entry.shown, ms: answer.ms };
}

function failedUnlessUnknown(
  answer: Exclude<ProxyAnswer, OkAnswer>,
  goError: (failure: FetchFailure) => string,
): Exclude<Attempt<never>, { kind: 'ok' }> {
  return answer.kind === 'unknown' ? answer : failedWith(answer.failure, goError(answer.failure));
}

/** The words of a line as Go's strings.Fields cuts them. */
function fields(line: string): string[] {
  return line
    .split(/[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/)
    .filter((word) => word !== '');
}

function excerpt(bytes: Uint8Array): string {
  return new TextDecoder()
    .decode(bytes.subarray(0, 200))
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
}
