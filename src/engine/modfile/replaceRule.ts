/** `replace OLD [VERSION] => NEW VERSION` and `replace OLD [VERSION] => DIRECTORY`, in go.mod and go.work alike. */

import { sep } from 'node:path';
import { quote } from '../strconv.ts';
import type { Checked } from './checked.ts';
import { bad } from './checked.ts';
import type { Replace } from './goMod.ts';
import { readString } from './goString.ts';
import { directivePrefix, readPathMajor, readVersion, versionMismatch } from './goVersions.ts';
import type { TextMap } from './position.ts';
import type { Line, Word } from './syntax.ts';

const usage =
  'usage: replace module/path [v1.2.3] => other/module v1.4\n\t or replace module/path [v1.2.3] => ../local/directory';

/** `words` are those behind the keyword. */
export function readReplace(line: Line, words: readonly Word[], map: TextMap): Checked<Replace> {
  const arrow = words[1]?.text === '=>' ? 1 : 2;
  const [oldWord] = words;
  const newWord = words[arrow + 1];
  const newVersionWord = words[arrow + 2];
  if (words[arrow]?.text !== '=>' || oldWord === undefined || newWord === undefined || words.length > arrow + 3) {
    return bad(usage);
  }
  const old = readOld(oldWord, arrow === 2 ? words[1] : undefined);
  if (old.kind === 'bad') return old;
  const target = readNew(newWord, newVersionWord);
  if (target.kind === 'bad') return target;
  const value: Replace = {
    oldPath: old.value.path,
    oldVersion: old.value.version,
    newPath: target.value.path,
    newVersion: target.value.version,
    range: map.range(line.start, line.end),
    oldPathRange: map.range(oldWord.start, oldWord.end),
    newPathRange: map.range(newWord.start, newWord.end),
    newVersionRange: newVersionWord === undefined ? null : map.range(newVersionWord.start, newVersionWord.end),
  };
  return { kind: 'ok', value };
}

interface PathVersion {
  path: string;
  version: string | null;
}

function readOld(pathWord: Word, versionWord: Word | undefined): Checked<PathVersion> {
  const read = readString(pathWord);
  if (read.kind === 'bad') return bad(`invalid quoted string: ${read.reason}`);
  const path = read.value;
  const pathMajor = readPathMajor(path);
  if (pathMajor.kind === 'bad') return bad(directivePrefix('replace', path) + pathMajor.message);
  if (versionWord === undefined) return { kind: 'ok', value: { path, version: null } };
  const version = readVersion('replace', path, versionWord);
  if (version.kind === 'bad') return version;
  const mismatch = versionMismatch('replace', path, version.value, pathMajor.value);
  return mismatch === null ? { kind: 'ok', value: { path, version: version.value } } : bad(mismatch);
}

function readNew(pathWord: Word, versionWord: Word | undefined): Checked<PathVersion> {
  const read = readString(pathWord);
  if (read.kind === 'bad') return bad(`invalid quoted string: ${read.reason}`);
  const path = read.value;
  if (versionWord === undefined) {
    const problem = directoryProblem(path);
    return problem === null ? { kind: 'ok', value: { path, version: null } } : bad(problem);
  }
  const version = readVersion('replace', path, versionWord);
  if (version.kind === 'bad') return version;
  if (isDirectoryPath(path)) return bad(`replacement module directory path ${quote(path)} cannot have version`);
  return { kind: 'ok', value: { path, version: version.value } };
}

function directoryProblem(path: string): string | null {
  if (!isDirectoryPath(path)) {
    return path.includes('@')
      ? "replacement module must match format 'path version', not 'path@version'"
      : 'replacement module without version must be directory path (rooted or starting with . or ..)';
  }
  // go asks the system it runs on, which is this one.
  const windowsElsewhere = sep === '/' && path.includes('\\');
  return windowsElsewhere ? 'replacement directory appears to be Windows path (on a non-windows system)' : null;
}

/** Whether go reads the right side of a replace as a directory: rooted, or beginning with `.` or `..`, on any system. */
export function isDirectoryPath(path: string): boolean {
  return /^(?:\.{1,2}(?:$|[/\\])|[/\\]|[A-Za-z]:)/.test(path);
}
