/** Walks over the lines of a small configuration text; blank lines and lines that begin with `#` say nothing. */
export interface LineReader {
  /** The next line without its indent, or null at the end. */
  next(): string | null;
  /** The next line if it is indented, else null. */
  nextIndented(): string | null;
  /** An error that names the place of the line read last. */
  problem(why: string): Error;
}

export function linesOf(where: string, text: string): LineReader {
  const lines = text.split('\n');
  let number = 0;
  const skipSilent = (): void => {
    while (number < lines.length && /^\s*(#|$)/.test(lines[number] ?? '')) number++;
  };
  const take = (): string | null => {
    const line = lines[number++];
    return line === undefined ? null : line.trim();
  };
  return {
    next: () => {
      skipSilent();
      return take();
    },
    nextIndented: () => {
      skipSilent();
      return /^\s/.test(lines[number] ?? '') ? take() : null;
    },
    problem: (why) => new Error(`${where}, line ${number}: ${why}: ${lines[number - 1] ?? ''}`),
  };
}
