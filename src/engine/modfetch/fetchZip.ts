/**
 * The zip of a version: downloaded by the walk, or found in the cache, then checked in go's order: is it a zip, do all
 * names belong to the module, does its hash agree with go.sum, and at extraction the rules of x/mod/zip. Nothing after
 * the download goes on to another proxy, not even behind a pipe. Sources: cmd/go/internal/modfetch/fetch.go
 * (`downloadZip`, `hashZip`, `unzip`).
 */
import type { ProxyEntry } from '../goenv/goproxy.ts';
import { cachePaths } from '../modcache/cachePaths.ts';
import { escapeVersion } from '../module/escape.ts';
import type { RandomAccessFile, TempFile } from '../ports.ts';
import { hashZip } from '../sumdb/dirhash.ts';
import { checkZipNames, checkZipRules, unzipError } from '../zip/checkZip.ts';
import { type ModuleZip, openModuleZip } from '../zip/moduleZip.ts';
import { askProxy, failedWith } from './askProxy.ts';
import type { Attempt, Failed, Unknown } from './attempt.ts';
import { tellHit } from './cacheReader.ts';
import { disallowedVersion } from './disallowedVersion.ts';
import type { FailureCause } from './fetchFailure.ts';
import { versionError } from './goErrorText.ts';
import { checkSum } from './goSumCheck.ts';
import type { Session } from './session.ts';
import { walkEntries } from './walkEntries.ts';

/** Where a zip came from, for evidence. */
interface Origin {
  servedBy: string;
  exchange: string | null;
  ms: number | null;
}

/** Fetches and checks the zip of a resolved version. */
export async function fetchZip(session: Session, version: string): Promise<Attempt<null>> {
  return (await cachedZip(session, version)) ?? (await downloadZip(session, version));
}

/** Null where the cache has none, so that go downloads it. */
async function cachedZip(session: Session, version: string): Promise<Attempt<null> | null> {
  const { cache, ports } = session.context;
  const cached = await cache?.zip(session.path, version);
  if (cached === undefined || cached.kind === 'absent') return null;
  tellHit(session, 'zip', cached.file);
  const origin: Origin = { servedBy: 'cache', exchange: null, ms: null };
  if (cached.kind === 'ok') return checkHash(session, version, cached.hash, origin) ?? done(origin);
  const opened = await ports.files.openRandom(cached.file);
  if (opened.kind !== 'ok') return { kind: 'unknown', reason: 'our-machine-failed', failure: null };
  return verifyFile(session, version, opened.file, origin);
}

async function downloadZip(session: Session, version: string): Promise<Attempt<null>> {
  const temps: TempFile[] = [];
  try {
    const downloaded = await walkEntries(
      session,
      (text) => text,
      (entry) => askZip(session, entry, version, temps),
    );
    if (downloaded.kind !== 'ok') return downloaded;
    return await verifyFile(session, version, downloaded.value.openRandom(), downloaded);
  } finally {
    for (const temp of temps) await temp.dispose();
  }
}

async function askZip(
  session: Session,
  entry: ProxyEntry,
  version: string,
  temps: TempFile[],
): Promise<Attempt<TempFile>> {
  const escaped = escapeVersion(version);
  if (escaped === null) return disallowedVersion(session.path, version);
  const temp = await session.context.ports.files.createTemp();
  if (temp.kind !== 'ok') return { kind: 'unknown', reason: 'our-machine-failed', failure: null };
  temps.push(temp.file);
  const answer = await askProxy(session, entry, { file: 'zip', tail: `@v/${escaped}.zip`, sink: temp.file });
  if (answer.kind === 'unknown') return answer;
  if (answer.kind === 'failed')
    return failedWith(answer.failure, versionError(session.path, version, answer.failure.goText));
  return { kind: 'ok', value: temp.file, exchange: answer.exchange, servedBy: entry.shown, ms: answer.ms };
}

async function verifyFile(
  session: Session,
  version: string,
  file: RandomAccessFile,
  origin: Origin,
): Promise<Attempt<null>> {
  try {
    return (await verifyZip(session, version, file, origin)) ?? done(origin);
  } finally {
    file.close();
  }
}

/** What go has against this zip, or null. */
async function verifyZip(
  session: Session,
  version: string,
  file: RandomAccessFile,
  origin: Origin,
): Promise<Failed | Unknown | null> {
  const opened = await openModuleZip(file);
  if (opened.kind === 'uncertain') return { kind: 'unknown', reason: 'our-limit', failure: null };
  if (opened.kind === 'notAZip')
    return refuse(session, origin, { kind: 'zipNotZip', isHtml: startsAsHtml(file) }, opened.detail, opened.detail);
  const names = checkZipNames(opened.zip, session.path, version);
  if (names.kind === 'unexpectedFile') {
    const text = `zip for ${session.path}@${version} has unexpected file ${names.file.toWellFormed()}`;
    return refuse(session, origin, { kind: 'zipUnexpectedFile', file: names.file.toWellFormed() }, text, text);
  }
  const hashed = await hashZip(opened.zip, session.signal);
  if (hashed.kind === 'uncertain') return { kind: 'unknown', reason: 'our-limit', failure: null };
  if (hashed.kind === 'corrupt') {
    return refuse(
      session,
      origin,
      { kind: 'goFailure', code: 'zip-corrupt', message: hashed.detail },
      hashed.detail,
      hashed.detail,
    );
  }
  return checkHash(session, version, hashed.hash, origin) ?? checkExtraction(session, version, opened.zip, origin);
}

function checkHash(session: Session, version: string, hash: string, origin: Origin): Failed | null {
  const verdict = checkSum(session, { which: 'zip', version, hash, exchange: origin.exchange, entry: origin.servedBy });
  session.sums.set(`zip ${session.path}@${version}`, verdict.part);
  session.hashes.set(`zip ${session.path}@${version}`, hash);
  return verdict.failed;
}

function checkExtraction(session: Session, version: string, zip: ModuleZip, origin: Origin): Failed | null {
  const problems = checkZipRules(zip, session.path, version);
  const text = unzipError(problems)?.toWellFormed() ?? null;
  const [first] = problems;
  if (text === null || first === undefined) {
    session.story.add(
      'verify',
      'zip-ok',
      { version },
      { result: 'ok', exchanges: origin.exchange === null ? [] : [origin.exchange] },
    );
    return null;
  }
  const cause: FailureCause = {
    kind: 'zipRule',
    rule: first.rule,
    file: first.file.toWellFormed(),
    message: first.message.toWellFormed(),
  };
  return refuse(session, origin, cause, text, `unzip ${cacheFile(session, version)}: ${text}`);
}

/** Where go would have kept the zip: it names that file. */
function cacheFile(session: Session, version: string): string {
  const { environment, ports, cache } = session.context;
  const known = cache?.paths(session.path, version)?.zip;
  return known ?? cachePaths(ports.host.platform, environment.value('GOMODCACHE'), session.path, version)?.zip ?? '';
}

function refuse(session: Session, origin: Origin, cause: FailureCause, goText: string, goError: string): Failed {
  const exchanges = origin.exchange === null ? [] : [origin.exchange];
  const step = session.story.add(
    'verify',
    'zip-structure',
    { problem: goText.slice(0, 500) },
    { result: 'failed', next: 'stop', exchanges },
  );
  const failure = {
    step: step.id,
    exchange: origin.exchange,
    entry: origin.servedBy,
    file: 'zip',
    notExist: false,
    goText,
    goTextExact: true,
    cause,
  } as const;
  const failed: Failed = { kind: 'failed', failure, goError, fatal: false };
  session.story.fail(failed);
  return failed;
}

function startsAsHtml(file: RandomAccessFile): boolean {
  const start = new Uint8Array(64);
  const length = file.readSync(start, 0, start.length, 0);
  return /^\s*</.test(new TextDecoder().decode(start.subarray(0, length)));
}

function done(origin: Origin): Attempt<null> {
  return { kind: 'ok', value: null, ...origin };
}
