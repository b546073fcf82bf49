/**
 * Records of the checksum database, as `/lookup/PATH@VERSION` answers them (golang.org/x/mod/sumdb/tlog, ParseRecord):
 *
 *     ID
 *     golang.org/x/text v0.3.0 h1:g61tztE5qeGQ89tm6NTjjM9VPIm088od1l6aSorWRWg=
 *     golang.org/x/text v0.3.0/go.mod h1:NqM8EUOU14njkJ3fqMW+pc6Ldnwhi/IjpwHt7yyuwOQ=
 *
 *     a signed tree head
 *
 * In the log is the text alone, from the second line to before the empty one. The number, and everything behind the empty
 * line, is whatever the answering server wrote. A proxy may also answer with a good record of another module.
 */
import { maxTreeSize } from './merkle.ts';
import { decodePlainText } from './utf8.ts';

export interface LogRecord {
  id: number;
  /** The bytes that are in the log. */
  text: Buffer;
  /** What follows: a signed note, or nothing. */
  rest: Buffer;
}

export type ParsedRecord = { kind: 'ok'; record: LogRecord } | { kind: 'malformed'; message: string };

const malformed: ParsedRecord = { kind: 'malformed', message: 'malformed record data' };

/** Go also takes a number with a sign or leading zeros; no server writes one, so we do not. */
export function parseRecord(body: Uint8Array): ParsedRecord {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length);
  const newline = bytes.indexOf('\n');
  const end = bytes.indexOf('\n\n', newline + 1);
  if (newline < 0 || newline > 19 || end < 0) return malformed;
  const id = bytes.toString('latin1', 0, newline);
  const text = bytes.subarray(newline + 1, end + 1);
  if (!/^(?:0|[1-9][0-9]*)$/.test(id) || Number(id) >= maxTreeSize || !isRecordText(text)) return malformed;
  return { kind: 'ok', record: { id: Number(id), text, rest: bytes.subarray(end + 2) } };
}

/** Plain text whose lines all end, and none of which is empty (but for a first one, as in Go). */
export function isRecordText(bytes: Uint8Array): boolean {
  const text = decodePlainText(bytes);
  return text?.endsWith('\n') === true && !text.includes('\n\n');
}

/**
 * The go.sum lines for one module version, or with `/go.mod` behind the version for its go.mod. Give it the text of a record
 * that is proved to be in the log, and nothing else. No line means that the answer is not about this module, which is a
 * failure, never "unknown" (CVE-2026-42501).
 */
export function findLines(text: Uint8Array, path: string, version: string): string[] {
  const prefix = `${path} ${version} `;
  const lines = Buffer.from(text).toString().split('\n');
  return lines.filter((line) => line.startsWith(prefix));
}
