/** Which of the pattern lists a module path matches: GONOPROXY and GONOSUMDB (both default to GOPRIVATE), GOINSECURE. */
import { matchPrefixPatterns } from '../module/patterns.ts';
import type { Environment } from './environment.ts';

export interface PatternMatch {
  /** The setting that holds the pattern: GOPRIVATE where the list comes from there. */
  setting: string;
  /** As written in the list. */
  pattern: string;
}

export interface Privacy {
  /** Fetched from its origin, never through a proxy. */
  noProxy: PatternMatch | null;
  /** Not checked against the checksum database. */
  noSumdb: PatternMatch | null;
  /** Its origin may be asked over plain HTTP, or without checking the certificate. Proxies are not concerned. */
  insecure: PatternMatch | null;
}

export function privacyOf(environment: Environment, modulePath: string): Privacy {
  return {
    noProxy: match(environment, 'GONOPROXY', modulePath),
    noSumdb: match(environment, 'GONOSUMDB', modulePath),
    insecure: match(environment, 'GOINSECURE', modulePath),
  };
}

function match(environment: Environment, name: string, modulePath: string): PatternMatch | null {
  const pattern = matchPrefixPatterns(environment.value(name), modulePath);
  if (pattern === null) return null;
  const isDefault = environment.setting(name)?.origin === 'default';
  return { setting: isDefault ? 'GOPRIVATE' : name, pattern };
}
