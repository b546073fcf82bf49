/** Cuts a text into clean lines that remember where they stood, and rejoins what a terminal had wrapped. */
import { cleanLine } from './cleanLine.ts';

export interface Line {
  /** What go printed. */
  text: string;
  /** The range in the source, UTF-16 units. */
  start: number;
  end: number;
}

/** A line longer than this is a program's data; its rest is left out. */
const longestLine = 6000;

/** The clean lines of a text, one by one, so that a large log is never held twice. */
export function* cleanLines(source: string): Generator<Line> {
  let start = 0;
  while (start <= source.length) {
    const found = source.indexOf('\n', start);
    const end = found < 0 ? source.length : found;
    yield* split(source.slice(start, Math.min(end, start + longestLine)), start, end);
    if (found < 0) return;
    start = end + 1;
  }
}

/** A carriage return inside a line ends it too; an escaped line end of JSON makes several of one. */
function* split(raw: string, start: number, end: number): Generator<Line> {
  const inner = raw.indexOf('\r');
  if (inner >= 0 && inner < raw.length - 1) {
    let at = start;
    for (const part of raw.split('\r')) {
      yield { text: cleanLine(part), start: at, end: Math.min(at + part.length, end) };
      at += part.length + 1;
    }
    return;
  }
  const text = cleanLine(raw);
  if (!text.includes('\n')) yield { text, start, end };
  else for (const part of text.split('\n')) yield { text: part.trimEnd(), start, end };
}
