/**
 * Text that a server or file may control. It is only ever inserted as text; what remains is that control characters and
 * the marks that turn the direction of writing (Unicode Technical Report #36) could make it look like something else.
 */
const steering =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu;

/** Each such character as a visible stand-in, such as `\x1b` or `\u{202e}`. Line feeds and tabs stay. */
export function visible(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(steering, standIn);
}

function standIn(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
