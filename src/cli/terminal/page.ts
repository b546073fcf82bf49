/**
 * A page for the terminal: lines of spans, laid out for a width and painted at the very end. Renderers say what a span
 * is (a verdict, a caution), never a colour; the text of every span is cleaned here, so that nothing a server sent can
 * steer the terminal.
 */
import { cleanLine } from './clean.ts';
import { isWide, padTo, widthOf } from './width.ts';

export type Look = 'plain' | 'good' | 'bad' | 'warn' | 'strong' | 'dim' | 'quote';

export interface Span {
  text: string;
  look: Look;
}

export interface Line {
  spans: readonly Span[];
  /** Columns before the first row and before the rows that follow when it is wrapped. */
  indent: number;
  hang: number;
  /** False for what people copy or search for: it stays in one piece. */
  wrap: boolean;
}

export interface Paint {
  /** Columns of the terminal. */
  width: number;
  colour: boolean;
}

export const span = (text: string, look: Look = 'plain'): Span => ({ text, look });

type Words = string | Span | readonly Span[];
const spansOf = (words: Words): readonly Span[] =>
  typeof words === 'string' ? [span(words)] : 'text' in words ? [words] : words;

export const blank: Line = { spans: [], indent: 0, hang: 0, wrap: false };

/** Prose: wrapped at words, further rows indented by `hang` (default: like the first). */
export function prose(indent: number, words: Words, hang = indent): Line {
  return { spans: spansOf(words), indent, hang, wrap: true };
}

/** What go or a server said, a command, a URL: never broken by us. */
export function verbatim(indent: number, words: Words): Line {
  return { spans: spansOf(words), indent, hang: indent, wrap: false };
}

/** Pads a cell to a column width, in columns of the terminal. */
export function cell(text: string, width: number, look: Look = 'plain'): Span {
  return span(padTo(cleanLine(text), width), look);
}

export function paintPage(lines: readonly Line[], paint: Paint): string {
  return lines.map((line) => `${paintLine(line, paint)}\n`).join('');
}

const codes: Readonly<Record<Look, readonly [number, number] | null>> = {
  plain: null,
  good: [32, 39],
  bad: [31, 39],
  warn: [33, 39],
  strong: [1, 22],
  dim: [2, 22],
  quote: [36, 39],
};

function paintLine(line: Line, paint: Paint): string {
  const spans = line.spans.map(({ text, look }) => span(cleanLine(text), look));
  const rows = line.wrap ? wrap(spans, paint.width - line.indent, paint.width - line.hang) : [spans];
  return rows
    .map((row, index) => {
      const indent = ' '.repeat(index === 0 ? line.indent : line.hang);
      const painted = row.map((one) => paintSpan(one, paint.colour)).join('');
      return (indent + painted).trimEnd();
    })
    .join('\n');
}

/** Keeps two words on one row; printed as an ordinary space. */
export const noBreakSpace = '\u00a0';

function paintSpan({ text, look }: Span, colour: boolean): string {
  const code = codes[look];
  const shown = text.replaceAll(noBreakSpace, ' ');
  if (!colour || code === null || text.trim() === '') return shown;
  return `\x1b[${code[0]}m${shown}\x1b[${code[1]}m`;
}

/** Rows of at most so many columns; a piece that is wider than a row has one of its own. */
function wrap(spans: readonly Span[], firstWidth: number, nextWidth: number): Span[][] {
  const rows: Span[][] = [[]];
  let left = firstWidth;
  for (const piece of spans.flatMap(pieces)) {
    const width = widthOf(piece.text.trimEnd());
    const row = rows.at(-1) ?? [];
    if (width > left && row.length > 0) {
      rows.push(piece.text.trim() === '' ? [] : [piece]);
      left = Math.max(1, nextWidth);
    } else {
      row.push(piece);
    }
    left -= widthOf(piece.text);
  }
  return rows.map(joinSpans);
}

/** Where a row may end: after spaces (but not after those that do not break), and on either side of a wide character, but not before closing punctuation. */
function pieces({ text, look }: Span): Span[] {
  const found: string[] = [];
  for (const word of text.match(/ +|[^ ]+ */g) ?? []) {
    let piece = '';
    let last = '';
    for (const character of word) {
      const mayBreak = last !== '' && (isWide(character) || isWide(last));
      if (mayBreak && !/[，。、；：？！）》」”\s]/u.test(character) && !/[（《「“]/u.test(last)) {
        found.push(piece);
        piece = '';
      }
      piece += character;
      last = character;
    }
    found.push(piece);
  }
  return found.map((one) => span(one, look));
}

function joinSpans(row: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const one of row) {
    const last = joined.at(-1);
    if (last?.look === one.look) last.text += one.text;
    else joined.push({ ...one });
  }
  return joined;
}
