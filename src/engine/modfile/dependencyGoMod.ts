/**
 * The go.mod of a dependency, of which go reads only some lines: directives that mean something in a main module alone, and
 * those that nobody knows yet, are passed over. Source: `ParseLax` in golang.org/x/mod/modfile.
 */

import type { ModError } from './goMod.ts';
import { readDirectives } from './goModRules.ts';
import { decodeGoText } from './goText.ts';
import { goVersionPattern } from './goVersions.ts';
import { createTextMap } from './position.ts';
import { parseSyntax, type Statement } from './syntax.ts';

export interface DependencyGoMod {
  /** Null where there is no module line. */
  module: string | null;
  go: string | null;
  requires: readonly { path: string; version: string }[];
  /** What go says behind `parsing go.mod: `; null where it accepts the file. */
  error: string | null;
}

/** The text comes from a server and may be anything: never throws. */
export function parseDependencyGoMod(source: Uint8Array, file: string): DependencyGoMod {
  const text = decodeGoText(source);
  const map = createTextMap(text);
  const { statements, error } = parseSyntax(text, map, file);
  const { directives, errors } = readDirectives(statements.flatMap(relevant), map);
  const all = error === null ? errors : [error];
  return {
    module: directives.module?.path ?? null,
    go: directives.go?.version ?? null,
    requires: directives.requires.map(({ path, version }) => ({ path, version })),
    error: all.length === 0 ? null : all.map((one) => describe(one, file)).join('\n'),
  };
}

/** go puts the column behind the line except where it is the first. */
function describe({ line, column, message }: ModError, file: string): string {
  return `${file}:${line}${column > 1 ? `:${column}` : ''}: ${message}`;
}

function relevant(statement: Statement): Statement[] {
  const verb = statement.words[0]?.text ?? '';
  if (statement.kind === 'block') {
    return statement.words.length === 1 && ['module', 'require', 'ignore'].includes(verb) ? [statement] : [];
  }
  if (verb === 'go') return [withPlainGoVersion(statement)];
  return ['module', 'require', 'ignore'].includes(verb) ? [statement] : [];
}

const laxGoVersion = /^v?([1-9][0-9]*\.(?:0|[1-9][0-9]*))[^0-9].*$/;

/** `go 1.20.x` counts as `go 1.20`. */
function withPlainGoVersion(line: Statement & { kind: 'line' }): Statement {
  const [verb, version] = line.words;
  if (verb === undefined || version === undefined || line.words.length !== 2) return line;
  const plain = goVersionPattern.test(version.text) ? null : laxGoVersion.exec(version.text)?.[1];
  return plain == null ? line : { ...line, words: [verb, { ...version, text: plain }] };
}
