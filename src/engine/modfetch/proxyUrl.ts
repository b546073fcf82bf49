/**
 * Where a file of a module is on a GOPROXY entry: `BASE/ESCAPED-PATH/@v/VERSION.info`. As in cmd/go/internal/modfetch/proxy.go:
 * one trailing slash of the base is dropped, the joined path is cleaned, userinfo and query of the entry are kept, and
 * what is not allowed in a path is percent-encoded. `!`, which marks an upper-case letter, goes as `%21` over HTTP and
 * stands literally in the path of a local file.
 */
import { redactUrl } from '../web/redact.ts';

export interface ProxyUrl {
  /** As it goes on the wire, with userinfo. For the engine's own use, never for output. */
  url: string;
  /** As people and reports see it. */
  shown: string;
  /** Whether `shown` is exactly what go prints; we hide more secrets than go does. */
  shownIsGos: boolean;
  /** For a file:// entry the path that go opens, with slashes; null for http and https. */
  filePath: string | null;
}

/** The URL of `tail` (`@v/list`, `@v/v1.0.0.info`, …) for a module. Path and tail are already `!`-escaped. */
export function proxyUrl(entryUrl: string, escapedPath: string, tail: string): ProxyUrl {
  const parts = /^([A-Za-z][A-Za-z0-9+.-]*:)(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?(#[\s\S]*)?$/.exec(entryUrl);
  const [, scheme = '', authority, written = '', query = '', fragment = ''] = parts ?? [];
  const base = unescapePercent(written);
  const path = cleanPath(`${withoutSlash(base)}/${escapedPath}/${tail}`);
  const encoded = wirePath(written, base, path, `${escapedPath}/${tail}`);
  const url = `${scheme.toLowerCase()}//${authority ?? ''}${encoded}${query}${fragment}`;
  const isFile = scheme.toLowerCase() === 'file:';
  const shown = redactUrl(url);
  return { url, shown, shownIsGos: shown === redactAsGo(url), filePath: isFile ? fromBytes(path) : null };
}

/** Go keeps the escaping of the entry where it was unusual (`a%2Fb`), else it encodes the path itself. */
function wirePath(written: string, base: string, path: string, added: string): string {
  const isUsual = escapeBytes(base, pathSafe) === written || !validEncoding.test(written);
  if (!isUsual) return cleanPath(`${withoutSlash(written)}/${escapeBytes(added, segmentSafe)}`);
  return base === '' ? cleanPath(`/${escapeBytes(added, segmentSafe)}`) : escapeBytes(path, pathSafe);
}

/** What Go takes as an encoded path (`validEncoded` in net/url); anything else it encodes anew. */
const validEncoding = /^[A-Za-z0-9\-_.~$&+,/:;=@!'()*[\]%]*$/;
const pathSafe = /[A-Za-z0-9\-_.~$&+,/:;=@]/;
const segmentSafe = /[A-Za-z0-9\-_.~$&+:=@/]/;

/** Percent-encodes what `safe` does not match; each character stands for one byte. */
function escapeBytes(bytes: string, safe: RegExp): string {
  return Array.from(bytes, (char) =>
    safe.test(char) ? char : `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
}

/** The bytes that a URL path means, one character for each. */
function unescapePercent(path: string): string {
  const bytes = Buffer.from(path, 'utf8').toString('latin1');
  return bytes.replace(/%([0-9A-Fa-f]{2})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function fromBytes(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function withoutSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

/** Go's path.Clean for an absolute path: no double slashes, no `.` and no `..`. */
function cleanPath(path: string): string {
  const elements: string[] = [];
  for (const element of path.split('/')) {
    if (element === '..') elements.pop();
    else if (element !== '' && element !== '.') elements.push(element);
  }
  return `/${elements.join('/')}`;
}

/** `url.URL.Redacted`: hides the password only. */
function redactAsGo(url: string): string {
  return url.replace(/^([^/?#]*\/\/[^/?#@:]*):[^/?#]*@/, '$1:xxxxx@');
}
