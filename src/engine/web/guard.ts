/**
 * Whom a run may ask: exactly the hosts that go would ask for this module under these settings. Every request passes
 * here before any name is resolved, redirects included, so that a private path never reaches a public proxy because of a
 * mistake elsewhere.
 */
import type { Environment } from '../goenv/environment.ts';
import { parseGoproxy } from '../goenv/goproxy.ts';
import { privacyOf } from '../goenv/privacy.ts';
import { databaseOf, toolchainPath } from '../sumdb/dialDatabase.ts';
import { parseHttpUrl } from './httpUrl.ts';
import type { Audience } from './transport.ts';

export type GuardVerdict = { kind: 'allowed' } | { kind: 'refused'; why: string };

export interface Guard {
  /**
   * Judges one request. `redirectedFrom` is the URL of an allowed request whose answer leads here, or null. go follows a
   * redirect to any host, so the origin is then free; the privacy of the module path is judged all the same.
   */
  check(audience: Audience, url: string, redirectedFrom: string | null): GuardVerdict;
}

export function createGuard(environment: Environment): Guard {
  const proxies = proxyUrls(environment);
  return {
    check: (audience, url, redirectedFrom) => {
      const why = privacyRefusal(environment, audience);
      if (why !== null) return { kind: 'refused', why };
      if (redirectedFrom !== null || isAudienceOrigin(environment, audience, url, proxies)) return { kind: 'allowed' };
      return { kind: 'refused', why: `${originOf(url) ?? 'this URL'} is not among the servers that go would ask` };
    },
  };
}

function proxyUrls(environment: Environment): string[] {
  const list = parseGoproxy(environment.value('GOPROXY'), environment.value('GONOPROXY'));
  if (list.kind === 'invalid') return [];
  return list.entries.filter((entry) => entry.kind === 'proxy').map((entry) => entry.url);
}

/** `https://NAME` of the checksum database, and the URL that GOSUMDB gives instead. */
function databaseUrls(environment: Environment): string[] {
  const database = databaseOf(environment);
  if (database.kind === 'error') return [];
  return database.url === null ? [database.direct] : [database.url];
}

function privacyRefusal(environment: Environment, audience: Audience): string | null {
  if (audience.kind === 'discovery' || audience.kind === 'origin' || audience.modulePath === null) return null;
  // Toolchains are checked whatever the patterns say.
  if (audience.kind === 'sumdb' && audience.modulePath === toolchainPath) return null;
  const privacy = privacyOf(environment, audience.modulePath);
  const match = audience.kind === 'proxy' ? privacy.noProxy : privacy.noSumdb;
  return match === null ? null : `${audience.modulePath} matches ${match.pattern} in ${match.setting}`;
}

function isAudienceOrigin(
  environment: Environment,
  audience: Audience,
  url: string,
  proxies: readonly string[],
): boolean {
  const origin = originOf(url);
  if (origin === null) return false;
  switch (audience.kind) {
    case 'proxy':
      return proxies.some((proxy) => originOf(proxy) === origin);
    case 'sumdb':
      return [...databaseUrls(environment), ...proxies].some((one) => originOf(one) === origin);
    case 'discovery':
      return discoveryHost(audience.modulePath) === parseHttpUrl(url)?.hostPort;
    case 'origin':
      return originOf(audience.base) === origin;
  }
}

/** The first element of a path names its server, with a port where one is written. */
function discoveryHost(modulePath: string): string {
  return modulePath.split('/', 1)[0]?.toLowerCase() ?? '';
}

function originOf(url: string): string | null {
  return parseHttpUrl(url)?.origin ?? null;
}
