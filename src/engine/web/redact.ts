/**
 * Secrets leave the engine nowhere: they are removed when something is recorded, before a report, a log or a message can
 * see it. Secrets are the password of a URL (and a user name that stands alone, which is how tokens are given), the
 * values of credential headers and cookies, and query parameters that look like tokens or signatures.
 *
 * A server may send back what it was sent, in a header or an error page. `createRedactor` therefore also knows the
 * secrets of this run by value and removes them wherever they appear, plain, percent-encoded or as Basic credentials.
 */
import type { Header } from '../../protocol/report.ts';

const hidden = 'xxxxx';

/** As `url.URL.Redacted` of Go: `https://u:xxxxx@host`. Beyond Go, a lone user name and secret parameters are hidden. */
export function redactUrl(url: string): string {
  return redactParameters(redactUserinfo(url, hidden));
}

/** As net/http in its errors: `https://u:***@host`. */
export function redactUrlAsNetHttp(url: string): string {
  return redactParameters(redactUserinfo(url, '***'));
}

/** Removes every URL password, secret parameter and `Authorization`-like value from free text. Linear in its length. */
export function redactText(text: string): string {
  return redactParameters(redactUserinfo(text, hidden)).replace(
    /\b(Basic|Bearer|Negotiate|NTLM) +[\w+/=.~-]{6,}/gi,
    `$1 ${hidden}`,
  );
}

/** Header names are compared without case. What is hidden keeps its scheme: `Basic xxxxx`. */
export function redactHeaders(headers: Iterable<readonly [string, string]>): Header[] {
  return Array.from(headers, ([name, value]) => redactHeader(name, value));
}

export interface Redactor {
  /** Learns the secrets in the userinfo of a URL. */
  learnUrl(url: string): void;
  learn(secret: string): void;
  url(url: string): string;
  urlAsNetHttp(url: string): string;
  text(text: string): string;
  headers(headers: Iterable<readonly [string, string]>): Header[];
}

/** Redaction by form, as above, and by value. A value shorter than four characters is only redacted by form. */
export function createRedactor(): Redactor {
  const known = new Set<string>();
  const learn = (secret: string): void => {
    for (const form of spellings(secret)) if (form.length >= 4) known.add(form);
  };
  const scrub = (text: string): string => {
    let clean = text;
    for (const secret of longestFirst(known)) clean = clean.replaceAll(secret, hidden);
    return clean;
  };
  return {
    learn,
    learnUrl: (url) => {
      const info = splitUserinfo(url)?.userinfo;
      if (info !== undefined) for (const secret of secretsOf(info)) learn(secret);
    },
    url: (url) => scrub(redactUrl(url)),
    urlAsNetHttp: (url) => scrub(redactUrlAsNetHttp(url)),
    text: (text) => scrub(redactText(text)),
    headers: (headers) =>
      redactHeaders(headers).map((header) => {
        const value = scrub(header.value);
        return value === header.value ? header : { ...header, value, redacted: true };
      }),
  };
}

/** `user:password@` of an absolute URL, and what stands before and after it. */
export function splitUserinfo(url: string): { before: string; userinfo: string; after: string } | null {
  const start = url.indexOf('//') + 2;
  if (start < 2) return null;
  const length = url.slice(start).search(/[/?#]/);
  const authority = length < 0 ? url.slice(start) : url.slice(start, start + length);
  const at = authority.lastIndexOf('@');
  if (at < 0) return null;
  return { before: url.slice(0, start), userinfo: authority.slice(0, at), after: url.slice(start + at + 1) };
}

/** Decodes `%XX`; text that is no valid encoding stays as it is. */
export function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function secretsOf(userinfo: string): string[] {
  const colon = userinfo.indexOf(':');
  const user = colon < 0 ? userinfo : userinfo.slice(0, colon);
  const password = colon < 0 ? '' : userinfo.slice(colon + 1);
  const basic = Buffer.from(`${percentDecode(user)}:${percentDecode(password)}`).toString('base64');
  return [password === '' ? user : password, basic];
}

function spellings(secret: string): string[] {
  const plain = percentDecode(secret);
  const forms = [secret, plain, Buffer.from(plain).toString('base64'), JSON.stringify(plain).slice(1, -1)];
  if (plain.isWellFormed())
    forms.push(
      encodeURIComponent(plain),
      encodeURIComponent(plain).replaceAll(/%../g, (hex) => hex.toLowerCase()),
    );
  return forms;
}

const longestFirst = (texts: Iterable<string>): string[] => [...texts].sort((a, b) => b.length - a.length);

/** The run after `//` up to the next delimiter holds the userinfo; runs do not overlap, so the time is linear. */
function redactUserinfo(text: string, replacement: string): string {
  return text.replace(/\/\/([^\s/?#"'<>]*)@/g, (_match, info: string) => {
    const colon = info.indexOf(':');
    if (colon < 0) return `//${info === '' ? '' : hidden}@`;
    if (colon === 0 || colon === info.length - 1) return `//${hidden}@`;
    return `//${info.slice(0, colon)}:${replacement}@`;
  });
}

const secretParameter =
  /([?&;](?:[\w.-]{0,40}(?:token|secret|passw(?:or)?d|signature|credential|api[_-]?key)|key|sig|auth|pwd)=)[^&#\s"'<>]+/gi;

function redactParameters(text: string): string {
  return text.replace(secretParameter, `$1${hidden}`);
}

const secretHeader =
  /^(?:(?:proxy-)?authorization|(?:set-)?cookie2?|authentication-info)$|token|secret|passw|api-?key|credential|session/i;

function redactHeader(name: string, value: string): Header {
  if (secretHeader.test(name)) {
    const scheme = /^(Basic|Bearer|Digest|Negotiate|NTLM) /i.exec(value)?.[1];
    return { name, value: scheme === undefined ? hidden : `${scheme} ${hidden}`, redacted: true };
  }
  const clean = redactText(value);
  return { name, value: clean, redacted: clean !== value };
}
