/**
 * The shape of a go.mod or go.work file, without meaning: lines of words, blocks of such lines in parentheses, and the
 * comments that belong to each. A parenthesis opens a block only as the last thing on its line; elsewhere it is a word.
 */
import type { ModError } from './goMod.ts';
import { modError } from './modError.ts';
import type { TextMap, TextRange } from './position.ts';
import type { Scanner, Token } from './scanner.ts';
import { createScanner } from './scanner.ts';

export interface Word {
  /** As written, with quotes. */
  text: string;
  start: number;
  end: number;
  /** Contains no quote. */
  plain: boolean;
}

/** Offsets are UTF-16 units into the text, words only: without indentation and comments. */
export interface Line {
  kind: 'line';
  words: Word[];
  start: number;
  end: number;
  /** Comment lines above, with `//`; '' for a blank line inside a block. */
  before: readonly string[];
  /** Comments behind, normally at most one. */
  suffix: string[];
}

export interface Block {
  kind: 'block';
  /** What stands before the parenthesis. */
  words: Word[];
  lines: Line[];
  start: number;
  open: number;
  /** Offset of `)`; null where the file ends before. */
  close: number | null;
  before: readonly string[];
}

export type Statement = Line | Block;

export interface Comment {
  /** With `//`, without the line end. */
  text: string;
  range: TextRange;
  /** Stands behind something on its line. */
  suffix: boolean;
}

export interface Syntax {
  statements: Statement[];
  comments: Comment[];
  /** The one error at which go stops reading. */
  error: ModError | null;
}

export function parseSyntax(text: string, map: TextMap, file: string): Syntax {
  const scanner = createScanner(text);
  const parser = new Parser(scanner, map, file);
  const statements = parser.parseFile();
  const found = scanner.firstError();
  const error = found === null ? null : modError(map, found.offset, found.message);
  return { statements, comments: parser.comments, error };
}

const none: readonly string[] = [];

class Parser {
  readonly comments: Comment[] = [];
  readonly #scanner: Scanner;
  readonly #map: TextMap;
  readonly #file: string;
  /** What a comment at a line's end belongs to: the last thing before it that does not span lines. */
  #commented: Line | null = null;

  constructor(scanner: Scanner, map: TextMap, file: string) {
    this.#scanner = scanner;
    this.#map = map;
    this.#file = file;
  }

  parseFile(): Statement[] {
    const statements: Statement[] = [];
    let before: string[] = [];
    for (;;) {
      switch (this.#scanner.peek()) {
        case 'end':
          return statements;
        case 'newline':
          this.#scanner.next();
          if (before.length > 0) this.#commented = null;
          before = [];
          break;
        case 'lineComment':
          before.push(this.#takeComment(this.#scanner.next(), false));
          break;
        default:
          for (const statement of this.#parseStatement(before.length === 0 ? none : before)) statements.push(statement);
          before = [];
      }
    }
  }

  /** More than one only where a block is not closed and swallowed what follows. */
  #parseStatement(before: readonly string[]): Statement[] {
    const words: Word[] = [this.#scanner.next()];
    for (;;) {
      const token = this.#scanner.next();
      if (endsLine(token)) return [this.#endLine(words, token, before)];
      if (token.kind === 'open') {
        if (isLineEnd(this.#scanner)) return this.#parseBlock(words, token, before);
        if (this.#scanner.peek() === 'close') {
          const close = this.#scanner.next();
          if (isLineEnd(this.#scanner)) return [this.#endEmptyBlock(words, token, close, before)];
          words.push(token, close);
          continue;
        }
      }
      words.push(token);
    }
  }

  #endEmptyBlock(words: Word[], open: Token, close: Token, before: readonly string[]): Block {
    this.#commented = null;
    this.#takeLineEnd();
    return { kind: 'block', words, lines: [], start: startOf(words), open: open.start, close: close.start, before };
  }

  #parseBlock(words: Word[], open: Token, before: readonly string[]): Statement[] {
    const block: Block = {
      kind: 'block',
      words,
      lines: [],
      start: startOf(words),
      open: open.start,
      close: null,
      before,
    };
    this.#commented = null;
    let above: string[] = [];
    for (;;) {
      switch (this.#scanner.peek()) {
        case 'suffixComment':
          this.#takeLineEnd();
          break;
        case 'newline':
          this.#scanner.next();
          if (above.length === 0 ? block.lines.length > 0 : above.at(-1) !== '') above.push('');
          break;
        case 'lineComment':
          above.push(this.#takeComment(this.#scanner.next(), false));
          break;
        case 'end':
          this.#reportUnclosed(block);
          return splitUnclosed(block);
        case 'close':
          block.close = this.#scanner.next().start;
          this.#endBlock();
          return [block];
        default:
          block.lines.push(this.#parseLine(above.length === 0 ? none : above));
          above = [];
      }
    }
  }

  #reportUnclosed(block: Block): void {
    const { line, goColumn } = this.#map.position(block.start);
    const place = `${this.#file}:${line}:${goColumn}`;
    this.#scanner.report(this.#scanner.offset(), `syntax error (unterminated block started at ${place})`);
  }

  #endBlock(): void {
    this.#commented = null;
    if (isLineEnd(this.#scanner)) {
      this.#takeLineEnd();
      return;
    }
    this.#scanner.report(this.#scanner.offset(), 'syntax error (expected newline after closing paren)');
  }

  #parseLine(before: readonly string[]): Line {
    const words: Word[] = [this.#scanner.next()];
    for (;;) {
      const token = this.#scanner.next();
      if (endsLine(token)) return this.#endLine(words, token, before);
      words.push(token);
    }
  }

  #endLine(words: Word[], end: Token, before: readonly string[]): Line {
    const last = words.at(-1);
    const line: Line = { kind: 'line', words, start: startOf(words), end: last?.end ?? 0, before, suffix: [] };
    if (!words.some(spansLines)) this.#commented = line;
    if (end.kind === 'suffixComment') this.#takeComment(end, true);
    return line;
  }

  #takeLineEnd(): void {
    const token = this.#scanner.next();
    if (token.kind === 'suffixComment') this.#takeComment(token, true);
  }

  #takeComment(token: Token, suffix: boolean): string {
    const { text, start } = token;
    this.comments.push({ text, range: this.#map.range(start, start + text.length), suffix });
    if (suffix && this.#commented !== null) this.#commented.suffix.push(text);
    return text;
  }
}

function endsLine(token: Token): boolean {
  return token.kind === 'newline' || token.kind === 'suffixComment' || token.kind === 'end';
}

function isLineEnd(scanner: Scanner): boolean {
  const kind = scanner.peek();
  return kind === 'newline' || kind === 'suffixComment' || kind === 'end';
}

function startOf(words: readonly Word[]): number {
  return words[0]?.start ?? 0;
}

/** Only a string can, behind a backslash. */
function spansLines(word: Word): boolean {
  return !word.plain && word.text.includes('\n');
}

/** The keywords of go.mod and go.work. */
const directiveVerbs: ReadonlySet<string> = new Set([
  'module',
  'go',
  'toolchain',
  'godebug',
  'require',
  'exclude',
  'replace',
  'retract',
  'tool',
  'ignore',
  'use',
]);

/** `VERB (`, which inside a block go reads as two words. */
export function opensBlock(line: Line): boolean {
  return line.words.length === 2 && line.words[1]?.text === '(';
}

/**
 * A block without `)` takes in the rest of the file. From the first line that begins like a directive, what it took is
 * given back, for a reader who still wants to see those directives; go reports the block and reads nothing.
 */
function splitUnclosed(block: Block): Statement[] {
  const statements: Statement[] = [block];
  const lines = block.lines;
  let current: Block | null = block;
  block.lines = [];
  for (const line of lines) {
    const [first, second] = line.words;
    if (first === undefined || !directiveVerbs.has(first.text)) {
      if (current === null) statements.push(line);
      else current.lines.push(line);
    } else if (second !== undefined && opensBlock(line)) {
      const { start, before } = line;
      current = { kind: 'block', words: [first], lines: [], start, open: second.start, close: null, before };
      statements.push(current);
    } else {
      current = null;
      statements.push(line);
    }
  }
  return statements;
}
