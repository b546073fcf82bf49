/** Versions in go.mod and go.work as `go mod edit` reads them: canonical ones, or short ones that it completes. */

import { checkPathMajor, splitPathVersion } from '../module/path.ts';
import { canonicalVersion } from '../module/version.ts';
import { quote } from '../strconv.ts';
import type { Checked } from './checked.ts';
import { bad } from './checked.ts';
import { readString } from './goString.ts';
import type { Word } from './syntax.ts';

/** The language version of a `go` line: `1.26`, `1.26.1`, `1.27rc1`. */
export const goVersionPattern = /^[1-9][0-9]*\.(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))?(?:[a-z]+[0-9]+)?$/;

/** A `toolchain` line: much looser than what exists, for toolchains to come. */
export const toolchainPattern = /^default$|^go1(?:$|\.)/;

/** A plain release, the usual case, needs no look at its parts. */
const release = /^v(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)$/;

/** The version in canonical form. `path` is only for the message. */
export function readVersion(verb: string, path: string, word: Word): Checked<string> {
  if (word.plain && release.test(word.text)) return { kind: 'ok', value: word.text };
  const read = readString(word);
  if (read.kind === 'bad') return bad(versionMessage(verb, path, word.text, read.reason));
  const canonical = canonicalVersion(read.value);
  if (canonical === '') return bad(versionMessage(verb, path, read.value, 'must be of the form v1.2.3'));
  return { kind: 'ok', value: canonical };
}

/** A version of a retract line: go takes any word. */
export function readRetractVersion(word: Word): Checked<string> {
  const read = readString(word);
  return read.kind === 'ok' ? read : bad(versionMessage('retract', '', word.text, read.reason));
}

/** The suffix of a module path that its versions must agree with, `/v2` or `.v1` or ''. */
export function readPathMajor(path: string): Checked<string> {
  const split = splitPathVersion(path);
  return split === null ? bad('invalid module path') : { kind: 'ok', value: split.pathMajor };
}

/** Null where the version may stand behind the path. */
export function versionMismatch(verb: string, path: string, version: string, pathMajor: string): string | null {
  if (pathMajor === '' && (version.startsWith('v0.') || version.startsWith('v1.'))) return null;
  const reason = checkPathMajor(version, pathMajor);
  return reason === null ? null : versionMessage(verb, path, version, reason);
}

/** go names the directive in front, and the path where there is one. */
export function directivePrefix(verb: string, path: string): string {
  return path === '' ? `${verb}: ` : `${verb} ${path}: `;
}

function versionMessage(verb: string, path: string, version: string, reason: string): string {
  return `${directivePrefix(verb, path)}version ${quote(version)} invalid: ${reason}`;
}
