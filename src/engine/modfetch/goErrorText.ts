/**
 * The wrappers that go puts around the cause of a failure, so that users recognise what they saw in their terminal.
 * Sources: cmd/go/internal/modfetch/{proxy,fetch}.go, x/mod/module (`ModuleError`, `InvalidVersionError`),
 * modload/list.go (`modinfoError`).
 */
import { isPseudoVersion } from '../module/pseudo.ts';
import { canonicalVersion } from '../module/version.ts';

/** `PATH@VERSION: cause`; `module PATH: cause` for lists; `invalid version` where the version is not canonical. */
export function versionError(path: string, version: string | null, cause: string): string {
  if (version === null || version === '') return `module ${path}: ${cause}`;
  if (version === canonicalVersion(version)) return `${path}@${version}: ${cause}`;
  return `${path}@${version}: invalid ${isPseudoVersion(version) ? 'pseudo-version' : 'version'}: ${cause}`;
}

/** `PATH@VERSION: invalid version: cause`, as a repository refuses a version. */
export function invalidVersionText(path: string, version: string, cause: string, isPseudo: boolean): string {
  return `${path}@${version}: invalid ${isPseudo ? 'pseudo-version' : 'version'}: ${cause}`;
}

/** What `go mod download M@Q` says about a cause that no part of go has wrapped yet. */
export function queryError(path: string, query: string, cause: string): string {
  return `${path}@${query}: ${cause}`;
}

/** The whole report of a hash that contradicts go.sum. It has no `go: ` before it. `key` is `V` or `V/go.mod`. */
export function goSumMismatch(
  path: string,
  key: string,
  downloaded: string,
  sumFile: string,
  recorded: string,
): string {
  return [
    `verifying ${path}@${key}: checksum mismatch`,
    `\tdownloaded: ${downloaded}`,
    `\t${sumFile}:     ${recorded}`,
    '',
    'SECURITY ERROR',
    'This download does NOT match an earlier download recorded in go.sum.',
    'The bits may have been replaced on the origin server, or an attacker may',
    'have intercepted the download attempt.',
    '',
    "For more information, see 'go help module-auth'.",
  ].join('\n');
}

const seeModuleAuth = "For more information, see 'go help module-auth'.";

/** A hash that contradicts the proved line of the checksum database, without the wrapper `PATH@VERSION: `. */
export function sumdbMismatch(which: 'zip' | 'mod', downloaded: string, database: string, recorded: string): string {
  return [
    `verifying ${noun(which)}: checksum mismatch`,
    `\tdownloaded: ${downloaded}`,
    `\t${database}: ${recorded}`,
    '',
    'SECURITY ERROR',
    'This download does NOT match the one reported by the checksum server.',
    'The bits may have been replaced on the origin server, or an attacker may',
    'have intercepted the download attempt.',
    '',
    seeModuleAuth,
  ].join('\n');
}

/** A record without a line for the module version. Releases before the fix of CVE-2026-42501 let it pass. */
export function sumdbAbsent(which: 'zip' | 'mod'): string {
  return [
    `verifying ${noun(which)}: checksum missing from sumdb response`,
    '',
    'SECURITY ERROR',
    'This download does NOT match one reported by the checksum server.',
    'The checksum server has provided checksums, but the checksums do',
    'not contain an entry for the download.',
    'The checksum server may be malfunctioning, or an attacker may have',
    'intercepted the checksum request.',
    'The download cannot be verified.',
    '',
    seeModuleAuth,
  ].join('\n');
}

/** What go calls the file in these sentences. */
export function noun(which: 'zip' | 'mod'): string {
  return which === 'mod' ? 'go.mod' : 'module';
}
