/**
 * A zip that is in the module cache already, so that nobody is asked. Where go.sum has no line for it, its recorded hash is
 * checked again since Go 1.26; where the folder is not extracted, the zip is read. Source: `DownloadZip`, `checkMod` and
 * `download` in cmd/go/internal/modfetch/fetch.go.
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
  if (cached.kind === 'ok') {
    const refused = await checkRecorded(session, version, cached.hash);
    if (refused !== null || isExtracted) return refused;
  }
  const needsHash = cached.kind === 'unhashed' || (cached.kind === 'invalidHash' && isCheckedAgain(session, version));
  if (!needsHash && isExtracted) return null;
  return await withZip(session, version, cached.file, needsHash ? cached.kind : null, async (zip) => {
    const hashed = needsHash ? await hashZip(zip, session.signal) : null;
    if (hashed?.kind === 'uncertain') return { kind: 'unknown', reason: 'our-limit', failure: null };
    if (hashed?.kind === 'corrupt') return refuseHashing(session, version, cached.kind, hashed.detail);
    const refused = hashed === null ? null : await checkZipHash(session, version, hashed.hash, fromCache);
    return refused ?? (isExtracted ? null : checkExtraction(session, version, zip, fromCache));
  });
}

/** go looks at the recorded hash again only where go.sum has no line for it, and only since 1.26. */
function isCheckedAgain(session: Session, version: string): boolean {
  const minor = Number(/^(?:go)?1\.(\d+)/.exec(session.context.environment.release)?.[1] ?? 99);
  return minor >= 26 && !isRecorded(session, version);
}

function isRecorded(session: Session, version: string): boolean {
  const lines = session.context.project?.goSum?.find(session.path, version, 'zip') ?? [];
  return lines.some((line) => line.hash.startsWith('h1:'));
}

async function checkRecorded(session: Session, version: string, hash: string): Promise<Failed | null> {
  const lines = session.context.project?.goSum?.find(session.path, version, 'zip') ?? [];
  if (lines.some((line) => line.hash === hash)) return checkZipHash(session, version, hash, fromCache);
  if (!isCheckedAgain(session, version)) return null;
  if (hash.startsWith('h1:')) return checkZipHash(session, version, hash, fromCache);
  return refuseAgain(session, version, `unexpected ziphash: ${JSON.stringify(hash)}`);
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
