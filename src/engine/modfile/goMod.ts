/**
 * go.mod, the file in which a module names itself and what it needs: one directive on a line, or several of one kind in
 * a block, with `//` comments.
 *
 *     module example.com/m // Deprecated: use example.com/m/v2
 *
 *     go 1.26.0
 *
 *     require (
 *         example.com/a v1.2.3
 *         example.com/b v0.4.0 // indirect
 *     )
 *
 * The text comes from a repository or an editor and may be anything: reading never throws. `errors` are what go says
 * about the file when it is the main module's; everything else is kept as far as it can be understood, so that one bad
 * line does not hide the good ones. Source of the rules: the section "go.mod files" of Go's module reference and
 * golang.org/x/mod/modfile (`Parse` without a version fixer, which is how `go mod edit` reads).
 */

import { readDirectives } from './goModRules.ts';
import { decodeGoText } from './goText.ts';
import type { TextRange } from './position.ts';
import { createTextMap } from './position.ts';
import type { Comment, Statement } from './syntax.ts';
import { parseSyntax } from './syntax.ts';

export interface GoMod {
  /** As given; go puts it in front of its errors. */
  file: string;
  /** What the ranges refer to. A broken byte of the file is one lone surrogate, U+DC80 to U+DCFF. */
  text: string;
  module: ModuleDirective | null;
  go: { version: string; range: TextRange; versionRange: TextRange } | null;
  toolchain: { name: string; range: TextRange; nameRange: TextRange } | null;
  godebugs: Godebug[];
  requires: Require[];
  excludes: Exclude[];
  replaces: Replace[];
  retracts: Retract[];
  tools: PathDirective[];
  ignores: PathDirective[];
  /** Every comment in order. */
  comments: Comment[];
  /** Lines and blocks as written, for edits. */
  statements: Statement[];
  /** What go reports, in its order. A syntax error stands alone, as go stops there. Empty: go accepts the file. */
  errors: ModError[];
}

/** `line` and `column` from 1, the column in characters, as go prints them (go leaves out column 1). */
export interface ModError {
  line: number;
  column: number;
  /** go's words without the `FILE:LINE:COLUMN: `. */
  message: string;
}

/** `range` is the directive without its comment; inside a block that is the line, without the keyword. */
export interface ModuleDirective {
  path: string;
  /** The text behind `Deprecated:` in the comments at the directive. */
  deprecated: string | null;
  range: TextRange;
  pathRange: TextRange;
}

export interface Require {
  path: string;
  /** Canonical (`v1.2.0` for a written `v1.2`); as written when `problem` says that it is not a version. */
  version: string;
  indirect: boolean;
  range: TextRange;
  pathRange: TextRange;
  versionRange: TextRange;
  /** go's complaint about this line, also to be found in `errors`. */
  problem: string | null;
}

export interface Exclude {
  path: string;
  version: string;
  range: TextRange;
  pathRange: TextRange;
  versionRange: TextRange;
}

export interface Replace {
  oldPath: string;
  /** Null: every version. */
  oldVersion: string | null;
  newPath: string;
  /** Null: `newPath` is a directory. */
  newVersion: string | null;
  range: TextRange;
  oldPathRange: TextRange;
  newPathRange: TextRange;
  newVersionRange: TextRange | null;
}

/** Both bounds belong to it; a single version is both bounds. Versions are as written: go does not check them here. */
export interface Retract {
  low: string;
  high: string;
  rationale: string;
  range: TextRange;
}

export interface Godebug {
  key: string;
  value: string;
  range: TextRange;
}

export interface PathDirective {
  path: string;
  range: TextRange;
  pathRange: TextRange;
}

export function parseGoMod(source: string | Uint8Array, file: string): GoMod {
  const text = decodeGoText(source);
  const map = createTextMap(text);
  const { statements, comments, error } = parseSyntax(text, map, file);
  const { directives, errors } = readDirectives(statements, map);
  return { file, text, ...directives, comments, statements, errors: error === null ? errors : [error] };
}
