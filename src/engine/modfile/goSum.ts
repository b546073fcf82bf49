/**
 * go.sum, the hashes that a project has accepted: a line `PATH VERSION HASH` for a zip, `PATH VERSION/go.mod HASH` for a
 * go.mod file. A line with another number of fields makes go stop. Source: `readGoSum` in cmd/go/internal/modfetch.
 */
import type { ModError } from './goMod.ts';
import { decodeGoText, splitFields } from './goText.ts';
import type { TextRange } from './position.ts';
import { createTextMap } from './position.ts';

export interface GoSum {
  file: string;
  text: string;
  lines: GoSumLine[];
  errors: ModError[];
  /** All lines for this key: go accepts a hash that any of them has. */
  find(path: string, version: string, which: 'zip' | 'mod'): GoSumLine[];
}

export interface GoSumLine {
  path: string;
  version: string;
  which: 'zip' | 'mod';
  /** `h1:…`; other algorithms are kept as they are. */
  hash: string;
  range: TextRange;
  /** Where several files count as one (`joinGoSums`): the file of this line. */
  file?: string;
}

/** An old version of go wrote this hash of an empty go.mod by mistake; go skips such lines. */
const emptyGoModHash = 'h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=';

export function parseGoSum(source: string | Uint8Array, file: string): GoSum {
  const text = decodeGoText(source);
  const map = createTextMap(text);
  const lines: GoSumLine[] = [];
  const errors: ModError[] = [];
  const byKey = new Map<string, GoSumLine[]>();
  let start = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const fields = splitFields(line);
    const [path, version, hash] = fields;
    if (fields.length !== 3 && fields.length !== 0) {
      errors.push({ line: index + 1, column: 1, message: `wrong number of fields ${fields.length}` });
    } else if (path !== undefined && version !== undefined && hash !== undefined && hash !== emptyGoModHash) {
      const first = start + line.indexOf(path);
      const range = map.range(first, start + line.lastIndexOf(hash) + hash.length);
      const entry: GoSumLine = { path, ...splitVersion(version), hash, range };
      lines.push(entry);
      const key = keyOf(entry.path, entry.version, entry.which);
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, [entry]);
      else known.push(entry);
    }
    start += line.length + 1;
  }
  return {
    file,
    text,
    lines,
    errors,
    find: (path, version, which) => byKey.get(keyOf(path, version, which)) ?? [],
  };
}

function splitVersion(version: string): { version: string; which: 'zip' | 'mod' } {
  const suffix = '/go.mod';
  return version.endsWith(suffix)
    ? { version: version.slice(0, -suffix.length), which: 'mod' }
    : { version, which: 'zip' };
}

/** A field holds no white space, so a space keeps the parts apart. */
function keyOf(path: string, version: string, which: 'zip' | 'mod'): string {
  return `${path} ${version} ${which}`;
}

/**
 * The sums of a workspace: go.work.sum and the go.sum of every module in it all count. The first names the whole.
 * Source: `haveModSumLocked` in cmd/go/internal/modfetch/fetch.go.
 */
export function joinGoSums(first: GoSum, others: readonly GoSum[]): GoSum {
  const all = [first, ...others];
  const marked = (sum: GoSum, lines: readonly GoSumLine[]) => lines.map((line) => ({ ...line, file: sum.file }));
  return {
    file: first.file,
    text: first.text,
    lines: all.flatMap((sum) => marked(sum, sum.lines)),
    errors: all.find((sum) => sum.errors.length > 0)?.errors ?? [],
    find: (path, version, which) => all.flatMap((sum) => marked(sum, sum.find(path, version, which))),
  };
}
