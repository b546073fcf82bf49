/**
 * What GOSUMDB and the pattern lists mean for one module (cmd/go/internal/modfetch/sumdb.go, useSumDB and dbDial).
 */
import type { Environment } from '../goenv/environment.ts';
import { parseGosumdb } from '../goenv/gosumdb.ts';
import { type PatternMatch, privacyOf } from '../goenv/privacy.ts';
import { parseVerifierKey, type VerifierKey } from './verifierKey.ts';

export const toolchainPath = 'golang.org/toolchain';

export type SumdbUse =
  | { kind: 'ask' }
  | { kind: 'off' }
  | { kind: 'exempt'; match: PatternMatch }
  /** A toolchain from a GOPROXY that is one local folder. */
  | { kind: 'localToolchain' };

/**
 * Whether go asks the database for a module whose hash is not in go.sum. Toolchains are asked for whatever the settings say;
 * with GOSUMDB=off the lookup then fails. The one exception is a GOPROXY that is a single `file://` URL.
 */
export function sumdbUse(environment: Environment, path: string): SumdbUse {
  if (path === toolchainPath) {
    const goproxy = environment.value('GOPROXY');
    return goproxy.startsWith('file://') && !/[,|]/.test(goproxy) ? { kind: 'localToolchain' } : { kind: 'ask' };
  }
  const match = privacyOf(environment, path).noSumdb;
  if (environment.value('GOSUMDB') === 'off') return match === null ? { kind: 'off' } : { kind: 'exempt', match };
  return match === null ? { kind: 'ask' } : { kind: 'exempt', match };
}

export type Database =
  | {
      kind: 'ok';
      key: VerifierKey;
      /** `https://NAME`. */
      direct: string;
      /** The URL in GOSUMDB, which replaces proxies and `direct`; null where there is none. */
      url: string | null;
    }
  /** In go's words. */
  | { kind: 'error'; message: string };

/** The database that GOSUMDB names. Go says what is wrong with it only when it first needs it. */
export function databaseOf(environment: Environment): Database {
  const parsed = parseGosumdb(environment.value('GOSUMDB'));
  if (parsed.kind === 'off') return { kind: 'error', message: 'checksum database disabled by GOSUMDB=off' };
  if (parsed.kind === 'invalid') return { kind: 'error', message: parsed.message };
  const key = parseVerifierKey(parsed.key);
  if (key.kind === 'error') return { kind: 'error', message: `invalid GOSUMDB: ${key.message}` };
  return { kind: 'ok', key: key.key, direct: `https://${parsed.name}`, url: parsed.url };
}
