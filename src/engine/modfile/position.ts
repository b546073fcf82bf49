/**
 * Places in a text, counted in the three ways that are needed at once: editors count UTF-16 units, go prints characters,
 * edits want an offset. Lines end at `\n` only, as go sees them; a `\r` before it belongs to the line.
 */

export interface Position {
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  /** From 1, in characters (code points; each broken byte is one), as go prints it. */
  goColumn: number;
  /** From 0, in UTF-16 units from the start of the text. */
  offset: number;
}

/** Half open: `end` is the place behind the last character. */
export interface TextRange {
  start: Position;
  end: Position;
}

export interface TextMap {
  /** `offset` in UTF-16 units; is cut to the text. */
  position(offset: number): Position;
  range(start: number, end: number): TextRange;
}

/** Looks places up in a text. Quick for offsets that come roughly in order, logarithmic otherwise. */
export function createTextMap(text: string): TextMap {
  const lineStarts = findLineStarts(text);
  const hasPairs = /[\ud800-\udbff]/.test(text);
  let lastLine = 0;

  function lineAt(offset: number): number {
    for (const line of [lastLine, lastLine + 1]) {
      if (startOf(line) <= offset && offset < startOf(line + 1)) return line;
    }
    let low = 0;
    let high = lineStarts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (startOf(middle) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  function startOf(line: number): number {
    return lineStarts[line] ?? Number.POSITIVE_INFINITY;
  }

  function position(wanted: number): Position {
    const offset = Math.max(0, Math.min(wanted, text.length));
    lastLine = lineAt(offset);
    const start = startOf(lastLine);
    const column = offset - start + 1;
    const goColumn = hasPairs ? column - countPairs(text, start, offset) : column;
    return { line: lastLine + 1, column, goColumn, offset };
  }

  return { position, range: (start, end) => ({ start: position(start), end: position(end) }) };
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

/** Characters that take two UTF-16 units. Such a pair never contains a line end, so lines can be counted alone. */
function countPairs(text: string, start: number, end: number): number {
  let pairs = 0;
  for (let at = start; at < end; at++) {
    if ((text.codePointAt(at) ?? 0) < 0x10000) continue;
    pairs += 1;
    at += 1;
  }
  return pairs;
}
