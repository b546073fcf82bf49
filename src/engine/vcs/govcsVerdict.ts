/**
 * Whether GOVCS lets a program fetch a repository: the first rule that matches its root decides; behind the user's rules
 * stand `private:all` and `public:git|hg`. Source: cmd/go/internal/vcs/vcs.go (`checkGOVCS`, `allow`).
 */
import type { Environment } from '../goenv/environment.ts';
import { type GovcsRule, parseGovcs } from '../goenv/govcs.ts';
import { matchPrefixPatterns } from '../module/patterns.ts';
import type { VcsCommand } from './vcsTool.ts';

export type GovcsVerdict =
  | { kind: 'allowed' }
  | { kind: 'invalid'; message: string }
  /** `pattern` is the rule that decided; null for one of go's own. */
  | { kind: 'disallowed'; isPrivate: boolean; pattern: string | null; message: string };

const builtIn: readonly GovcsRule[] = [
  { pattern: 'private', allowed: ['all'] },
  { pattern: 'public', allowed: ['git', 'hg'] },
];

export function checkGovcs(environment: Environment, root: string, vcs: VcsCommand): GovcsVerdict {
  const parsed = parseGovcs(environment.value('GOVCS'));
  if (parsed.kind === 'invalid') return parsed;
  const isPrivate = matchPrefixPatterns(environment.value('GOPRIVATE'), root) !== null;
  const rule = [...parsed.rules, ...builtIn].find((one) => matches(one.pattern, root, isPrivate));
  if (rule?.allowed.some((name) => name === vcs || name === 'all')) return { kind: 'allowed' };
  const what = isPrivate ? 'private' : 'public';
  return {
    kind: 'disallowed',
    isPrivate,
    pattern: rule !== undefined && parsed.rules.includes(rule) ? rule.pattern : null,
    message: `GOVCS disallows using ${vcs} for ${what} ${root}; see 'go help vcs'`,
  };
}

function matches(pattern: string, root: string, isPrivate: boolean): boolean {
  if (pattern === 'private') return isPrivate;
  if (pattern === 'public') return !isPrivate;
  return matchPrefixPatterns(pattern, root) !== null;
}
