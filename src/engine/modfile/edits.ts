/**
 * Small changes of go.mod and go.work: each touches only the words or lines that it is about, so comments, order and
 * spelling of everything else stay. Like go, a dropped line takes its own comments along and an emptied block goes too;
 * unlike go, nothing is sorted or reformatted.
 */
import { quote } from '../strconv.ts';
import { isIndirect } from './directiveComment.ts';
import type { Require } from './goMod.ts';
import type { TextRange } from './position.ts';
import { createTextMap } from './position.ts';
import type { Block, Line, Statement } from './syntax.ts';

/** Replaces what `range` covers. Several edits of one text must not overlap. */
export interface TextEdit {
  range: TextRange;
  newText: string;
}

/** A parsed go.mod or go.work. */
export interface EditedFile {
  text: string;
  statements: readonly Statement[];
}

export function setRequireVersion(require: Require, version: string): TextEdit {
  return { range: require.versionRange, newText: version };
}

/** Into the last block of its kind: go keeps direct and indirect requires in blocks of their own. */
export function addRequire(file: EditedFile, path: string, version: string, kind: 'direct' | 'indirect'): TextEdit {
  const comment = kind === 'indirect' ? ' // indirect' : '';
  const sameKind = (line: Line) => isIndirect(line) === (kind === 'indirect');
  return addDirective(file, 'require', `${autoQuote(path)} ${version}${comment}`, sameKind);
}

export function addExclude(file: EditedFile, path: string, version: string): TextEdit {
  return addDirective(file, 'exclude', `${autoQuote(path)} ${version}`);
}

/** A version of null is left out: every version on the left side, a directory on the right. */
export function addReplace(
  file: EditedFile,
  old: { path: string; version: string | null },
  target: { path: string; version: string | null },
): TextEdit {
  const side = ({ path, version }: typeof old) =>
    version === null ? autoQuote(path) : `${autoQuote(path)} ${version}`;
  return addDirective(file, 'replace', `${side(old)} => ${side(target)}`);
}

/** Adds `VERB REST` behind the last directive of that kind, preferring one that has a `suitable` line. */
export function addDirective(
  file: EditedFile,
  verb: string,
  rest: string,
  suitable: (line: Line) => boolean = () => true,
): TextEdit {
  const same = file.statements.filter(({ words }) => words[0]?.text === verb);
  const anchor = same.findLast((statement) => linesOf(statement).some(suitable)) ?? same.at(-1);
  if (anchor === undefined) return appendStatement(file, `${verb} ${rest}`);
  if (anchor.kind === 'line') return insertBehind(file, anchor.end, `${verb} ${rest}`);
  const last = anchor.lines.at(-1);
  const open = anchor.open + 1;
  if (last !== undefined) return insertBehind(file, last.end, `\t${rest}`);
  if (anchor.close === null || file.text.slice(open, anchor.close).includes('\n')) {
    return insertBehind(file, open, `\t${rest}`);
  }
  const eol = lineEnd(file.text);
  return edit(file, open, anchor.close, `${eol}\t${rest}${eol}`);
}

/**
 * Removes the line that has this range, with the comments that belong to it; the whole block where it is the only line.
 * Null where no line has it.
 */
export function dropDirective(file: EditedFile, range: TextRange): TextEdit | null {
  for (const statement of file.statements) {
    const line = linesOf(statement).find(({ start }) => start === range.start.offset);
    if (line === undefined) continue;
    if (statement.kind === 'line') return dropStatement(file, line, line.end);
    if (statement.lines.length === 1) return dropStatement(file, statement, statement.close ?? line.end);
    return edit(file, startWithComments(file.text, line), nextLine(file.text, line.end), '');
  }
  return null;
}

/** The text after all edits, whatever their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { range, newText } of edits.toSorted((a, b) => a.range.start.offset - b.range.start.offset)) {
    result += text.slice(at, range.start.offset) + newText;
    at = range.end.offset;
  }
  return result + text.slice(at);
}

/** Go's `modfile.AutoQuote`: in double quotes where it could not stand as one word. */
export function autoQuote(word: string): string {
  const oneMark = /^[()[\]{},]$/.test(word);
  const plain = word !== '' && !/["'`\s]|\/\/|\/\*/.test(word) && (oneMark || !/[()[\]{},]/.test(word));
  const quoted = quote(word);
  return plain && quoted === `"${word.replaceAll('\\', '\\\\')}"` ? word : quoted;
}

function linesOf(statement: Statement): readonly Line[] {
  return statement.kind === 'line' ? [statement] : statement.lines;
}

function insertBehind(file: EditedFile, offset: number, line: string): TextEdit {
  const at = nextLine(file.text, offset);
  const eol = lineEnd(file.text);
  const closed = at > 0 && file.text[at - 1] === '\n';
  return edit(file, at, at, closed ? `${line}${eol}` : `${eol}${line}${eol}`);
}

function appendStatement(file: EditedFile, line: string): TextEdit {
  const { text } = file;
  const eol = lineEnd(text);
  const gap = text === '' || /(?:^|\n)\r?\n$/.test(text.slice(-3)) ? '' : text.endsWith('\n') ? eol : eol + eol;
  return edit(file, text.length, text.length, `${gap}${line}${eol}`);
}

/** Takes one of two blank lines along, which the statement kept apart. */
function dropStatement(file: EditedFile, statement: Line | Block, lastOffset: number): TextEdit {
  const { text } = file;
  const start = startWithComments(text, statement);
  const end = nextLine(text, lastOffset);
  const blankBefore = start === 0 || /^\r?\n$/.test(text.slice(lineStart(text, start - 1), start));
  const afterBlank = nextLine(text, end);
  const blankAfter = /^\r?\n$/.test(text.slice(end, afterBlank));
  if (blankBefore && blankAfter) return edit(file, start, afterBlank, '');
  if (blankBefore && end === text.length && start > 0) return edit(file, lineStart(text, start - 1), end, '');
  return edit(file, start, end, '');
}

/** The start of the first comment line directly above; a blank line keeps comments apart. */
function startWithComments(text: string, owner: Line | Block): number {
  const above = owner.before.length - 1 - owner.before.lastIndexOf('');
  let start = lineStart(text, owner.start);
  for (let count = 0; count < above; count++) start = lineStart(text, start - 1);
  return start;
}

function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The start of the next line, or the end of the text. */
function nextLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline + 1;
}

/** As the file's first line ends. */
function lineEnd(text: string): string {
  const newline = text.indexOf('\n');
  return newline > 0 && text[newline - 1] === '\r' ? '\r\n' : '\n';
}

function edit(file: EditedFile, start: number, end: number, newText: string): TextEdit {
  return { range: createTextMap(file.text).range(start, end), newText };
}
