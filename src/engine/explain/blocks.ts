/** Gathers lines into blocks: an error as go prints it, with its continuation lines. */
import { cleanLines, type Line } from './lines.ts';
import { beginsError, cannotBeWrapped } from './starter.ts';

export interface Block {
  /** The lines, rejoined where a terminal seems to have cut words, with `\n` between the others. */
  text: string;
  /** The same with `\n` between all: as it was where the terminal cut at blanks. */
  loose: string;
  start: number;
  end: number;
}

const mostLines = 40;
const mostCharacters = 6000;

/** All blocks of a text, from top to bottom. */
export function* blocksOf(source: string): Generator<Block> {
  let lines: Line[] = [];
  let characters = 0;
  let blanks = 0;
  let before = '';
  for (const line of cleanLines(source)) {
    blanks = line.text === '' ? blanks + 1 : 0;
    const full = lines.length >= mostLines || characters > mostCharacters;
    const wrapped = lines.length > 0 && before.length >= 60 && !before.endsWith(':') && isSplit(lines, line.text);
    const begins = blanks > 2 || full || (!wrapped && beginsError(line.text, before));
    if (begins && lines.length > 0) {
      yield toBlock(lines);
      lines = [];
      characters = 0;
    }
    if (line.text !== '' || lines.length > 0) lines.push(line);
    characters += line.text.length;
    if (line.text !== '') before = line.text;
  }
  if (lines.length > 0) yield toBlock(lines);
}

/** Two lines above of one length, and a word that goes on: the terminal broke here, whatever this line begins with. */
function isSplit(lines: readonly Line[], text: string): boolean {
  const last = lines.at(-1)?.text ?? '';
  const above = lines.at(-2)?.text ?? '';
  return last.length === above.length && !cannotBeWrapped(text) && !/^ ?go: /.test(text);
}

function toBlock(lines: readonly Line[]): Block {
  const filled = trimBlank(lines);
  const texts = filled.map(({ text }) => text);
  return { text: unwrap(texts), loose: texts.join('\n'), start: lines[0]?.start ?? 0, end: filled.at(-1)?.end ?? 0 };
}

function trimBlank(lines: readonly Line[]): readonly Line[] {
  let end = lines.length;
  while (end > 1 && lines[end - 1]?.text === '') end -= 1;
  return lines.slice(0, end);
}

/**
 * Rejoins lines that a terminal cut at its width, in the middle of words: all but the last are as long as the longest
 * of the block. Whether it cut at a blank instead, the lines alone do not always tell.
 */
function unwrap(lines: readonly string[]): string {
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0);
  let text = lines[0] ?? '';
  for (let at = 1; at < lines.length; at++) {
    const above = lines[at - 1] ?? '';
    const line = lines[at] ?? '';
    const isCut = width >= 30 && above.length >= width - 1 && goesOn(above, line);
    text += isCut ? line : `\n${line}`;
  }
  return text;
}

const endsInWord =
  /(?:^|\s)(?:public|private|package|module|reading|verifying|fetching|parse|Get|read|path|find|install|found|from|unzip|mkdir|open|write|\d{3})$/;

function goesOn(above: string, line: string): boolean {
  if (cannotBeWrapped(line) || line.startsWith(' ') || / (?:requires|imports)$/.test(above)) return false;
  if (above.endsWith(':')) return /^(?:\/\/|\d)/.test(line);
  return !endsInWord.test(above) && !/^"?https?:\/\//.test(line);
}
