/** How Go writes strings and characters into its messages: the verb `%q`, which is `strconv.Quote` and `QuoteRune`. */

const shortEscapes: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
};

/** Go's `strconv.IsPrint`: letters, marks, numbers, punctuation, symbols, and of the spaces only the ASCII one. */
const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/**
 * `strconv.Quote`: in double quotes, unprintable characters escaped. A lone surrogate from U+DC80 to U+DCFF stands for a
 * byte that is not UTF-8 (see modfile/goText.ts) and is shown as that byte.
 */
export function quote(text: string): string {
  let quoted = '';
  for (const char of text) quoted += char === '"' ? '\\"' : escapeChar(char);
  return `"${quoted}"`;
}

/** `strconv.QuoteRune` of one character. */
export function quoteRune(char: string): string {
  return `'${char === "'" ? "\\'" : escapeChar(char)}'`;
}

function escapeChar(char: string): string {
  const short = shortEscapes[char];
  if (short !== undefined) return short;
  if (/^[\udc80-\udcff]$/.test(char)) return `\\x${hex(char.charCodeAt(0) - 0xdc00, 2)}`;
  if (!char.isWellFormed()) return '�';
  if (printable.test(char)) return char;
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return `\\x${hex(code, 2)}`;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, '0');
}
