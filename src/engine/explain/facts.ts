/** What the wrappers of an error tell, whatever its cause: URL, status, the database, git, the proxy's own words. */

export interface Facts {
  /** The whole block. */
  text: string;
  /** What this go said itself. */
  head: string;
  /** What a server said, from `server response:` on; '' where nothing. */
  server: string;
  /** The last URL that go names; '' where none. */
  url: string;
  /** Host of the URL, with its port. */
  host: string;
  /** The HTTP status go reports for that URL, or 0. */
  status: number;
  /** The words beside the status, as `404 Not Found`. */
  statusLine: string;
  /** A checksum was being verified, and the database was asked. */
  sumdb: boolean;
  /** The URL is a `?go-get=1` page. */
  discovery: boolean;
  /** The words of git, hg, ssh or curl are in go's own part. */
  vcs: boolean;
}

export function factsOf(text: string): Facts {
  const at = text.search(/\bserver\s{0,3}response:/);
  const head = at < 0 ? text : text.slice(0, at);
  const server = at < 0 ? '' : text.slice(at + 'server response:'.length);
  const { status, statusLine, statusUrl } = statusOf(head);
  const url = tidyUrl(statusUrl || lastUrl(head));
  return {
    text,
    head,
    server,
    url,
    host: hostOf(url),
    status,
    statusLine,
    sumdb: isSumdb(head, url),
    discovery: /\?go-get=1/.test(url) || /unrecognized\s{1,40}import\s{1,40}path/.test(head),
    vcs: vcsWords.test(head),
  };
}

const vcsWords =
  /\b(?:git|hg|svn|bzr|fossil)\s{1,40}(?:-c|ls-remote|fetch|init|clone|version|archive|remote|log|cat-file|config|pull|tag|merge-base|submodule|rev-list)\b|exit\s{1,40}status\s{1,40}\d{1,3}:(?!\s{0,40}stderr)|\bfatal:\s|\bremote:\s|\bssh:\s|Permission denied \(/;

/** `reading U: 404 Not Found`, in Go 1.11 and 1.12 `unexpected status (U): 404 Not Found`. */
const statusPattern =
  /(?:reading\s{1,40}((?:https?|file):\/\/[^\s"']{1,2000}?)|unexpected\s{1,40}status\s{1,40}\((https?:\/\/[^\s"')]{1,2000})\)):\s{0,40}(\d{3})\b\s?([A-Za-z][^\n:"]{0,60})?/g;
const logPattern = /# get (https?:\/\/[^\s"']{1,2000}): (\d{3}) ([A-Za-z][A-Za-z' -]{1,40})/;

function statusOf(head: string): { status: number; statusLine: string; statusUrl: string } {
  const found = [...head.matchAll(statusPattern)].at(-1);
  if (found !== undefined) {
    const [, url, older, code = '', words = ''] = found;
    return { status: Number(code), statusLine: `${code} ${words}`.trim(), statusUrl: url ?? older ?? '' };
  }
  const logged = logPattern.exec(head);
  if (logged === null || Number(logged[2]) < 400) return { status: 0, statusLine: '', statusUrl: '' };
  return { status: Number(logged[2]), statusLine: `${logged[2]} ${logged[3]}`, statusUrl: logged[1] ?? '' };
}

const urlPatterns = [
  /\b(?:Get|Head|read|fetch)\s{1,40}"?((?:https?|file):\/\/[^\s"']{1,2000}?)"?(?=:?\s|"|$)/g,
  /\b(?:parse|parsing|fetching|Fetching|reading)\s{1,40}"?((?:https?|file):\/\/[^\s"']{1,2000}?)"?(?=:?\s|"|$)/g,
  /proxy\s{1,40}"(https?:\/\/[^\s"]{1,2000})"/g,
  /(?:access|repository)\s{1,40}'((?:https?|ssh|git):\/\/[^\s']{1,1000})'/g,
  /\b(?:git|hg|svn|bzr|fossil)\s[^\n]{0,200}?((?:https?|ssh|git):\/\/[^\s'"]{1,1000})/g,
  /for\s{1,40}'((?:https?|ssh|git):\/\/[^\s']{1,1000})'/g,
  /(https?:\/\/[^\s"']{1,1000}\?go-get=1)/g,
  /(?:to|from|URL)\s{1,40}(?:secure\s{1,40}|insecure\s{1,40})?URL:?\s{1,40}(https?:\/\/[^\s"']{1,2000})/g,
];

function lastUrl(head: string): string {
  for (const pattern of urlPatterns) {
    const found = [...head.matchAll(pattern)].at(-1)?.[1];
    if (found !== undefined) return found;
  }
  return '';
}

const tidyUrl = (url: string) => url.replace(/[:,;.]+$/, '').slice(0, 1000);

/** Host and port of a URL as written, without user information. */
export function hostOf(url: string): string {
  const authority = /^[a-z]{2,6}:\/\/([^/?#\s]{1,300})/i.exec(url)?.[1] ?? '';
  return authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
}

function isSumdb(head: string, url: string): boolean {
  if (/\/sumdb\/|\/(?:lookup)\/[^\s]{1,300}@v|\/tile\/\d{1,2}\//.test(url)) return true;
  if (/^https?:\/\/sum\.golang\.(?:org|google\.cn)\b/.test(url)) return true;
  return /initializing\s{1,40}sumdb\.Client|reading\s{1,40}tree\s{1,40}note/.test(head);
}
