/**
 * What replace lines add to what proxies know: a version that they name counts as listed, and as there even where no
 * proxy has it. Source: `replacementRepo` in cmd/go/internal/modload/query.go.
 */
import type { ProxyEntry } from '../goenv/goproxy.ts';
import { privacyOf } from '../goenv/privacy.ts';
import { isPseudoVersion } from '../module/pseudo.ts';
import { canonicalVersion } from '../module/version.ts';
import { compareForSort } from '../semver.ts';
import type { Attempt, Failed } from './attempt.ts';
import { readCachedInfo } from './cacheReader.ts';
import { findReplace } from './fetchTarget.ts';
import type { RevInfo } from './infoJson.ts';
import { askStat, askVersions } from './moduleRepo.ts';
import { mainModulesOf } from './project.ts';
import type { Session } from './session.ts';

/** An entry that a version is looked for in. */
export interface QueriedEntry {
  entry: ProxyEntry;
  /** Set where go asks nobody there; its cache and replace lines still answer. */
  refused: Failed | null;
}

/** The versions of an entry and those that replace lines name. */
export async function listVersions(
  session: Session,
  { entry, refused }: QueriedEntry,
  prefix: string,
): Promise<Attempt<string[]>> {
  const listed = refused ?? (await askVersions(session, entry, prefix));
  const lines = replacesOf(session);
  if (lines.length === 0 || (listed.kind !== 'ok' && !isMissing(listed))) return listed;
  const named = lines.flatMap(({ oldVersion: version }) =>
    version?.startsWith(prefix) && !isPseudoVersion(version) ? [version] : [],
  );
  const versions = [...new Set([...(listed.kind === 'ok' ? listed.value : []), ...named])].sort(compareForSort);
  if (listed.kind === 'ok') return { ...listed, value: versions };
  return { kind: 'ok', value: versions, exchange: null, servedBy: entry.shown, ms: null };
}

/** A revision of an entry; a version that is replaced counts as there. */
export async function statVersion(
  session: Session,
  { entry, refused }: QueriedEntry,
  rev: string,
): Promise<Attempt<RevInfo>> {
  const found = refused === null ? await askStat(session, entry, rev) : await behindRefusal(session, rev, refused);
  if (found.kind !== 'failed' || found.fatal || rev !== canonicalVersion(rev)) return found;
  if (replacementOf(session, rev) === null) return found;
  return { kind: 'ok', value: { version: rev, timeMs: null }, exchange: null, servedBy: entry.shown, ms: null };
}

/** The same run for the module that stands in for a version: null where a folder does, itself where nothing does. */
export function standIn(session: Session, version: string): { session: Session; version: string } | null {
  const replace = replacementOf(session, version);
  if (replace === null) return { session, version };
  if (replace.newVersion === null) return null;
  const { newPath: path, newVersion } = replace;
  return {
    session: { ...session, path, noProxy: privacyOf(session.context.environment, path).noProxy },
    version: newVersion,
  };
}

async function behindRefusal(session: Session, rev: string, refused: Failed): Promise<Attempt<RevInfo>> {
  return (rev === canonicalVersion(rev) ? await readCachedInfo(session, rev) : null) ?? refused;
}

export const isReplaced = (session: Session, version: string): boolean => replacementOf(session, version) !== null;

const isMissing = (attempt: Attempt<unknown>): boolean => attempt.kind === 'failed' && attempt.failure.notExist;

function replacesOf({ context, path }: Session) {
  if (context.project === null) return [];
  return mainModulesOf(context.project).flatMap(({ goMod }) => goMod.replaces.filter((one) => one.oldPath === path));
}

function replacementOf({ context, path }: Session, version: string) {
  return context.project === null ? null : (findReplace({ path, version }, context.project)?.replace ?? null);
}
