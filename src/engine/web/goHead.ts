/**
 * Reads the head of an HTTP/1 answer as Go's net/http does, from bytes that our own client refused: Go takes lines that
 * end in a bare line feed, a space before the colon, the same length said twice, and skips answers of 1xx.
 * Sources: net/textproto/reader.go (ReadMIMEHeader), net/http/transfer.go (fixLength), net/http/transport.go
 * (readResponse). The text is the other side's: one character for each byte.
 */
import { quote } from '../strconv.ts';

export type HeadVerdict =
  | { kind: 'accepts' }
  /** `words` as Go prints them behind `transport connection broken: `. */
  | { kind: 'refuses'; words: string }
  /** Not enough is at hand to tell. */
  | { kind: 'incomplete' };

/** Go skips so many 1xx answers before it gives up (net/http.Transport, max1xxResponses). */
const mostInterim = 5;

export function judgeHead(text: string): HeadVerdict {
  let rest = text;
  for (let skipped = 0; skipped <= mostInterim; skipped++) {
    const head = splitHead(rest);
    if (head === null) return { kind: 'incomplete' };
    const [statusLine = '', ...lines] = head.lines;
    const refusal = refusedLine(lines) ?? refusedLengths(lines);
    if (refusal !== null) return { kind: 'refuses', words: refusal };
    if (!/^HTTP\/1\.\d +1\d\d(?: |$)/.test(statusLine)) return { kind: 'accepts' };
    rest = head.rest;
  }
  return { kind: 'refuses', words: 'net/http: too many 1xx informational responses' };
}

/** The lines up to the first empty one, without their ends. */
function splitHead(text: string): { lines: string[]; rest: string } | null {
  const lines: string[] = [];
  let at = 0;
  for (let end = text.indexOf('\n', at); end >= 0; end = text.indexOf('\n', at)) {
    const line = text.slice(at, end).replace(/\r$/, '');
    at = end + 1;
    if (line === '') return { lines, rest: text.slice(at) };
    lines.push(line);
  }
  return null;
}

const tokenOrSpace = /^[!#$%&'*+\-.^_`|~0-9A-Za-z ]+$/;

/** A line that begins with white space continues the one before; Go joins them first, so it is looked at with it. */
function refusedLine(lines: readonly string[]): string | null {
  for (const line of lines) {
    if (/^[ \t]/.test(line)) continue;
    const colon = line.indexOf(':');
    if (colon < 0) return `malformed MIME header: missing colon: ${quote(line)}`;
    const isGood = tokenOrSpace.test(line.slice(0, colon)) && !/[\x00-\x08\x0a-\x1f\x7f]/.test(line.slice(colon + 1));
    if (!isGood) return `malformed MIME header line: ${quote(line)}`;
  }
  return null;
}

function refusedLengths(lines: readonly string[]): string | null {
  const lengths = lines.flatMap((line) => {
    const value = /^content-length *:(.*)$/i.exec(line)?.[1];
    return value === undefined ? [] : [value.trim()];
  });
  if (new Set(lengths).size < 2) return null;
  return `http: message cannot contain multiple Content-Length headers; got [${lengths.map((one) => quote(one)).join(' ')}]`;
}
