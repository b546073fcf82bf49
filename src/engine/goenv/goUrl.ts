/**
 * URLs as Go's net/url reads them, with its error texts. Settings are full of text that one parser takes and another
 * refuses, so what go says about a GOPROXY element can only be told by Go's own rules.
 *
 * Inside, a string holds one UTF-8 byte in each character, because Go decodes and checks bytes.
 */
import { isIP } from 'node:net';
import { quote } from '../strconv.ts';

export interface GoUrl {
  /** Lower case, '' where there is none. */
  scheme: string;
  /** What follows the scheme where it does not begin with a slash. */
  opaque: string;
  user: { name: string; password: string | null } | null;
  /** Host and port, with brackets around an IPv6 address. */
  host: string;
  path: string;
  /** The path as written, where that is not how Go would write it; else ''. */
  rawPath: string;
  /** Without `?`; null where there is no `?` at all. */
  query: string | null;
  /** As written. */
  fragment: string;
  /** `scheme:/path` without an authority. */
  omitHost: boolean;
}

export interface UrlError {
  kind: 'error';
  /** What go quotes as the URL: it leaves out the fragment, unless that is what is wrong. */
  url: string;
  /** Go's reason, which stands behind `parse "URL": `. */
  reason: string;
  /** The piece of the URL that the reason quotes. It may be part of a password. */
  piece: string | null;
}

type Mode = 'host' | 'zone' | 'path' | 'userinfo' | 'fragment';

/** Go's `url.Parse`. */
export function parseGoUrl(text: string): { kind: 'ok'; url: GoUrl } | UrlError {
  const [withoutFragment, fragment] = cut(text, '#');
  const parsed = attempt(withoutFragment, () => parse(toBytes(withoutFragment)));
  if (parsed.kind === 'error') return parsed;
  const checked = attempt(text, () => decode(toBytes(fragment), 'fragment'));
  if (checked.kind === 'error') return checked;
  return { kind: 'ok', url: { ...parsed.value, fragment: toBytes(fragment) } };
}

function attempt<T>(url: string, read: () => T): { kind: 'ok'; value: T } | UrlError {
  try {
    return { kind: 'ok', value: read() };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'error', url, reason: error.message, piece: error.piece };
    throw error;
  }
}

/** Go's `URL.Redacted`: the URL written anew with `xxxxx` for the password. A user name that stands alone is shown. */
export function redactedGoUrl(url: GoUrl): string {
  const authority = url.scheme !== '' || url.host !== '' || url.user !== null;
  const rest = url.opaque === '' ? (authority ? writeAuthority(url) : '') + writePath(url) : url.opaque;
  const scheme = url.scheme === '' ? '' : `${url.scheme}:`;
  const query = url.query === null ? '' : `?${url.query}`;
  return fromBytes(`${scheme}${rest}${query}${url.fragment === '' ? '' : `#${writeFragment(url.fragment)}`}`);
}

function writeAuthority(url: GoUrl): string {
  if (url.omitHost && url.host === '' && url.user === null) return '';
  if (url.host === '' && url.path === '' && url.user === null) return '';
  const password = url.user?.password === null ? '' : ':xxxxx';
  const user = url.user === null ? '' : `${encode(url.user.name, 'userinfo')}${password}@`;
  return `//${user}${encode(url.host, 'host')}`;
}

function writePath(url: GoUrl): string {
  const path = url.rawPath !== '' && isValidEncoding(url.rawPath) ? url.rawPath : escapePath(url.path);
  return path !== '' && !path.startsWith('/') && url.host !== '' ? `/${path}` : path;
}

function writeFragment(fragment: string): string {
  return /^[A-Za-z0-9\-_.~!$&'()*+,;=:@[\]%/?]*$/.test(fragment)
    ? fragment
    : encode(decode(fragment, 'fragment'), 'fragment');
}

/** Thrown inside this file only: parsing ends at the first thing that is wrong. */
class Refusal extends Error {
  readonly piece: string | null;

  constructor(reason: string, piece: string | null = null) {
    super(reason);
    this.piece = piece;
  }
}

function parse(text: string): Omit<GoUrl, 'fragment'> {
  if (/[\x00-\x1f\x7f]/.test(text)) throw new Refusal('net/url: invalid control character in URL');
  const empty = { scheme: '', opaque: '', user: null, host: '', path: '', rawPath: '', query: null, omitHost: false };
  if (text === '*') return { ...empty, path: '*' };
  const { scheme, rest: afterScheme } = splitScheme(text);
  const [rest, query] = cut(afterScheme, '?');
  const base = { ...empty, scheme, query: afterScheme.includes('?') ? query : null };
  if (!rest.startsWith('/')) {
    if (scheme !== '') return { ...base, opaque: rest };
    if (cut(rest, '/')[0].includes(':')) throw new Refusal('first path segment in URL cannot contain colon');
  }
  if (!rest.startsWith('//') || (scheme === '' && rest.startsWith('///'))) {
    return { ...base, omitHost: scheme !== '' && rest.startsWith('/'), ...splitPath(rest) };
  }
  const [authority] = cut(rest.slice(2), '/');
  return { ...base, ...parseAuthority(scheme, authority), ...splitPath(rest.slice(2 + authority.length)) };
}

function splitScheme(text: string): { scheme: string; rest: string } {
  if (text.startsWith(':')) throw new Refusal('missing protocol scheme');
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)?.[1];
  return scheme === undefined
    ? { scheme: '', rest: text }
    : { scheme: scheme.toLowerCase(), rest: text.slice(scheme.length + 1) };
}

function splitPath(written: string): { path: string; rawPath: string } {
  const path = decode(written, 'path');
  return { path, rawPath: escapePath(path) === written ? '' : written };
}

function parseAuthority(scheme: string, authority: string): { user: GoUrl['user']; host: string } {
  const at = authority.lastIndexOf('@');
  const host = parseHost(scheme, authority.slice(at + 1));
  if (at < 0) return { user: null, host };
  const userinfo = authority.slice(0, at);
  if (!/^[A-Za-z0-9._:~!$&'()*+,;=%@-]*$/.test(userinfo)) throw new Refusal('net/url: invalid userinfo');
  const [name, password] = cut(userinfo, ':');
  const user = { name: decode(name, 'userinfo'), password: decode(password, 'userinfo') };
  return { user: userinfo.includes(':') ? user : { ...user, password: null }, host };
}

function parseHost(scheme: string, host: string): string {
  const bracket = host.lastIndexOf('[');
  if (bracket > 0) throw new Refusal('invalid IP-literal');
  if (bracket === 0) return parseBracketed(host);
  const first = host.indexOf(':');
  if (first >= 0) {
    // Since go 1.26 a host of an http URL has one colon at most; other schemes keep the old tolerance.
    const isStrict = scheme === 'http' || scheme === 'https';
    checkPort(host.slice(isStrict ? first : host.lastIndexOf(':')));
  }
  return decode(host, 'host');
}

function parseBracketed(host: string): string {
  const close = host.lastIndexOf(']');
  if (close < 0) throw new Refusal("missing ']' in host");
  const port = host.slice(close + 1);
  checkPort(port);
  const literal = host.slice(1, close);
  const zone = literal.indexOf('%25');
  const name =
    zone < 0 ? decode(literal, 'host') : decode(literal.slice(0, zone), 'host') + decode(literal.slice(zone), 'zone');
  const version = isIP(name);
  if (version === 4) throw new Refusal('invalid IP-literal');
  if (version !== 6) throw new Refusal(`invalid host: ParseAddr(${quote(fromBytes(name))}): unable to parse IP`, name);
  return `[${name}]${port}`;
}

function checkPort(port: string): void {
  if (!/^(?::[0-9]*)?$/.test(port)) {
    throw new Refusal(`invalid port ${quote(fromBytes(port))} after host`, fromBytes(port));
  }
}

/** Decodes `%XX`, and checks the bytes that a host may have. */
function decode(text: string, mode: Mode): string {
  let decoded = '';
  for (let index = 0; index < text.length; index++) {
    const char = text.charAt(index);
    if (char === '%') {
      decoded += decodeOne(text.slice(index, index + 3), mode);
      index += 2;
      continue;
    }
    if ((mode === 'host' || mode === 'zone') && char < '\x80' && mustEscape(char, mode)) {
      throw new Refusal(`invalid character ${quote(char)} in host name`, char);
    }
    decoded += char;
  }
  return decoded;
}

function decodeOne(written: string, mode: Mode): string {
  const isHex = /^%[0-9A-Fa-f]{2}$/.test(written);
  const char = String.fromCharCode(Number.parseInt(written.slice(1), 16));
  const isRefused =
    !isHex ||
    (written !== '%25' &&
      ((mode === 'host' && char < '\x80') || (mode === 'zone' && char !== ' ' && mustEscape(char, 'host'))));
  if (isRefused) throw new Refusal(`invalid URL escape ${quote(fromBytes(written))}`, fromBytes(written));
  return char;
}

const plain: Readonly<Record<Mode, RegExp>> = {
  host: /^[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"]$/,
  zone: /^[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"]$/,
  path: /^[A-Za-z0-9\-_.~$&+,/:;=@]$/,
  userinfo: /^[A-Za-z0-9\-_.~$&+,;=]$/,
  fragment: /^[A-Za-z0-9\-_.~$&+,/:;=?@!()*]$/,
};

function mustEscape(char: string, mode: Mode): boolean {
  return !plain[mode].test(char);
}

function encode(text: string, mode: Mode): string {
  return text.replace(/[\s\S]/g, (char) =>
    mustEscape(char, mode) ? `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}` : char,
  );
}

function escapePath(path: string): string {
  return path === '*' ? '*' : encode(path, 'path');
}

function isValidEncoding(path: string): boolean {
  return /^[A-Za-z0-9\-_.~!$&'()*+,;=:@[\]%/]*$/.test(path);
}

function cut(text: string, separator: string): [before: string, after: string] {
  const index = text.indexOf(separator);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + separator.length)];
}

function toBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

function fromBytes(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
