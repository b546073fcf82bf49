/**
 * The zip of a version: downloaded by the walk, or found in the cache, then checked in go's order: is it a zip, do all
 * names belong to the module, does its hash agree with go.sum, and at extraction the rules of x/mod/zip. Nothing after
 * the download goes on to another proxy, not even behind a pipe. Sources: cmd/go/internal/modfetch/fetch.go
 * (`downloadZip`, `hashZip`, `unzip`).
 */
import type { ProxyEntry } from '../goenv/goproxy.ts';
import { escapeVersion } from '../module/escape.ts';
import type { RandomAccessFile, TempFile } from '../ports.ts';
import { hashZip } from '../sumdb/dirhash.ts';
import { checkZipNames } from '../zip/checkZip.ts';
import { openModuleZip } from '../zip/moduleZip.ts';
import { askProxy, failedWith } from './askProxy.ts';
import type { Attempt, Failed, Unknown } from './attempt.ts';
import { useCachedZip } from './cachedZip.ts';
import type { Origin as DirectOrigin } from './directRepo.ts';
import { type MadeZip, makeZip } from './directZip.ts';
import { disallowedVersion } from './disallowedVersion.ts';
import { versionError } from './goErrorText.ts';
import { dispatch } from './moduleRepo.ts';
import type { Session } from './session.ts';
import { walkEntries } from './walkEntries.ts';
import { checkExtraction, checkZipHash, type Origin, refuseZip, served } from './zipVerdict.ts';

type CodeOrigin = DirectOrigin & { kind: 'code' };

/** Fetches and checks the zip of a resolved version. */
export async function fetchZip(session: Session, version: string): Promise<Attempt<null>> {
  return (await useCachedZip(session, version)) ?? (await downloadZip(session, version));
}

async function downloadZip(session: Session, version: string): Promise<Attempt<null>> {
  const temps: TempFile[] = [];
  try {
    const downloaded = await walkEntries(
      session,
      (text) => text,
      (entry) =>
        dispatch<TempFile | MadeZip>(session, entry, 'zip', {
          proxy: (at) => askZip(session, at, version, temps),
          code: (origin) => makeFrom(session, origin, version),
        }),
    );
    if (downloaded.kind !== 'ok') return downloaded;
    const { value } = downloaded;
    if ('zip' in value) return await verifyMade(session, version, value, downloaded);
    return await verifyFile(session, version, value.openRandom(), downloaded);
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

async function makeFrom(session: Session, origin: CodeOrigin, version: string): Promise<Attempt<MadeZip>> {
  const made = await makeZip(session, origin, version);
  if (made.kind !== 'ok') return made;
  return { kind: 'ok', value: made.made, exchange: null, servedBy: 'direct', ms: null };
}

/** Its names and rules were checked when it was made. */
async function verifyMade(session: Session, version: string, made: MadeZip, origin: Origin): Promise<Attempt<null>> {
  try {
    const hashed = await hashZip(made.zip, session.signal);
    if (hashed.kind !== 'ok') return { kind: 'unknown', reason: 'our-limit', failure: null };
    const refused = await checkZipHash(session, version, hashed.hash, origin);
    if (refused !== null) return refused;
    session.story.add('verify', 'zip-ok', { version }, { result: 'ok' });
    return served(origin);
  } finally {
    made.file.close();
  }
}

async function verifyFile(
  session: Session,
  version: string,
  file: RandomAccessFile,
  origin: Origin,
): Promise<Attempt<null>> {
  try {
    return (await verifyZip(session, version, file, origin)) ?? served(origin);
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
    return refuseZip(session, origin, { kind: 'zipNotZip', isHtml: startsAsHtml(file) }, opened.detail, opened.detail);
  const names = checkZipNames(opened.zip, session.path, version);
  if (names.kind === 'unexpectedFile') {
    const text = `zip for ${session.path}@${version} has unexpected file ${names.file.toWellFormed()}`;
    return refuseZip(session, origin, { kind: 'zipUnexpectedFile', file: names.file.toWellFormed() }, text, text);
  }
  const hashed = await hashZip(opened.zip, session.signal);
  if (hashed.kind === 'uncertain') return { kind: 'unknown', reason: 'our-limit', failure: null };
  if (hashed.kind === 'corrupt') {
    return refuseZip(
      session,
      origin,
      { kind: 'goFailure', code: 'zip-corrupt', message: hashed.detail },
      hashed.detail,
      hashed.detail,
    );
  }
  return (
    (await checkZipHash(session, version, hashed.hash, origin)) ?? checkExtraction(session, version, opened.zip, origin)
  );
}

function startsAsHtml(file: RandomAccessFile): boolean {
  const start = new Uint8Array(64);
  const length = file.readSync(start, 0, start.length, 0);
  return /^\s*</.test(new TextDecoder().decode(start.subarray(0, length)));
}
