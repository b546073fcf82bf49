/**
 * Pattern lists such as GOPRIVATE: globs separated by commas, each matched against as many leading elements of a module
 * path as the glob has (golang.org/x/mod/module.MatchPrefixPatterns with the globs of Go's path.Match).
 *
 * Malformed globs match nothing and nobody is told, white space counts, and `**` means the same as `*`. The time is at
 * most proportional to length of glob × length of path.
 */

/** The first glob in the list that matches, as it is written there; null where none does. */
export function matchPrefixPatterns(globs: string, path: string): string | null {
  return globs.split(',').find((glob) => matchesPrefix(glob, path)) ?? null;
}

function matchesPrefix(written: string, path: string): boolean {
  const glob = written.endsWith('/') ? written.slice(0, -1) : written;
  if (glob === '') return false;
  const elements = glob.split('/').length;
  const pathElements = path.split('/');
  if (pathElements.length < elements) return false;
  const tokens = parseGlob(glob);
  return tokens !== null && matchesGlob(tokens, [...pathElements.slice(0, elements).join('/')]);
}

export type Token =
  | { kind: 'star' }
  | { kind: 'any' }
  | { kind: 'literal'; char: string }
  | { kind: 'class'; negated: boolean; ranges: readonly CharRange[] };

export interface CharRange {
  low: number;
  high: number;
}

/** The parts of a glob. Null for a malformed glob: an unclosed or empty class, a dangling `-`, a `\` at the end. */
export function parseGlob(glob: string): Token[] | null {
  const chars = [...glob];
  const tokens: Token[] = [];
  let index = 0;
  while (index < chars.length) {
    const read = readToken(chars, index);
    if (read === null) return null;
    tokens.push(read.token);
    index = read.next;
  }
  return tokens;
}

function readToken(chars: readonly string[], index: number): { token: Token; next: number } | null {
  const char = chars[index] ?? '';
  if (char === '*') return { token: { kind: 'star' }, next: index + 1 };
  if (char === '?') return { token: { kind: 'any' }, next: index + 1 };
  if (char === '[') return readClass(chars, index + 1);
  if (char !== '\\') return { token: { kind: 'literal', char }, next: index + 1 };
  const escaped = chars[index + 1];
  return escaped === undefined ? null : { token: { kind: 'literal', char: escaped }, next: index + 2 };
}

function readClass(chars: readonly string[], start: number): { token: Token; next: number } | null {
  const negated = chars[start] === '^';
  const ranges: CharRange[] = [];
  let index = negated ? start + 1 : start;
  while (chars[index] !== ']' || ranges.length === 0) {
    const low = readClassChar(chars, index);
    if (low === null) return null;
    if (chars[low.next] !== '-') {
      ranges.push({ low: low.code, high: low.code });
      index = low.next;
      continue;
    }
    const high = readClassChar(chars, low.next + 1);
    if (high === null) return null;
    ranges.push({ low: low.code, high: high.code });
    index = high.next;
  }
  return { token: { kind: 'class', negated, ranges }, next: index + 1 };
}

/** One bound of a range; `-` and `]` must be escaped. */
function readClassChar(chars: readonly string[], index: number): { code: number; next: number } | null {
  const char = chars[index];
  if (char === undefined || char === '-' || char === ']') return null;
  const at = char === '\\' ? index + 1 : index;
  const code = chars[at]?.codePointAt(0);
  return code === undefined ? null : { code, next: at + 1 };
}

/** A later star can always do what an earlier one could, so a mismatch goes back to the last star only. */
function matchesGlob(tokens: readonly Token[], chars: readonly string[]): boolean {
  let token = 0;
  let char = 0;
  let retry: { token: number; char: number } | null = null;
  while (char < chars.length || token < tokens.length) {
    const current = tokens[token];
    const actual = chars[char];
    if (current?.kind === 'star') {
      token++;
      retry = { token, char };
    } else if (current !== undefined && actual !== undefined && matchesChar(current, actual)) {
      token++;
      char++;
    } else if (retry !== null && retry.char < chars.length && chars[retry.char] !== '/') {
      retry.char++;
      ({ token, char } = retry);
    } else {
      return false;
    }
  }
  return true;
}

function matchesChar(token: Token, char: string): boolean {
  switch (token.kind) {
    case 'star':
      return false;
    case 'any':
      return char !== '/';
    case 'literal':
      return token.char === char;
    case 'class': {
      const code = char.codePointAt(0) ?? 0;
      return token.ranges.some((range) => range.low <= code && code <= range.high) !== token.negated;
    }
  }
}
