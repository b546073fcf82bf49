/**
 * The rules that a module zip must keep, in go's order and words (golang.org/x/mod/zip, checkZip and Unzip). They keep
 * extraction safe and equal on every system: no names outside the module's folder, none that differ only in letter case,
 * no nested modules, bounded sizes. Names and sizes come from a server.
 */
import { posix } from 'node:path';
import { checkFilePath, checkPath, checkPathMajor, splitPathVersion } from '../module/path.ts';
import { canonicalVersion } from '../module/version.ts';
import { isValid } from '../semver.ts';
import { quote } from '../strconv.ts';
import { quoteName } from './entryName.ts';
import { foldName } from './foldName.ts';
import type { ModuleZip, ZipEntry } from './moduleZip.ts';

/** Limits of golang.org/x/mod/zip, in bytes. */
export const maxZipBytes = 500 << 20;
export const maxGoModBytes = 16 << 20;
export const maxLicenseBytes = 16 << 20;

export type ZipRule =
  | 'version-not-canonical'
  | 'module-path'
  | 'zip-too-large'
  | 'contents-too-large'
  | 'missing-prefix'
  | 'path-not-clean'
  | 'malformed-path'
  | 'case-collision'
  | 'file-and-directory'
  | 'duplicate'
  | 'nested-go-mod'
  | 'go-mod-case'
  | 'go-mod-too-large'
  | 'license-too-large';

export interface ZipProblem {
  rule: ZipRule;
  /** The entry's name as stored, or '' where the problem is of the whole zip. */
  file: string;
  /** go's words for the reason, without the name of the file. */
  message: string;
}

/** What go asks before it takes a zip into the cache: `zip for P@V has unexpected file NAME`. */
export function checkZipNames(
  zip: ModuleZip,
  path: string,
  version: string,
): { kind: 'ok' } | { kind: 'unexpectedFile'; file: string } {
  const prefix = `${path}@${version}/`;
  const unexpected = zip.entries.find((entry) => !entry.name.startsWith(prefix));
  return unexpected === undefined ? { kind: 'ok' } : { kind: 'unexpectedFile', file: unexpected.name };
}

/** Everything that extraction refuses, in the order of the directory; what is wrong with all of the zip comes first. */
export function checkZipRules(zip: ModuleZip, path: string, version: string): ZipProblem[] {
  const whole = checkModule(path, version) ?? checkZipSize(zip);
  if (whole !== null) return [whole];
  const state: CheckState = { prefix: `${path}@${version}/`, seen: new Map(), totalBytes: 0, overflows: false };
  const problems = zip.entries.map((entry) => checkEntry(entry, state)).filter((problem) => problem !== null);
  return state.overflows ? [contentsTooLarge, ...problems] : problems;
}

/** go's complete sentence behind `unzip FILE: `, or null where there is no problem. A size error hides the others. */
export function unzipError(problems: readonly ZipProblem[]): string | null {
  const [first] = problems;
  if (first === undefined) return null;
  if (first.file === '') return first.message;
  return problems.map((problem) => `${problem.file}: ${problem.message}`).join('\n');
}

interface CheckState {
  prefix: string;
  /** By folded name. */
  seen: Map<string, { path: string; isDirectory: boolean }>;
  totalBytes: number;
  overflows: boolean;
}

const contentsTooLarge: ZipProblem = {
  rule: 'contents-too-large',
  file: '',
  message: `total uncompressed size of module contents too large (max size is ${maxZipBytes} bytes)`,
};

function checkModule(path: string, version: string): ZipProblem | null {
  const canonical = canonicalVersion(version);
  if (canonical !== version) {
    const message = `version ${quote(version)} is not canonical (should be ${quote(canonical)})`;
    return { rule: 'version-not-canonical', file: '', message };
  }
  const message = moduleError(path, version);
  return message === null ? null : { rule: 'module-path', file: '', message };
}

/** `module.Check` of golang.org/x/mod/module. */
function moduleError(path: string, version: string): string | null {
  const reason = checkPath(path);
  if (reason !== null) return `malformed module path ${quote(path)}: ${reason}`;
  if (!isValid(version)) return `${path}@${version}: invalid version: not a semantic version`;
  const major = checkPathMajor(version, splitPathVersion(path)?.pathMajor ?? '');
  return major === null ? null : `${path}@${version}: invalid version: ${major}`;
}

function checkZipSize(zip: ModuleZip): ZipProblem | null {
  if (zip.sizeBytes <= maxZipBytes) return null;
  const message = `module zip file is too large (${zip.sizeBytes} bytes; limit is ${maxZipBytes} bytes)`;
  return { rule: 'zip-too-large', file: '', message };
}

type Reason = Omit<ZipProblem, 'file'>;

function checkEntry(entry: ZipEntry, state: CheckState): ZipProblem | null {
  const reason = checkName(entry.name, state) ?? checkSize(entry, state);
  return reason === null ? null : { rule: reason.rule, file: entry.name, message: reason.message };
}

function checkName(stored: string, state: CheckState): Reason | null {
  if (!stored.startsWith(state.prefix)) {
    return { rule: 'missing-prefix', message: `path does not have prefix ${quote(state.prefix)}` };
  }
  const rest = stored.slice(state.prefix.length);
  if (rest === '') return null;
  const isDirectory = rest.endsWith('/');
  const name = isDirectory ? rest.slice(0, -1) : rest;
  if (!isClean(name)) return { rule: 'path-not-clean', message: 'file path is not clean' };
  const malformed = checkFilePath(name);
  if (malformed !== null) {
    return { rule: 'malformed-path', message: `malformed file path ${quoteName(name, quote)}: ${malformed}` };
  }
  return checkCollision(name, isDirectory, state) ?? (isDirectory ? null : checkGoModName(name));
}

/** Whether Go's `path.Clean` leaves it as it is. */
function isClean(name: string): boolean {
  return posix.normalize(name) === name && (name === '/' || !name.endsWith('/'));
}

/** Compares a name, then each folder above it, with what came before. */
function checkCollision(name: string, isDirectory: boolean, state: CheckState): Reason | null {
  for (let path = name, asDirectory = isDirectory; path !== '.'; path = posix.dirname(path), asDirectory = true) {
    const folded = foldName(path);
    const other = state.seen.get(folded);
    if (other === undefined) {
      state.seen.set(folded, { path, isDirectory: asDirectory });
    } else if (other.path !== path) {
      const message = `case-insensitive file name collision: ${quote(other.path)} and ${quote(path)}`;
      return { rule: 'case-collision', message };
    } else if (other.isDirectory !== asDirectory) {
      return { rule: 'file-and-directory', message: `entry ${quote(path)} is both a file and a directory` };
    } else if (!asDirectory) {
      return { rule: 'duplicate', message: `multiple entries for file ${quote(path)}` };
    }
  }
  return null;
}

function checkGoModName(name: string): Reason | null {
  const base = posix.basename(name);
  if (foldName(base) !== 'go.mod') return null;
  if (base !== name) return { rule: 'nested-go-mod', message: 'go.mod file not in module root directory' };
  return name === 'go.mod' ? null : { rule: 'go-mod-case', message: 'go.mod files must have lowercase names' };
}

/** Of an entry whose name is good. */
function checkSize(entry: ZipEntry, state: CheckState): Reason | null {
  const name = entry.name.slice(state.prefix.length);
  if (name === '' || name.endsWith('/')) return null;
  const sizeBytes = entry.uncompressedBytes;
  if (sizeBytes <= maxZipBytes - state.totalBytes) state.totalBytes += sizeBytes;
  else state.overflows = true;
  if (name === 'go.mod' && sizeBytes > maxGoModBytes) {
    return { rule: 'go-mod-too-large', message: `go.mod file too large (max size is ${maxGoModBytes} bytes)` };
  }
  if (name === 'LICENSE' && sizeBytes > maxLicenseBytes) {
    return { rule: 'license-too-large', message: `LICENSE file too large (max size is ${maxLicenseBytes} bytes)` };
  }
  return null;
}
