/**
 * go.work, which joins modules of one machine to a workspace: `use DIRECTORY`, and `go`, `toolchain`, `godebug`,
 * `replace` as in go.mod. Source: golang.org/x/mod/modfile (`ParseWork`), "Workspaces" in Go's module reference.
 */
import type { GoMod, ModError, Replace } from './goMod.ts';
import { store, unknownBlock } from './goModRules.ts';
import { readString } from './goString.ts';
import { decodeGoText } from './goText.ts';
import { modError } from './modError.ts';
import type { TextMap, TextRange } from './position.ts';
import { createTextMap } from './position.ts';
import { readReplace } from './replaceRule.ts';
import { readShared } from './sharedDirectives.ts';
import type { Comment, Line, Statement, Word } from './syntax.ts';
import { parseSyntax } from './syntax.ts';

export { goWorkJson } from './editJson.ts';

export interface GoWork {
  file: string;
  text: string;
  go: GoMod['go'];
  toolchain: GoMod['toolchain'];
  godebugs: GoMod['godebugs'];
  uses: Use[];
  replaces: Replace[];
  comments: Comment[];
  statements: Statement[];
  /** As `errors` of GoMod. */
  errors: ModError[];
}

export interface Use {
  /** As written: relative to the folder of go.work, or absolute. */
  path: string;
  range: TextRange;
  pathRange: TextRange;
}

const blockVerbs = new Set(['godebug', 'use', 'replace']);

/** Tolerant, never throws; the text may be anything. */
export function parseGoWork(source: string | Uint8Array, file: string): GoWork {
  const text = decodeGoText(source);
  const map = createTextMap(text);
  const { statements, comments, error } = parseSyntax(text, map, file);
  const work: GoWork = {
    file,
    text,
    go: null,
    toolchain: null,
    godebugs: [],
    uses: [],
    replaces: [],
    comments,
    statements,
    errors: [],
  };
  for (const statement of statements) readStatement(statement, map, work);
  if (error !== null) work.errors = [error];
  return work;
}

function readStatement(statement: Statement, map: TextMap, work: GoWork): void {
  const verb = statement.words[0]?.text ?? '';
  if (statement.kind === 'line') {
    report(readLine(verb, statement, statement.words.slice(1), map, work), statement.start, map, work);
    return;
  }
  const unknown = unknownBlock(statement, blockVerbs);
  report(unknown, statement.start, map, work);
  if (unknown !== null) return;
  for (const line of statement.lines) report(readLine(verb, line, line.words, map, work), line.start, map, work);
}

function report(complaint: string | null, offset: number, map: TextMap, work: GoWork): void {
  if (complaint !== null) work.errors.push(modError(map, offset, complaint));
}

function readLine(verb: string, line: Line, words: readonly Word[], map: TextMap, work: GoWork): string | null {
  if (verb === 'use') return readUse(line, words, map, work);
  if (verb === 'replace') return store(readReplace(line, words, map), work.replaces);
  return readShared(verb, line, words, map, work);
}

function readUse(line: Line, words: readonly Word[], map: TextMap, work: GoWork): string | null {
  const [word] = words;
  if (word === undefined || words.length !== 1) return 'usage: use local/dir';
  const path = readString(word);
  if (path.kind === 'bad') return `invalid quoted string: ${path.reason}`;
  work.uses.push({
    path: path.value,
    range: map.range(line.start, line.end),
    pathRange: map.range(word.start, word.end),
  });
  return null;
}
