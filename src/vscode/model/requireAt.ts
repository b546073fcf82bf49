/** Which module a place in go.mod, go.sum or go.work is about. */
import type { GoMod, Require } from '../../engine/modfile/goMod.ts';
import type { TextRange } from '../../engine/modfile/position.ts';

export interface ModuleAtLine {
  path: string;
  version: string | null;
}

/** `line` from 1. */
export function requireAtLine(goMod: GoMod, line: number): Require | null {
  return goMod.requires.find(({ range }) => range.start.line <= line && line <= range.end.line) ?? null;
}

/** The line that asks for a release of go: `toolchain`, else `go`. */
export function releaseRange({ toolchain, go }: GoMod): TextRange | null {
  return (toolchain ?? go)?.range ?? null;
}

/** `PATH VERSION[/go.mod] h1:…`, one line of go.sum. */
export function moduleOfSumLine(text: string): ModuleAtLine | null {
  const [path, version, hash] = text.trim().split(/\s+/, 4);
  if (path === undefined || version === undefined || hash === undefined || !version.startsWith('v')) return null;
  return { path, version: version.replace(/\/go\.mod$/, '') };
}

/** The path in an import line of a .go file: `import "P"`, `name "P"` or `"P"`. */
export function importOfLine(text: string): string | null {
  const match = /^\s*(?:import\s+)?(?:[\p{L}_.][\p{L}\p{N}_]*\s+)?(?:"([^"\s]+)"|`([^`\s]+)`)/u.exec(text);
  return match?.[1] ?? match?.[2] ?? null;
}

/** `key` is `PATH@VERSION`. */
export function requireAtKey(goMod: GoMod, key: string): Require | null {
  return goMod.requires.find(({ path, version }) => `${path}@${version}` === key) ?? null;
}
