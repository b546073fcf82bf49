/**
 * What comes from a server, a file or a setting may try to steer the terminal: escape sequences, carriage returns, and
 * the marks that turn the direction of writing (Unicode Technical Report #36). Each becomes a visible stand-in.
 * Everything that is printed goes through here.
 */
const steering =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu;

/** One line: line ends become spaces, other control characters `\x1b` or `\u{202e}`. */
export function cleanLine(text: string): string {
  return text.replace(/\r\n|[\n\t]/g, ' ').replace(steering, standIn);
}

/** The lines of a text, each of them clean. */
export function cleanLines(text: string): string[] {
  return text.split(/\r\n|\n/).map((line) => line.replaceAll('\t', '    ').replace(steering, standIn));
}

function standIn(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
