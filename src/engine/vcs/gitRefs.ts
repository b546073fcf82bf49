/**
 * What git prints about references and commits, and which of them a revision names: a tag before a branch before HEAD
 * before the beginning of a hash. Source: cmd/go/internal/modfetch/codehost/git.go (`loadRefs`, `stat`, `statLocal`).
 */

export interface Commit {
  /** The whole hash. */
  hash: string;
  /** As in pseudo-versions: 12 digits. */
  short: string;
  time: Date;
  /** The tag that was asked for, else the hash. */
  version: string;
  /** Tags that are known to be on this commit, sorted. */
  tags: readonly string[];
}

/** By name: `HEAD`, `refs/heads/…`, `refs/tags/…`; annotated tags by their commit. */
export type Refs = ReadonlyMap<string, string>;

/** Our bounds on what a server can make us keep. */
const maxRefs = 500_000;

/** Of `git ls-remote`. */
export function parseRefs(output: string): Map<string, string> {
  const refs = new Map<string, string>();
  for (const line of output.split('\n')) {
    const [hash, ref, ...rest] = line.split(/\s+/).filter((word) => word !== '');
    if (hash === undefined || ref === undefined || rest.length > 0 || refs.size >= maxRefs) continue;
    if (ref === 'HEAD' || ref.startsWith('refs/heads/') || ref.startsWith('refs/tags/')) refs.set(ref, hash);
  }
  for (const [ref, hash] of [...refs]) {
    if (!ref.endsWith('^{}')) continue;
    refs.delete(ref);
    refs.set(ref.slice(0, -3), hash);
  }
  return refs;
}

/** At least seven digits of a hash, which go demands before it takes a text for one. */
export function isHashPrefix(revision: string): boolean {
  return /^[0-9a-f]{7,64}$/.test(revision);
}

export interface Resolved {
  revision: string;
  ref: string;
  hash: string;
}

/** A tag before a branch before HEAD before the beginning of a hash. */
export function resolveRevision(refs: Refs, revision: string): Resolved | 'ambiguous' | null {
  const tag = refs.get(`refs/tags/${revision}`);
  if (tag !== undefined) return { revision, ref: `refs/tags/${revision}`, hash: tag };
  const branch = refs.get(`refs/heads/${revision}`);
  if (branch !== undefined) return { revision: branch, ref: `refs/heads/${revision}`, hash: branch };
  const head = revision === 'HEAD' ? refs.get('HEAD') : undefined;
  if (head !== undefined) return { revision: head, ref: 'HEAD', hash: head };
  return isHashPrefix(revision) ? resolveHash(refs, revision) : null;
}

function resolveHash(refs: Refs, prefix: string): Resolved | 'ambiguous' {
  const matching = [...refs].filter(([, hash]) => hash.startsWith(prefix));
  const hashes = new Set(matching.map(([, hash]) => hash));
  if (hashes.size > 1) return 'ambiguous';
  const [hash] = hashes;
  if (hash === undefined) return { revision: prefix, ref: '', hash: prefix.length >= 40 ? prefix : '' };
  const [ref = ''] = matching.map(([name]) => name).sort();
  return { revision: hash, ref, hash };
}

/** One line of `git log`: hash, time in seconds, decorations. */
export function readLog(output: string, wanted: string, refs: Refs): Commit | null {
  const words = output.split(/\s+/).filter((word) => word !== '');
  const [hash = '', seconds = ''] = words;
  if (!/^[0-9a-f]{40,64}$/.test(hash) || !/^-?\d{1,15}$/.test(seconds)) return null;
  const tags = new Set<string>();
  for (const [index, word] of words.entries())
    if (index > 1 && words[index - 1] === 'tag:') tags.add(word.replace(/,$/, ''));
  for (const [ref, at] of refs) if (at === hash && ref.startsWith('refs/tags/')) tags.add(ref.slice(10));
  const asked = hash.startsWith(wanted) ? hash : wanted;
  return {
    hash,
    short: hash.slice(0, 12),
    time: new Date(Number(seconds) * 1000),
    version: tags.has(asked) ? asked : hash,
    tags: [...tags].sort(),
  };
}
