/** From the bytes of a paste or a log to text. Both are a stranger's: any byte may occur, in any amount. */

/** More than any log that a person wants explained; beyond it the text is cut, and the report says so. */
export const mostCharacters = 32 * 1024 * 1024;

export interface SourceText {
  text: string;
  /** Bytes of the whole input, also of what was cut off. */
  bytes: number;
  cut: boolean;
}

/** Reads UTF-8, and UTF-16 where a byte order mark or every other byte says so (PowerShell writes it). Never throws. */
export function decodeText(input: Uint8Array | string, totalBytes: number): SourceText {
  const cut = input.length > mostCharacters || totalBytes > input.length;
  const bytes = Math.max(input.length, totalBytes);
  if (typeof input === 'string') return { text: input.slice(0, mostCharacters), bytes, cut };
  return { text: new TextDecoder(encodingOf(input)).decode(input.subarray(0, mostCharacters)), bytes, cut };
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second, , fourth] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first !== 0 && second === 0 && fourth === 0 ? 'utf-16le' : 'utf-8';
}
