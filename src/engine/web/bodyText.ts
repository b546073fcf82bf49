/**
 * What a server says in the body of an error. go shows a part of it, by strict rules (cmd/go/internal/web/api.go:
 * text/plain only, eight lines, nothing that could drive a terminal); people deserve the words of an HTML or JSON page
 * as well. The server controls every byte of it.
 */
import { redactText } from './redact.ts';

const maxDetailLines = 8;
const maxDetailBytes = maxDetailLines * 81;

/** The lines that go appends to `reading URL: STATUS`, beginning with a line feed, or ''. */
export function goServerResponse(contentType: string | null, body: Uint8Array): string {
  if (!isPlainUtf8(contentType ?? '')) return '';
  const text = decodeStrictly(body);
  if (text === null || !/^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\p{White_Space}]*$/u.test(text)) return '';
  const detail = cutDetail(text.split('\n'));
  if (detail === '') return '';
  return `\n\tserver response:${detail.includes('\n') ? '\n\t' : ' '}${detail}`;
}

function cutDetail(lines: readonly string[]): string {
  let detail = '';
  for (const [index, line] of lines.entries()) {
    if (/^\p{White_Space}*$/u.test(line)) break;
    if (index > 0) detail += '\n\t';
    if (index >= maxDetailLines) return `${detail}[Truncated: too many lines.]`;
    if (Buffer.byteLength(detail) + Buffer.byteLength(line) > maxDetailBytes) return `${detail}[Truncated: too long.]`;
    detail += line;
  }
  return detail;
}

function decodeStrictly(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** mime.ParseMediaType gives text/plain, with charset absent, utf-8 or us-ascii. Broken parameters count as absent. */
function isPlainUtf8(contentType: string): boolean {
  const [type = '', ...parameters] = contentType.split(';');
  if (type.trim().toLowerCase() !== 'text/plain') return false;
  const charsets = parameters.flatMap((parameter) => {
    const [name = '', value] = parameter.split('=', 2);
    return name.trim().toLowerCase() === 'charset' && value !== undefined ? [value] : [];
  });
  if (charsets.length > 1) return false;
  const charset = (charsets[0] ?? '')
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .toLowerCase();
  return charset === '' || charset === 'utf-8' || charset === 'us-ascii';
}

const maxWords = 400;

/**
 * What the server says, for people: of HTML the visible text, of JSON its message, of anything else that is text the
 * beginning. One line, bounded, without control or direction characters, redacted; null where nothing is readable.
 */
export function serverWords(contentType: string | null, body: Uint8Array): string | null {
  const text = new TextDecoder().decode(body.subarray(0, 64 * 1024));
  if (text.includes('\0')) return null;
  const type = (contentType ?? '').toLowerCase();
  const start = text.trimStart();
  const words = isHtml(type, start) ? htmlWords(start) : (jsonMessage(start) ?? start);
  const line = redactText(cleanLine(words));
  return line === '' ? null : line;
}

function isHtml(type: string, start: string): boolean {
  return type.includes('html') || /^<(?:!doctype|html|head|body|\?xml)/i.test(start);
}

/** Drops control characters and those that change the direction of text, and joins white space. */
function cleanLine(text: string): string {
  const line = text
    .slice(0, 16 * 1024)
    .replace(/[\p{White_Space}]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\ufffd]/gu, '')
    .trim();
  return line.length <= maxWords ? line : `${[...line].slice(0, maxWords).join('')}…`;
}

/** The title and the text outside of tags, scripts and styles, read in one pass. */
function htmlWords(html: string): string {
  let words = '';
  let position = 0;
  while (position < html.length) {
    const open = html.indexOf('<', position);
    if (open < 0) return words + decodeEntities(html.slice(position));
    words += `${decodeEntities(html.slice(position, open))} `;
    position = endOfTag(html, open);
  }
  return words;
}

function endOfTag(html: string, open: number): number {
  const end = html.startsWith('<!--', open) ? html.indexOf('-->', open) : html.indexOf('>', open);
  if (end < 0) return html.length;
  const name = /^<(script|style|svg|noscript)\b/i.exec(html.slice(open, open + 16))?.[1]?.toLowerCase();
  if (name === undefined) return end + 1;
  const close = new RegExp(`</${name}`, 'gi');
  close.lastIndex = end;
  const found = close.exec(html);
  return found === null ? html.length : found.index;
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  '#39': "'",
  apos: "'",
};

function decodeEntities(text: string): string {
  return text.replace(/&(#?\w{2,6});/g, (whole, name: string) => entities[name] ?? whole);
}

/** The message of the usual shapes: `{"message"}`, `{"error": "…"}`, `{"errors": [{"message", "detail"}]}`. */
function jsonMessage(text: string): string | null {
  if (!text.startsWith('{') && !text.startsWith('[')) return null;
  try {
    return findMessage(JSON.parse(text), 4);
  } catch {
    return null;
  }
}

function findMessage(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return value;
  if (depth === 0 || typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) return findMessage(value[0], depth - 1);
  const fields = new Map(Object.entries(value));
  for (const name of ['message', 'error_description', 'detail', 'error', 'errors', 'reason', 'title']) {
    const found = fields.has(name) ? findMessage(fields.get(name), depth - 1) : null;
    if (found !== null && found !== '') return found;
  }
  return null;
}
