/**
 * A key that is equal for names that differ only in letter case, by Unicode's simple case folding: one character for one,
 * so that `ß` is not `ss`. File systems that ignore case would take such names for the same file.
 */
export function foldName(name: string): string {
  if (/^[\0-@[-\x7f]*$/.test(name)) return name;
  return Array.from(name, foldChar).join('');
}

function foldChar(char: string): string {
  // The Turkish dotless i is capital I in one direction only, and folds to itself.
  if (char === 'ı') return char;
  return single(single(char, char.toUpperCase()), single(char, char.toUpperCase()).toLowerCase());
}

/** The mapped character, unless it is several. */
function single(char: string, mapped: string): string {
  return [...mapped].length === 1 ? mapped : char;
}
