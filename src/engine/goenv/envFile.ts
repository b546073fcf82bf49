/**
 * The settings files: the one that `go env -w` writes, and GOROOT/go.env. A line counts when it has a `=` and begins
 * with a capital letter; what stands before the first `=` is the name and everything behind it the value, to the byte:
 * no quotes, comments, variables or trimming, and a carriage return stays. Every other line is silently ignored. Of two
 * lines for one name the last counts. (cmd/go/internal/cfg, `readEnvFile`.)
 */

export interface EnvLine {
  /** From 1. */
  line: number;
  name: string;
  value: string;
}

export interface EnvFile {
  path: string;
  /** Lines that count, in order. */
  lines: EnvLine[];
  /** Lines that are neither blank, nor a comment, nor count. */
  ignored: { line: number; text: string }[];
}

export function parseEnvFile(path: string, bytes: Uint8Array): EnvFile {
  const file: EnvFile = { path, lines: [], ignored: [] };
  // A byte order mark is kept: the first line then does not begin with a capital letter.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  for (const [index, content] of text.split('\n').entries()) {
    const line = index + 1;
    const equals = content.indexOf('=');
    if (equals >= 0 && /^[A-Z]/.test(content)) {
      file.lines.push({ line, name: content.slice(0, equals), value: content.slice(equals + 1) });
    } else if (/\S/.test(content) && !/^\s*#/.test(content)) {
      file.ignored.push({ line, text: content });
    }
  }
  return file;
}

/** All lines for a name, the one that counts first. */
export function linesFor(file: EnvFile | null, name: string): EnvLine[] {
  return file === null ? [] : file.lines.filter((line) => line.name === name).reverse();
}
