/**
 * What GOAUTH programs print. A program of its own: blocks of URL lines, an empty line, `Name: value` lines, an empty
 * line. `git credential fill`: `key=value` lines. Sources: cmd/go/internal/auth/{userauth,gitauth}.go.
 */

export type Headers = readonly (readonly [name: string, value: string])[];

export interface Credential {
  /** URL without `https://` and trailing slash: the beginning of the URLs that it is for. */
  prefix: string;
  /** Empty: a stored credential is forgotten. */
  headers: Headers;
}

export type ParsedOutput = { kind: 'ok'; credentials: Credential[] } | { kind: 'invalid'; message: string };

const validName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const invalidValue = /[\x00-\x08\x0a-\x1f\x7f]/;

export function parseProgramOutput(output: string): ParsedOutput {
  const credentials: Credential[] = [];
  const lines = output.split('\n');
  const last = lines.pop() ?? '';
  for (let at = 0; at < lines.length || (last !== '' && at <= lines.length); ) {
    const urlsEnd = lines.indexOf('', at);
    if (urlsEnd < 0) return invalid('missing empty line after URLs');
    const urls = lines.slice(at, urlsEnd);
    const bad = urls.find((url) => !isRequestUri(url));
    if (bad !== undefined) return { kind: 'invalid', message: `could not parse URL ${bad}` };
    const headersEnd = lines.indexOf('', urlsEnd + 1);
    const block = lines.slice(urlsEnd + 1, headersEnd < 0 ? lines.length : headersEnd);
    const headers = block.map(readHeader);
    const good = headers.filter((header) => header !== null);
    if (good.length < headers.length) return invalid('invalid header line');
    if (headersEnd < 0) return invalid('missing empty line after headers');
    credentials.push(...urls.map((url) => ({ prefix: prefixOf(url), headers: good })));
    at = headersEnd + 1;
  }
  return { kind: 'ok', credentials };
}

const invalid = (reason: string): ParsedOutput => ({ kind: 'invalid', message: `invalid format: ${reason}` });

function isRequestUri(url: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:|\/)[\x21-\x7e\x80-\uffff]*$/i.test(url);
}

function readHeader(line: string): readonly [string, string] | null {
  const colon = line.indexOf(': ');
  if (colon < 0) return null;
  const name = line.slice(0, colon);
  const value = line.slice(colon + 2).trim();
  return validName.test(name) && !invalidValue.test(value) ? [name, value] : null;
}

export function prefixOf(url: string): string {
  return url.replace(/^https:\/\//, '').replace(/\/$/, '');
}

/** The URL prefix that git names, with its login. */
export function parseGitCredential(output: string): { prefix: string; user: string; password: string } {
  const fields = new Map<string, string>();
  for (const line of output.split('\n')) {
    const [, key, value] = /^\s*([^=]*)=(.*?)\s*$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) fields.set(key, value);
  }
  const scheme = fields.get('protocol') ?? '';
  const host = fields.get('host') ?? '';
  const path = fields.get('path') ?? '';
  const prefix =
    host === ''
      ? ''
      : `${scheme === '' ? '' : `${scheme}:`}//${host}${path === '' ? '' : `/${path.replace(/^\//, '')}`}`;
  return { prefix, user: fields.get('username') ?? '', password: fields.get('password') ?? '' };
}
