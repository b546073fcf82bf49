/**
 * A cached `.info` file, read as go reads it: `json.Unmarshal` into modfetch.RevInfo. Keys match without letter case, the
 * last of several wins, `null` and absent keys leave a field empty, unknown keys are ignored. Anybody can write such a file.
 */
export interface RevInfo {
  /** '' where the file names none. */
  version: string;
  /** As written, RFC 3339; '' where the file names none. */
  time: string;
}

/** Null for what go takes as not cached. */
export function parseRevInfo(bytes: Uint8Array): RevInfo | null {
  const value = parseJson(bytes);
  const info: RevInfo = { version: '', time: '' };
  if (value === null) return info;
  if (typeof value !== 'object' || Array.isArray(value)) return null;
  for (const [key, field] of Object.entries(value)) {
    const name = key.toLowerCase();
    if (name === 'origin' && (typeof field !== 'object' || Array.isArray(field))) return null;
    if (field === null || (name !== 'version' && name !== 'time')) continue;
    if (typeof field !== 'string' || (name === 'time' && !isRfc3339(field))) return null;
    info[name] = field;
  }
  return info;
}

/** `undefined` where the text is not JSON. Bytes that are not UTF-8 become U+FFFD, for Go too. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|[+-](\d\d):(\d\d))$/;

/** What Go's `time.Time.UnmarshalJSON` takes. */
function isRfc3339(text: string): boolean {
  const match = rfc3339.exec(text);
  if (match === null) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, offHour = 0, offMinute = 0] = match
    .slice(1)
    .map((digits) => Number(digits ?? 0));
  const inClock = hour < 24 && minute < 60 && second < 60 && offHour < 24 && offMinute < 60;
  return inClock && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}
