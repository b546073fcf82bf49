/**
 * One request to one GOPROXY entry, over HTTP or from a local folder, and what its answer means for go: 200 is success,
 * 404 and 410 are "does not exist", anything else is an error. Redirected failures carry the URL that was asked first.
 * Sources: cmd/go/internal/modfetch/proxy.go (`getBody`), cmd/go/internal/web/{api,http}.go.
 */
import type { ModuleOutcome, Purpose, Step } from '../../protocol/report.ts';
import type { ProxyEntry } from '../goenv/goproxy.ts';
import { escapePath } from '../module/escape.ts';
import type { TempFile } from '../ports.ts';
import { goServerResponse, serverWords } from '../web/bodyText.ts';
import { goTransportText } from '../web/goText.ts';
import type { NetFailure } from '../web/netFailure.ts';
import type { HttpResult } from '../web/transport.ts';
import type { Failed, Unknown, UnknownReason } from './attempt.ts';
import type { FailureCause, FetchFailure } from './fetchFailure.ts';
import { readFileEntry } from './fileEntry.ts';
import { type ProxyUrl, proxyUrl } from './proxyUrl.ts';
import type { Session } from './session.ts';

export interface ProxyQuestion {
  file: 'list' | 'info' | 'mod' | 'zip' | 'latest';
  /** `@v/list`, `@latest` or `@v/ESCAPED.EXT`. */
  tail: string;
  /** Where a zip goes. */
  sink?: TempFile;
}

export type ProxyAnswer =
  | { kind: 'ok'; bytes: Uint8Array; step: Step; exchange: string | null; ms: number }
  /** `goError` of a failure is still without its wrapper. */
  | { kind: 'failed'; failure: FetchFailure }
  | Unknown;

/** Our limits in bytes, and go's where it has one. */
export const maxZipBytes = 524_288_000;
const limits = {
  list: { ours: 64 * 1024 * 1024, gos: null },
  info: { ours: 16 * 1024 * 1024, gos: null },
  latest: { ours: 16 * 1024 * 1024, gos: null },
  mod: { ours: 16 * 1024 * 1024, gos: null },
  zip: { ours: maxZipBytes, gos: maxZipBytes },
} as const;

/** Longer texts of go are cut, since a server chooses them. */
const maxGoText = 4096;

/** Asks one entry for one file of the session's module. */
export async function askProxy(session: Session, entry: ProxyEntry, question: ProxyQuestion): Promise<ProxyAnswer> {
  const target = proxyUrl(entry.url, escapePath(session.path) ?? session.path, question.tail);
  const step = session.story.add(
    'request',
    `request-${question.file}`,
    { url: target.shown, entry: entry.shown, status: null },
    { result: 'unknown' },
  );
  const startMs = session.context.trace.nowMs();
  const asked: Asked = { session, entry, question, target, step };
  const answer = target.filePath === null ? await askHttp(asked) : await askFile(asked, target.filePath);
  step.ms = session.context.trace.nowMs() - startMs;
  step.result = answer.kind === 'failed' ? outcomeOf(answer.failure) : answer.kind;
  if (answer.kind === 'unknown') step.next = 'stop';
  return answer.kind === 'ok' ? { ...answer, ms: step.ms } : answer;
}

interface Asked {
  session: Session;
  entry: ProxyEntry;
  question: ProxyQuestion;
  target: ProxyUrl;
  step: Step;
}

export function outcomeOf(failure: FetchFailure): ModuleOutcome {
  return failure.notExist ? 'not-found' : 'failed';
}

async function askHttp(asked: Asked): Promise<ProxyAnswer> {
  const { session, entry, question, target, step } = asked;
  const { ours, gos } = limits[question.file];
  const result = await session.context.transport.fetch(
    {
      url: target.url,
      purpose: question.file satisfies Purpose,
      step: step.id,
      audience:
        entry.isOrigin === true
          ? { kind: 'origin', modulePath: session.path, base: entry.url }
          : { kind: 'proxy', modulePath: session.path, entry: entry.shown },
      maxBodyBytes: ours,
      gosMaxBodyBytes: gos,
      ...(session.context.passive ? { extraHeaders: { 'Disable-Module-Fetch': 'true' } } : {}),
      ...(question.sink === undefined ? {} : { sink: question.sink }),
    },
    session.signal,
  );
  step.exchanges.push(...result.exchanges);
  return result.kind === 'failed' ? transportFailed(asked, result) : answered(asked, result);
}

function answered(asked: Asked, response: HttpResult & { kind: 'response' }): ProxyAnswer {
  const { step, target, session } = asked;
  step.params = { ...step.params, status: response.status };
  if (response.status === 200) return { kind: 'ok', bytes: response.body, step, exchange: response.exchange, ms: 0 };
  const isMissing = response.status === 404 || response.status === 410;
  if (session.context.passive && isMissing) return notCachedThere(asked, response);
  const text = `reading ${target.shown}: ${response.statusLine}${goServerResponse(response.contentType, response.body)}`;
  const cause: FailureCause = {
    kind: 'status',
    status: response.status,
    statusLine: response.statusLine,
    host: hostOf(response.url),
    contentType: response.contentType,
    serverText: serverWords(response.contentType, response.body),
  };
  return {
    kind: 'failed',
    failure: failureOf(asked, cause, {
      text,
      exact: target.shownIsGos,
      exchange: response.exchange,
      notExist: isMissing,
    }),
  };
}

function notCachedThere(asked: Asked, response: HttpResult & { kind: 'response' }): ProxyAnswer {
  const { entry, step } = asked;
  asked.session.story.add(
    'decision',
    'not-on-proxy-yet',
    { entry: entry.shown, status: response.status },
    { result: 'unknown', next: 'stop', exchanges: [response.exchange] },
  );
  step.next = 'stop';
  const failure = failureOf(
    asked,
    { kind: 'notCachedThere', status: response.status },
    { text: '', exact: false, exchange: response.exchange, notExist: true },
  );
  return { kind: 'unknown', reason: 'not-on-proxy-yet', failure };
}

function transportFailed(asked: Asked, result: HttpResult & { kind: 'failed' }): ProxyAnswer {
  const isTooLarge = result.failure.kind === 'tooLarge';
  const go = isTooLarge
    ? { text: 'downloaded zip file too large', exact: true }
    : goTransportText(result, asked.session.context.environment.release);
  const cause: FailureCause =
    isTooLarge && asked.question.file === 'zip'
      ? { kind: 'zipTooLarge', sizeBytes: maxZipBytes }
      : { kind: 'net', failure: result.failure };
  const failure = failureOf(asked, cause, {
    text: go.text,
    exact: go.exact && asked.target.shownIsGos,
    exchange: result.exchange,
    notExist: false,
  });
  const reason = notGos(result.failure);
  return reason === null ? { kind: 'failed', failure } : { kind: 'unknown', reason, failure };
}

/** Why a failure says nothing about go: we stopped, not the other side. Null where go fails as well. */
export function notGos(failure: NetFailure): UnknownReason | null {
  switch (failure.kind) {
    case 'notExamined':
      return 'not-examined';
    case 'guarded':
      return 'not-asked-by-us';
    case 'offline':
      return 'offline';
    case 'aborted':
      return 'cut-short';
    case 'local':
      return 'our-machine-failed';
    case 'malformed':
      return failure.goAgrees === 'proved' ? null : 'not-examined';
    case 'timeout':
      return failure.gosMs !== null && failure.oursMs >= failure.gosMs ? null : 'our-limit';
    case 'tooLarge':
      return failure.gosBytes !== null && failure.oursBytes >= failure.gosBytes ? null : 'our-limit';
    default:
      return null;
  }
}

async function askFile(asked: Asked, filePath: string): Promise<ProxyAnswer> {
  const { session, question, target, step } = asked;
  const read = await readFileEntry(
    session.context.ports,
    filePath,
    target.shown,
    limits[question.file].ours,
    question.sink ?? null,
  );
  if (read.kind === 'ok') return { kind: 'ok', bytes: read.bytes, step, exchange: null, ms: 0 };
  const failure = failureOf(asked, read.cause, {
    text: read.goText,
    exact: read.exact,
    exchange: null,
    notExist: read.notExist,
  });
  return read.isOurLimit ? { kind: 'unknown', reason: 'our-limit', failure } : { kind: 'failed', failure };
}

function failureOf(
  asked: Asked,
  cause: FailureCause,
  end: { text: string; exact: boolean; exchange: string | null; notExist: boolean },
): FetchFailure {
  const isLong = end.text.length > maxGoText;
  return {
    step: asked.step.id,
    exchange: end.exchange,
    entry: asked.entry.shown,
    file: asked.question.file,
    notExist: end.notExist,
    goText: isLong ? `${end.text.slice(0, maxGoText)}…` : end.text,
    goTextExact: end.exact && !isLong,
    cause,
  };
}

/** The server that sent the answer, after redirects. */
export function hostOf(url: string): string {
  return /^[^/]*\/\/(?:[^/?#]*@)?([^/?#]*)/.exec(url)?.[1] ?? '';
}

/** The wrapper of go around what an entry answered. */
export function failedWith(failure: FetchFailure, goError: string): Failed {
  return { kind: 'failed', failure, goError, fatal: false };
}
