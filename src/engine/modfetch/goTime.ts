/**
 * RFC 3339 times as Go's `time` package reads them, with the sentences of its `ParseError`.
 * Go tries a fast reading first and falls back to its layout parser, which is a little more tolerant (one-digit hours,
 * a comma before the fraction): see `parseStrictRFC3339` in time/format_rfc3339.go and `parse` in time/format.go.
 */

const layout = '2006-01-02T15:04:05Z07:00';

export type ParsedTime = { kind: 'ok'; ms: number } | { kind: 'error'; message: string };

/** What is left of the value, or why reading stopped. */
type Read =
  | { kind: 'ok'; value: number; rest: string }
  | { kind: 'bad' }
  | { kind: 'range'; what: string; rest: string };

/** Reads `text`, in which each character stands for one byte. */
export function parseGoTime(text: string): ParsedTime {
  let rest = text;
  const numbers: number[] = [];
  for (const part of parts) {
    if (!rest.startsWith(part.before)) return cannotParse(text, rest, part.before);
    rest = rest.slice(part.before.length);
    const read = part.read(rest);
    if (read.kind === 'bad') return cannotParse(text, rest, part.layout);
    if (read.kind === 'range')
      return { kind: 'error', message: `parsing time ${quote(text)}: ${read.what} out of range` };
    numbers.push(read.value);
    rest = read.rest;
  }
  if (rest !== '') return { kind: 'error', message: `parsing time ${quote(text)}: extra text: ${quote(rest)}` };
  return assemble(text, numbers);
}

const parts: readonly { before: string; layout: string; read(rest: string): Read }[] = [
  { before: '', layout: '2006', read: (rest) => digits(rest, /^\d{4}/, 'year', 0, 9999) },
  { before: '-', layout: '01', read: (rest) => digits(rest, /^\d\d/, 'month', 1, 12) },
  { before: '-', layout: '02', read: (rest) => digits(rest, /^\d\d/, 'day', 0, 99) },
  { before: 'T', layout: '15', read: (rest) => digits(rest, /^\d\d?/, 'hour', 0, 23) },
  { before: ':', layout: '04', read: (rest) => digits(rest, /^\d\d/, 'minute', 0, 59) },
  { before: ':', layout: '05', read: seconds },
  { before: '', layout: 'Z07:00', read: zone },
];

function digits(rest: string, pattern: RegExp, what: string, low: number, high: number): Read {
  const found = pattern.exec(rest)?.[0];
  if (found === undefined) return { kind: 'bad' };
  const value = Number(found);
  const left = rest.slice(found.length);
  return value < low || value > high ? { kind: 'range', what, rest: left } : { kind: 'ok', value, rest: left };
}

/** Whole seconds and an optional fraction, as milliseconds. */
function seconds(rest: string): Read {
  const whole = digits(rest, /^\d\d/, 'second', 0, 59);
  if (whole.kind !== 'ok') return whole;
  const fraction = /^[.,](\d+)/.exec(whole.rest);
  const ms = Math.trunc(Number(`0.${fraction?.[1]?.slice(0, 9) ?? '0'}`) * 1000);
  return { kind: 'ok', value: whole.value * 1000 + ms, rest: whole.rest.slice(fraction?.[0].length ?? 0) };
}

/** `Z` or `±hh:mm`, as minutes. */
function zone(rest: string): Read {
  if (rest.startsWith('Z')) return { kind: 'ok', value: 0, rest: rest.slice(1) };
  if (rest.length < 6 || rest[3] !== ':') return { kind: 'bad' };
  const hours = /^\d\d/.exec(rest.slice(1))?.[0];
  const minutes = hours === undefined ? undefined : /^\d\d/.exec(rest.slice(4))?.[0];
  const left = rest.slice(6);
  if (Number(minutes ?? 0) > 60) return { kind: 'range', what: 'time zone offset minute', rest: left };
  if (Number(hours ?? 0) > 24) return { kind: 'range', what: 'time zone offset hour', rest: left };
  if (minutes === undefined || (rest[0] !== '+' && rest[0] !== '-')) return { kind: 'bad' };
  return { kind: 'ok', value: (Number(hours) * 60 + Number(minutes)) * (rest[0] === '-' ? -1 : 1), rest: left };
}

function assemble(text: string, numbers: readonly number[]): ParsedTime {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, secondsMs = 0, zoneMinutes = 0] = numbers;
  if (day < 1 || day > daysIn(year, month))
    return { kind: 'error', message: `parsing time ${quote(text)}: day out of range` };
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, 0, secondsMs);
  return { kind: 'ok', ms: date.getTime() - zoneMinutes * 60_000 };
}

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

function cannotParse(text: string, rest: string, element: string): ParsedTime {
  const message = `parsing time ${quote(text)} as ${quote(layout)}: cannot parse ${quote(rest)} as ${quote(element)}`;
  return { kind: 'error', message };
}

/** `time.quote`: bytes outside printable ASCII as `\xNN`. */
function quote(text: string): string {
  const escaped = text.replace(/["\\]|[^ -\x7f]/g, (char) =>
    char === '"' || char === '\\' ? `\\${char}` : `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return `"${escaped}"`;
}
