/**
 * From a query to a version, asking as go asks: one revision by its `.info`, the others by the list, then `@latest` where
 * the list has nothing usable, then the `.info` of what was chosen. Versions that go.mod excludes or that their author
 * retracts are passed over; to know the latter go reads the go.mod of the newest version.
 * Sources: cmd/go/internal/modload/query.go (`queryProxy`, `filterVersions`), modfile.go (`CheckRetractions`).
 */
import { parseGoMod, type Retract } from '../modfile/goMod.ts';
import { canonicalVersion } from '../module/version.ts';
import { compare, isValid, prerelease } from '../semver.ts';
import { type Attempt, plainFailure } from './attempt.ts';
import { readCachedInfo, readCachedMod } from './cacheReader.ts';
import { queryError, versionError } from './goErrorText.ts';
import { checkGoModSum } from './goSumCheck.ts';
import type { RevInfo } from './infoJson.ts';
import { askGoMod, askLatest, askStat } from './moduleRepo.ts';
import { listVersions, type QueriedEntry, standIn, statVersion } from './replacedVersions.ts';
import type { Session } from './session.ts';
import { isRevisionQuery, parseVersionQuery, type VersionMatcher } from './versionQuery.ts';
import { walkEntries } from './walkEntries.ts';

/** Whether a version may be chosen; an unknown or fatal end of the look-up behind it ends the query as well. */
type Allowed = (version: string) => Promise<Attempt<boolean>>;

const yes: Attempt<boolean> & { kind: 'ok' } = { kind: 'ok', value: true, exchange: null, servedBy: '', ms: null };
const allowAll: Allowed = () => Promise.resolve(yes);

/** The version that `go mod download PATH@QUERY` takes. `current` is what the main module requires, or null. */
export async function resolveQuery(session: Session, query: string, current: string | null): Promise<Attempt<RevInfo>> {
  const allowed: Allowed = isRevisionQuery(query) ? allowAll : (version) => isAllowed(session, version);
  return queryVersion(session, query, current, allowed);
}

/** go looks a resolved version up once more; that asks somebody only where the first answer is not in its cache. */
export function confirmVersion(session: Session, version: string): Promise<Attempt<RevInfo>> {
  return queryVersion(session, version, null, allowAll, asItIs);
}

async function queryVersion(
  session: Session,
  query: string,
  current: string | null,
  allowed: Allowed,
  describe = (text: string): string => queryError(session.path, query, text),
): Promise<Attempt<RevInfo>> {
  const cached = query === canonicalVersion(query) ? await readCachedInfo(session, query) : null;
  if (cached !== null) return cached;
  return walkEntries(
    session,
    describe,
    (entry, refused) => queryEntry(session, { entry, refused }, query, current, allowed),
    true,
  );
}

async function queryEntry(
  session: Session,
  from: QueriedEntry,
  query: string,
  current: string | null,
  allowed: Allowed,
): Promise<Attempt<RevInfo>> {
  const parsed = parseVersionQuery(session.path, query, current);
  switch (parsed.kind) {
    case 'invalid':
      return plainFailure(
        { kind: 'invalidVersion', reason: parsed.reason },
        parsed.reason,
        queryError(session.path, query, parsed.reason),
      );
    case 'revision':
      return statRevision(session, from, query);
    case 'list':
      return chooseVersion(session, from, query, current, parsed, allowed);
  }
}

/** A version with `+meta` that is not there is tried without it; the first error is the one that is reported. */
async function statRevision(session: Session, from: QueriedEntry, revision: string): Promise<Attempt<RevInfo>> {
  const first = await statVersion(session, from, revision);
  const canonical = canonicalVersion(revision);
  if (first.kind !== 'failed' || first.fatal || canonical === '' || canonical === revision) return first;
  const second = await statVersion(session, from, canonical);
  if (second.kind === 'failed') return second.failure.notExist ? first : second;
  return second;
}

async function chooseVersion(
  session: Session,
  from: QueriedEntry,
  query: string,
  current: string | null,
  matcher: VersionMatcher,
  allowed: Allowed,
): Promise<Attempt<RevInfo>> {
  const versions = await listVersions(session, from, matcher.prefix);
  if (versions.kind !== 'ok') return versions;
  const usable = await filterVersions(session, versions.value, matcher, allowed);
  if (usable.kind !== 'ok') return usable;
  const ofKind = usable.value.releases.length > 0 ? usable.value.releases : usable.value.prereleases;
  const chosen = matcher.prefersLower ? ofKind[0] : ofKind.at(-1);
  if (chosen !== undefined) return askChosen(session, from, query, chosen, allowed);
  if (matcher.mayUseLatest) {
    const latest = await latestIfAllowed(session, from, query, matcher, allowed);
    if (latest !== null) return latest;
  }
  if (current !== null && (query === 'upgrade' || query === 'patch'))
    return stayOnCurrent(session, from, query, current, allowed);
  const text = `no matching versions for query ${JSON.stringify(query)}`;
  return plainFailure({ kind: 'noMatchingVersions', query }, text, versionError(session.path, null, text), {
    entry: from.entry.shown,
    file: 'list',
    step: session.story.steps.at(-1)?.id ?? null,
  });
}

/** An upgrade that finds nothing newer ends where it began, unless go.mod or the author forbids that version. */
async function stayOnCurrent(
  session: Session,
  from: QueriedEntry,
  query: string,
  current: string,
  allowed: Allowed,
): Promise<Attempt<RevInfo>> {
  const verdict = await allowed(current);
  if (verdict.kind !== 'ok') return verdict;
  if (verdict.value) return statVersion(session, from, current);
  const text = versionError(session.path, current, 'retracted by module author');
  const refused = plainFailure({ kind: 'noMatchingVersions', query }, text, text, { entry: from.entry.shown });
  return { ...refused, failure: { ...refused.failure, goTextExact: false } };
}

/** Only the choice that the user asked for is told, not the one behind the search for retractions. */
async function askChosen(
  session: Session,
  from: QueriedEntry,
  query: string,
  version: string,
  allowed: Allowed,
): Promise<Attempt<RevInfo>> {
  if (allowed !== allowAll)
    session.story.add('decision', 'version-chosen', { version, query, entry: from.entry.shown }, { result: 'ok' });
  return statVersion(session, from, version);
}

/** Null where `@latest` gives nothing that may be chosen. */
async function latestIfAllowed(
  session: Session,
  from: QueriedEntry,
  query: string,
  matcher: VersionMatcher,
  allowed: Allowed,
): Promise<Attempt<RevInfo> | null> {
  const latest = from.refused ?? (await askLatest(session, from.entry));
  if (latest.kind === 'unknown') return latest;
  if (latest.kind === 'failed') return latest.failure.notExist ? null : latest;
  const { version } = latest.value;
  if (!version.startsWith(matcher.prefix) || !matcher.matches(version)) return null;
  const verdict = await allowed(version);
  if (verdict.kind !== 'ok') return verdict;
  return verdict.value ? askChosen(session, from, query, version, allowed) : null;
}

interface Usable {
  releases: string[];
  prereleases: string[];
}

/**
 * `+incompatible` versions count only where no compatible version has a real go.mod: the highest compatible one is read to
 * know that (golang/go#34165).
 */
async function filterVersions(
  session: Session,
  versions: readonly string[],
  matcher: VersionMatcher,
  allowed: Allowed,
): Promise<Attempt<Usable>> {
  const usable: Usable = { releases: [], prereleases: [] };
  let takesIncompatible = matcher.prefersIncompatible;
  let lastCompatible: string | null = null;
  for (const version of versions) {
    if (!matcher.matches(version)) continue;
    const verdict = await allowed(version);
    if (verdict.kind !== 'ok') return verdict;
    if (!verdict.value) continue;
    if (!takesIncompatible && !version.endsWith('+incompatible')) lastCompatible = version;
    else if (!takesIncompatible && lastCompatible !== null) {
      const mod = await walkGoMod(session, lastCompatible);
      if (mod.kind !== 'ok') return mod;
      if (!isMadeUp(session.path, mod.value)) break;
      takesIncompatible = true;
    }
    (prerelease(version) === '' ? usable.releases : usable.prereleases).push(version);
  }
  return { ...yes, value: usable };
}

/** The go.mod that go and proxies make up for a module without one: a single module line. */
function isMadeUp(path: string, mod: Uint8Array): boolean {
  return new TextDecoder().decode(mod) === `module ${path}\n`;
}

/** Behind the query go prints such errors without naming the module. */
const asItIs = (text: string): string => text;

/** The go.mod of a version from whoever has it, checked against go.sum. */
export async function walkGoMod(session: Session, version: string): Promise<Attempt<Uint8Array>> {
  if (!isValid(version)) return invalidVersion(session, version);
  const cached = await readCachedMod(session, version);
  if (cached !== null) return cached;
  const mod = await walkEntries(session, asItIs, (entry) => askGoMod(session, entry, version));
  if (mod.kind !== 'ok' || session.sums.has(`mod ${session.path}@${version}`)) return mod;
  // Another fetch of this run asked for it at the same time; the verdict belongs to this one too.
  return (await checkGoModSum(session, version, mod.value, mod.exchange, mod.servedBy)) ?? mod;
}

/** go ends with this when a proxy names something that is no version. */
export function invalidVersion(session: Session, version: string): Attempt<never> {
  const text = `internal error: ${session.path}@${version}: unexpected invalid semantic version`;
  const cause = {
    kind: 'invalidInfo',
    reason: 'wrongVersion',
    entry: '',
    got: version.slice(0, 200),
    isHtml: false,
  } as const;
  return {
    ...plainFailure(cause, text, text, { file: 'info', step: session.story.steps.at(-1)?.id ?? null }),
    fatal: true,
  };
}

async function isAllowed(session: Session, version: string): Promise<Attempt<boolean>> {
  const { project } = session.context;
  if (version === '') return yes;
  if (project?.goMod.excludes.some((exclude) => exclude.path === session.path && exclude.version === version)) {
    return { ...yes, value: false };
  }
  if (project?.goMod.replaces.some((replace) => replace.oldPath === session.path && replace.oldVersion === null))
    return yes;
  const retracts = await readRetracts(session);
  if (retracts.kind === 'failed') return retracts.fatal ? retracts : yes;
  if (retracts.kind === 'unknown') return retracts;
  const isRetracted = retracts.value.some((one) => compare(one.low, version) <= 0 && compare(version, one.high) <= 0);
  return { ...yes, value: !isRetracted };
}

/** go looks into the .info of a version before it downloads; a replace line does not help there. */
export async function walkInfo(session: Session, version: string): Promise<Attempt<RevInfo>> {
  const stored = await readCachedInfo(session, version);
  if (stored !== null) return stored;
  return walkEntries(session, asItIs, (entry) => askStat(session, entry, version));
}

/** What the author retracts, in the go.mod of the newest version of all. go does without it where it cannot be had. */
async function readRetracts(session: Session): Promise<Attempt<readonly Retract[]>> {
  session.retracts ??= loadRetracts(session);
  return session.retracts;
}

async function loadRetracts(session: Session): Promise<Attempt<readonly Retract[]>> {
  const newest = await queryVersion(session, 'latest', null, allowAll);
  if (newest.kind !== 'ok') return newest;
  if (newest.value.version === '') return { ...yes, value: [] };
  const latest = standIn(session, newest.value.version);
  if (latest === null) return { ...yes, value: [] };
  const mod = await walkGoMod(latest.session, latest.version);
  if (mod.kind !== 'ok') return mod;
  return { ...mod, value: parseGoMod(mod.value, 'go.mod').retracts };
}
