/**
 * GOVCS: which version control programs may fetch which paths, such as `public:git|hg,private:all`. The first pattern
 * that matches a repository's root path decides. (cmd/go/internal/vcs, `parseGOVCS`.)
 */
import { quote } from '../strconv.ts';
import { trimSpace } from './space.ts';

export interface GovcsRule {
  /** `public`, `private`, or a glob. */
  pattern: string;
  allowed: string[];
}

export type Govcs = { kind: 'ok'; rules: GovcsRule[] } | { kind: 'invalid'; message: string };

export function parseGovcs(govcs: string): Govcs {
  if (trimSpace(govcs) === '') return { kind: 'ok', rules: [] };
  const rules: GovcsRule[] = [];
  const seen = new Map<string, string>();
  for (const written of trimSpace(govcs).split(',')) {
    const item = trimSpace(written);
    const rule = parseRule(item);
    if (typeof rule === 'string') return { kind: 'invalid', message: rule };
    const earlier = seen.get(rule.pattern);
    if (earlier !== undefined) {
      return { kind: 'invalid', message: `unreachable pattern in GOVCS: ${quote(item)} after ${quote(earlier)}` };
    }
    seen.set(rule.pattern, item);
    rules.push(rule);
  }
  return { kind: 'ok', rules };
}

function parseRule(item: string): GovcsRule | string {
  if (item === '') return 'empty entry in GOVCS';
  const colon = item.indexOf(':');
  if (colon < 0) return `malformed entry in GOVCS (missing colon): ${quote(item)}`;
  const pattern = trimSpace(item.slice(0, colon));
  const list = trimSpace(item.slice(colon + 1));
  if (pattern === '') return `empty pattern in GOVCS: ${quote(item)}`;
  if (list === '') return `empty VCS list in GOVCS: ${quote(item)}`;
  if (/^\.\.?(?:\/|$)/.test(pattern)) return `relative pattern not allowed in GOVCS: ${quote(pattern)}`;
  const allowed = list.split('|').map(trimSpace);
  return allowed.includes('') ? `empty VCS name in GOVCS: ${quote(item)}` : { pattern, allowed };
}
