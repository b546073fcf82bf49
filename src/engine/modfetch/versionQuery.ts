/**
 * What stands behind `@`: a version, a revision (branch, tag, commit), or a question about the list of versions such as
 * `latest`, `v1.2` or `<v2`. Source: `newQueryMatcher` in cmd/go/internal/modload/query.go.
 */
import { checkPathMajor, splitPathVersion } from '../module/path.ts';
import { isPseudoVersion } from '../module/pseudo.ts';
import { compare, isValid, majorMinor } from '../semver.ts';
import { quote } from '../strconv.ts';

export interface VersionMatcher {
  kind: 'list';
  /** Versions that do not begin so are not asked for. */
  prefix: string;
  matches(version: string): boolean;
  prefersLower: boolean;
  mayUseLatest: boolean;
  prefersIncompatible: boolean;
}

export type VersionQuery =
  | VersionMatcher
  /** One revision: go asks for its `.info`. */
  | { kind: 'revision' }
  /** go refuses before it asks anybody. `reason` is go's sentence. */
  | { kind: 'invalid'; reason: string };

/** `current` is the version that the main module requires, or null. */
export function parseVersionQuery(path: string, query: string, current: string | null): VersionQuery {
  const comparison = /^(<=|>=|<|>)([\s\S]*)$/.exec(query);
  if (comparison !== null) return parseComparison(path, query, comparison[1] ?? '', comparison[2] ?? '', current);
  if (query === 'latest') return matcher(current, { mayUseLatest: true });
  if (query === 'upgrade' || query === 'patch') return parseUpgrade(path, query, current);
  if (!isValid(query) || !isPrefix(query)) return { kind: 'revision' };
  return matcher(current, {
    prefix: `${query}.`,
    // v1.2 is not below v1.2.0, so its pre-releases are no match.
    matches: (version) => compare(version, query) >= 0,
    prefersIncompatible: !matchesMajor(path, query),
  });
}

/** Whether a version query may name a revision that go.mod excludes or its author retracts (`IsRevisionQuery`). */
export function isRevisionQuery(query: string): boolean {
  if (query === 'latest' || query === 'upgrade' || query === 'patch' || /^[<>]/.test(query)) return false;
  return !(isValid(query) && isPrefix(query));
}

function parseUpgrade(path: string, query: string, current: string | null): VersionQuery {
  if (current === null) {
    if (query === 'upgrade') return matcher(current, { mayUseLatest: true });
    return {
      kind: 'invalid',
      reason: `can't query version "patch" of module ${path}: no existing version is required`,
    };
  }
  return matcher(current, {
    prefix: query === 'patch' ? `${majorMinor(current)}.` : '',
    mayUseLatest: isPseudoVersion(current),
    matches: (version) => compare(version, current) >= 0,
  });
}

function parseComparison(
  path: string,
  query: string,
  operator: string,
  version: string,
  current: string | null,
): VersionQuery {
  if (!isValid(version))
    return { kind: 'invalid', reason: `invalid semantic version ${quote(version)} in range ${quote(query)}` };
  if ((operator === '<=' || operator === '>') && isPrefix(version)) {
    return { kind: 'invalid', reason: `ambiguous semantic version ${quote(version)} in range ${quote(query)}` };
  }
  const tests: Readonly<Record<string, (order: number) => boolean>> = {
    '<': (order) => order < 0,
    '<=': (order) => order <= 0,
    '>': (order) => order > 0,
    '>=': (order) => order >= 0,
  };
  const test = tests[operator] ?? (() => false);
  return matcher(current, {
    matches: (candidate) => test(compare(candidate, version)),
    prefersLower: operator.startsWith('>'),
    prefersIncompatible: !matchesMajor(path, version),
  });
}

function matcher(current: string | null, parts: Partial<VersionMatcher>): VersionMatcher {
  return {
    kind: 'list',
    prefix: '',
    matches: () => true,
    prefersLower: false,
    mayUseLatest: false,
    ...parts,
    prefersIncompatible: (parts.prefersIncompatible ?? false) || (current?.endsWith('+incompatible') ?? false),
  };
}

/** `v1` or `v1.2`: not yet a whole version. */
function isPrefix(version: string): boolean {
  return !/[-+]/.test(version) && version.split('.').length < 3;
}

function matchesMajor(path: string, version: string): boolean {
  const split = splitPathVersion(path);
  return split !== null && checkPathMajor(version, split.pathMajor) === null;
}
