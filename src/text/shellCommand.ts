/** A command line to copy into a shell. The words may come from a server: nothing in them may have a meaning there. */
export function shellCommand(argv: readonly string[], platform: string): string {
  return argv.map((word) => quoteWord(word, platform)).join(' ');
}

function quoteWord(word: string, platform: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word) && !(platform === 'win32' && word.includes('%'))) return word;
  // PowerShell and POSIX shells take everything between single quotes as it is; they differ in how a quote is written.
  return platform === 'win32' ? `'${word.replaceAll("'", "''")}'` : `'${word.replaceAll("'", `'\\''`)}'`;
}
