/**
 * The answer to `.info` and `@latest`: `{"Version": "v1.2.3", "Time": "2024-01-02T03:04:05Z", "Origin": {…}}`, decoded as
 * Go decodes it into `modfetch.RevInfo`: keys in any case, unknown keys ignored, wrong types and broken times refused
 * with Go's sentence. Everything in it is chosen by the server. Source: cmd/go/internal/modfetch/repo.go,
 * encoding/json/decode.go.
 */
import { checkJson, members, stringValue, trimJson } from './goJson.ts';
import { parseGoTime } from './goTime.ts';

export interface RevInfo {
  /** '' where the answer names none. */
  version: string;
  /** Milliseconds since 1970, or null where the answer has no time. */
  timeMs: number | null;
}

export type InfoResult =
  | { kind: 'ok'; info: RevInfo }
  /** `message` is Go's sentence. */
  | { kind: 'error'; reason: 'notJson' | 'shape' | 'time'; message: string };

/** Where a wrong type is: Go names the struct and the path of fields. */
interface Place {
  field: string;
  goType: string;
}

const originFields = ['VCS', 'URL', 'Subdir', 'Hash', 'TagPrefix', 'TagSum', 'Ref', 'RepoSum'];

/** Decodes the body of `.info` or `@latest`. */
export function readInfo(bytes: Uint8Array): InfoResult {
  const invalid = checkJson(bytes);
  if (invalid !== null) return { kind: 'error', reason: 'notJson', message: invalid };
  const json = trimJson(bytes);
  const info: RevInfo = { version: '', timeMs: null };
  const top = kindOf(json);
  if (top === 'null') return { kind: 'ok', info };
  if (top !== 'object')
    return {
      kind: 'error',
      reason: 'shape',
      message: `json: cannot unmarshal ${top} into Go value of type modfetch.RevInfo`,
    };
  return readMembers(json, info);
}

/** Go keeps the first wrong type, but a broken time ends the reading at once. */
function readMembers(json: Uint8Array, info: RevInfo): InfoResult {
  let wrongType: string | null = null;
  for (const { key, value } of members(json)) {
    const field = fieldName(key, ['Version', 'Time', 'Origin']);
    if (field === 'Time') {
      const time = readTime(value);
      if (typeof time === 'string') return { kind: 'error', reason: 'time', message: time };
      info.timeMs = time.ms ?? info.timeMs;
    } else if (field === 'Version') {
      wrongType ??= typeError(value, 'string', { field: 'RevInfo.Version', goType: 'string' });
      if (kindOf(value) === 'string') info.version = stringValue(value);
    } else if (field === 'Origin') {
      wrongType ??= originError(value);
    }
  }
  return wrongType === null ? { kind: 'ok', info } : { kind: 'error', reason: 'shape', message: wrongType };
}

function originError(value: Uint8Array): string | null {
  const wrong = typeError(value, 'object', { field: 'RevInfo.Origin', goType: 'codehost.Origin' });
  if (wrong !== null || kindOf(value) !== 'object') return wrong;
  for (const member of members(value)) {
    const field = fieldName(member.key, originFields);
    const error =
      field === null ? null : typeError(member.value, 'string', { field: `Origin.Origin.${field}`, goType: 'string' });
    if (error !== null) return error;
  }
  return null;
}

function readTime(value: Uint8Array): { ms: number | null } | string {
  const kind = kindOf(value);
  if (kind === 'null') return { ms: null };
  if (kind !== 'string') return 'Time.UnmarshalJSON: input is not a JSON string';
  const parsed = parseGoTime(Array.from(value.subarray(1, -1), (byte) => String.fromCharCode(byte)).join(''));
  return parsed.kind === 'ok' ? { ms: parsed.ms } : parsed.message;
}

function typeError(value: Uint8Array, wanted: string, place: Place): string | null {
  const kind = kindOf(value);
  if (kind === wanted || kind === 'null') return null;
  return `json: cannot unmarshal ${kind} into Go struct field ${place.field} of type ${place.goType}`;
}

/** The field that a key means: the exact name first, else any case (with the two foreign letters that fold to ASCII). */
function fieldName(key: string, fields: readonly string[]): string | null {
  const folded = (text: string) =>
    text
      .replace(/\u017f/g, 's')
      .replace(/\u212a/g, 'k')
      .replace(/[a-z]/g, (c) => c.toUpperCase());
  return fields.find((field) => field === key) ?? fields.find((field) => folded(field) === folded(key)) ?? null;
}

function kindOf(value: Uint8Array): 'object' | 'array' | 'string' | 'bool' | 'null' | 'number' {
  switch (value[0]) {
    case 0x7b:
      return 'object';
    case 0x5b:
      return 'array';
    case 0x22:
      return 'string';
    case 0x74:
    case 0x66:
      return 'bool';
    case 0x6e:
      return 'null';
    default:
      return 'number';
  }
}
