/** Text of notes and records: UTF-8 without control characters other than the newline. Null for anything else. */
export function decodePlainText(bytes: Uint8Array): string | null {
  // Control characters are single bytes below 0x20, which never occur inside another character.
  if (bytes.some((byte) => byte < 0x20 && byte !== 0x0a)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
