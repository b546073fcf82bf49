/**
 * Whether a pseudo-version tells the truth about its commit: hash, time, and the tag before it, which must be an ancestor.
 * Otherwise anybody could pin a dependency by inventing a high version. Source: `validatePseudoVersion` in
 * cmd/go/internal/modfetch/coderepo.go.
 */
import { pseudoVersionBase, pseudoVersionRev, pseudoVersionTime } from '../module/pseudo.ts';
import { compare, isValid, major } from '../semver.ts';
import type { Commit } from '../vcs/gitRefs.ts';
import { failed, type Lookup, type LookupEnd } from '../vcs/lookup.ts';
import type { CodeRepo } from './codeRepo.ts';
import { invalidVersionText } from './goErrorText.ts';

/** Null where it does. */
export async function checkPseudoVersion(
  lookup: Lookup,
  code: CodeRepo,
  commit: Commit,
  version: string,
  pathMajor: string,
): Promise<LookupEnd | null> {
  const problem = checkForm(commit, version) ?? (await checkBase(lookup, code, commit, version, pathMajor));
  if (problem === null || 'kind' in problem) return problem;
  const { reason, expected } = problem;
  const params = { version, reason };
  const step = lookup.story.add('verify', 'pseudo-version-checked', params, { result: 'failed', next: 'stop' });
  const text = invalidVersionText(code.path, version, reason, true);
  return { ...failed({ kind: 'pseudoVersion', reason, expected }, text, { step }), isWrapped: true };
}

interface Problem {
  reason: string;
  /** What the version should say instead, where that is known. */
  expected: string | null;
}

const plain = (reason: string): Problem => ({ reason, expected: null });

function checkForm(commit: Commit, version: string): Problem | null {
  const rev = pseudoVersionRev(version);
  if (typeof rev !== 'string') return plain(rev.reason);
  if (rev !== commit.short) {
    const how = rev.startsWith(commit.short)
      ? 'revision is longer than canonical'
      : commit.short.startsWith(rev)
        ? 'revision is shorter than canonical'
        : 'does not match short name of revision';
    return { reason: `${how} (expected ${commit.short})`, expected: commit.short };
  }
  const time = pseudoVersionTime(version);
  if (!(time instanceof Date)) return plain(time.reason);
  if (time.getTime() === commit.time.getTime()) return null;
  const stamp = commit.time.toISOString().slice(0, 19).replace(/[-:T]/g, '');
  return { reason: `does not match version-control timestamp (expected ${stamp})`, expected: stamp };
}

async function checkBase(
  lookup: Lookup,
  code: CodeRepo,
  commit: Commit,
  version: string,
  pathMajor: string,
): Promise<Problem | LookupEnd | null> {
  const base = pseudoVersionBase(version.replace(/\+incompatible$/, ''));
  if (typeof base !== 'string') return plain(base.reason);
  if (base === '') {
    const isV1 = pathMajor === '' && major(version) === 'v1';
    return isV1 ? plain('major version without preceding tag must be v0, not v1') : null;
  }
  const rev = commit.short;
  const own = commit.tags.find((tag) => withoutPrefix(tag, code.tagPrefix) === base);
  if (own !== undefined) {
    return plain(
      `tag (${own}) found on revision ${rev} is already canonical, so should not be replaced with a pseudo-version derived from that tag`,
    );
  }
  const tags = await code.repo.tags(lookup, code.tagPrefix + base);
  if (tags.kind !== 'ok') return tags;
  let last: string | null = null;
  for (const tag of tags.value) {
    const tagged = withoutPrefix(tag, code.tagPrefix);
    if (!isValid(tagged) || compare(tagged, base) !== 0) continue;
    last = tag;
    const descends = await code.repo.descendsFrom(lookup, commit.hash, tag);
    if (descends.kind !== 'ok') return descends;
    if (descends.value) return null;
  }
  if (last === null) return plain(`preceding tag (${base}) not found`);
  return plain(`revision ${rev} is not a descendent of preceding tag (${last})`);
}

function withoutPrefix(tag: string, prefix: string): string {
  return tag.startsWith(prefix) ? tag.slice(prefix.length) : tag;
}
