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
