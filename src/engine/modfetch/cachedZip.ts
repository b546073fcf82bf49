/**
 * A zip that is in the module cache already, so that nobody is asked. Where the folder is not extracted, the zip is read;
 * its recorded hash is checked in any case. Source: `DownloadZip`, `checkMod` and `download` in
 * cmd/go/internal/modfetch/fetch.go.
 */
import type { CachedZip } from '../modcache/moduleCache.ts';
import { hashZip } from '../sumdb/dirhash.ts';
import { type ModuleZip, openModuleZip } from '../zip/moduleZip.ts';
import type { Attempt, Failed, Unknown } from './attempt.ts';
import { tellHit } from './cacheReader.ts';
import type { Session } from './session.ts';
import { checkExtraction, checkZipHash, type Origin, refuseZip, served, zipFileName } from './zipVerdict.ts';

type Found = Exclude<CachedZip, { kind: 'absent' }>;

/** Null where the cache has none, so that go downloads it. */
export async function useCachedZip(session: Session, version: string): Promise<Attempt<null> | null> {
  const { cache } = session.context;
  const cached = await cache?.zip(session.path, version);
  if (cache === null || cached === undefined || cached.kind === 'absent') return null;
  tellHit(session, 'zip', cached.file);
  const directory = await cache.directory(session.path, version);
  const isExtracted =
    directory.kind === 'complete' ||
    (cached.kind === 'unhashed' && directory.kind === 'partial' && directory.why === 'ziphash file is missing');
  const refused = await verify(session, version, cached, isExtracted);
  return refused ?? served(fromCache);
}

const fromCache: Origin = { servedBy: 'cache', exchange: null, ms: null };

async function verify(
  session: Session,
  version: string,
  cached: Found,
  isExtracted: boolean,
): Promise<Failed | Unknown | null> {
  if (cached.kind === 'unhashed') return hashAgain(session, version, cached, !isExtracted);
  const isCheckedFirst = isCheckedBeforeExtraction(session, version);
  const first = isCheckedFirst ? await checkRecorded(session, version, cached) : null;
  if (first !== null) return first;
  const refused = isExtracted ? null : await extract(session, version, cached.file);
  if (refused !== null || isCheckedFirst) return refused;
  return checkRecorded(session, version, cached);
}

/** Every release checks the recorded hash behind the extraction; 1.26 before it too, where go.sum has no line for it. */
function isCheckedBeforeExtraction(session: Session, version: string): boolean {
  const minor = Number(/^(?:go)?1\.(\d+)/.exec(session.context.environment.release)?.[1] ?? 99);
  const lines = session.context.project?.goSum?.find(session.path, version, 'zip') ?? [];
  return minor >= 26 && !lines.some((line) => line.hash.startsWith('h1:'));
}

async function checkRecorded(session: Session, version: string, cached: Found): Promise<Failed | Unknown | null> {
  if (cached.kind !== 'ok') return hashAgain(session, version, cached, false);
  if (cached.hash.startsWith('h1:')) return await checkZipHash(session, version, cached.hash, fromCache);
  return refuseAgain(session, version, `unexpected ziphash: ${JSON.stringify(cached.hash)}`);
}

function hashAgain(
  session: Session,
  version: string,
  { kind, file }: Found,
  isToBeExtracted: boolean,
): Promise<Failed | Unknown | null> {
  return withZip(session, version, file, kind, async (zip) => {
    const hashed = await hashZip(zip, session.signal);
    if (hashed.kind === 'uncertain') return { kind: 'unknown', reason: 'our-limit', failure: null };
    if (hashed.kind === 'corrupt') return refuseHashing(session, version, kind, hashed.detail);
    const refused = await checkZipHash(session, version, hashed.hash, fromCache);
    return refused ?? (isToBeExtracted ? checkExtraction(session, version, zip, fromCache) : null);
  });
}

function extract(session: Session, version: string, file: string): Promise<Failed | Unknown | null> {
  return withZip(session, version, file, null, async (zip) => checkExtraction(session, version, zip, fromCache));
}

async function withZip(
  session: Session,
  version: string,
  file: string,
  hashedAs: Found['kind'] | null,
  use: (zip: ModuleZip) => Promise<Failed | Unknown | null>,
): Promise<Failed | Unknown | null> {
  const opened = await session.context.ports.files.openRandom(file);
  if (opened.kind !== 'ok') return { kind: 'unknown', reason: 'our-machine-failed', failure: null };
  try {
    const zip = await openModuleZip(opened.file);
    if (zip.kind === 'ok') return await use(zip.zip);
    if (zip.kind === 'uncertain') return { kind: 'unknown', reason: 'our-limit', failure: null };
    if (hashedAs !== null) return refuseHashing(session, version, hashedAs, zip.detail);
    const text = `unzip ${zipFileName(session, version)}: ${zip.detail}`;
    return refuseZip(session, fromCache, { kind: 'zipNotZip', isHtml: false }, zip.detail, text);
  } finally {
    opened.file.close();
  }
}

function refuseHashing(session: Session, version: string, kind: Found['kind'], detail: string): Failed {
  if (kind === 'invalidHash') return refuseAgain(session, version, detail);
  return refuseZip(session, fromCache, { kind: 'zipNotZip', isHtml: false }, detail, detail);
}

/** The check made again ends go at once. */
function refuseAgain(session: Session, version: string, detail: string): Failed {
  const text = `verifying ${session.path}@${version}: ${detail}`;
  return { ...refuseZip(session, fromCache, { kind: 'zipNotZip', isHtml: false }, detail, text), fatal: true };
}
