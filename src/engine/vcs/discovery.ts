/**
 * Asking a path's own server where its code is: `GET https://PATH?go-get=1`, the tags of the page, and where the tag
 * speaks for a shorter path, that path's page as well, which must say the same. The status of a page with a usable tag
 * does not count. Source: cmd/go/internal/vcs/vcs.go (`repoRootForImportDynamic`, `metaImportsForPrefix`).
 * Everything on a page is chosen by its server.
 */
import { parseGoUrl } from '../goenv/goUrl.ts';
import { privacyOf } from '../goenv/privacy.ts';
import { notGos } from '../modfetch/askProxy.ts';
import { quote } from '../strconv.ts';
import { goServerResponse, serverWords } from '../web/bodyText.ts';
import { goTransportText } from '../web/goText.ts';
import type { HttpResult } from '../web/transport.ts';
import { failed, type Lookup, type LookupEnd, type LookupFailed, type RepoRoot } from './lookup.ts';
import { type MetaImport, type MetaMatch, type MetaPage, matchMetaImport, parseMetaImports } from './metaImports.ts';
import { vcsToolOf } from './vcsTool.ts';

export type Discovered = { kind: 'ok'; repoRoot: RepoRoot } | LookupEnd;

/** Our limit for a page; go has none and reads only its head. */
const maxPageBytes = 8 * 1024 * 1024;

/** The failure's text is still without `unrecognized import path "PATH": `. */
export async function discover(lookup: Lookup): Promise<Discovered> {
  const { path } = lookup;
  if (!(path.split('/', 1)[0] ?? '').includes('.')) {
    const cause = { kind: 'discovery', reason: 'no-host', url: '', detail: '' } as const;
    return failed(cause, 'import path does not begin with hostname');
  }
  const page = await readPage(lookup, path);
  if (page.kind !== 'page') return page;
  const chosen = choose(lookup, page);
  if (chosen.kind === 'failed') return chosen;
  const confirmed = await confirm(lookup, page, chosen.tag);
  return confirmed ?? toRepoRoot(page, chosen.tag);
}

/** A page that was read, whatever its status. */
interface Page {
  kind: 'page';
  /** As go prints it, with the scheme that answered. */
  url: string;
  status: number;
  statusText: string;
  response: HttpResult & { kind: 'response' };
  meta: MetaPage;
  step: string;
}

type Asked = { kind: 'answer'; response: HttpResult & { kind: 'response' }; url: string; step: string } | LookupEnd;

/** The page of the module itself. */
async function readPage(lookup: Lookup, path: string): Promise<Page | LookupEnd> {
  const isInsecure = isInsecureAllowed(lookup);
  const asked = await ask(lookup, path, (text) => `${isInsecure ? 'http/' : ''}https fetch: ${text}`);
  if (asked.kind !== 'answer') return asked;
  const page = toPage(lookup, asked);
  const broken = pageFailure(page, `parsing ${lookup.path}: ${page.meta.error ?? ''}`);
  return broken ?? page;
}

function toPage(lookup: Lookup, { response, url, step }: Asked & { kind: 'answer' }): Page {
  const minor = Number(/^1\.(\d+)/.exec(lookup.environment.release)?.[1] ?? 99);
  const meta = parseMetaImports(response.body, minor >= 25);
  return { kind: 'page', url, status: response.status, statusText: response.statusLine, response, meta, step };
}

/** Without any usable tag the status speaks first, then what the reader stumbled over. */
function pageFailure(page: Page, parsing: string): LookupFailed | null {
  if (page.meta.imports.length > 0) return null;
  const { response, url, status, statusText, step } = page;
  const at = { notExist: true, exchange: response.exchange };
  if (status !== 200) {
    const cause = {
      kind: 'discovery',
      reason: 'status',
      url,
      status,
      detail: statusText,
      serverText: serverWords(response.contentType, response.body),
    } as const;
    const text = `reading ${url}: ${statusText}${goServerResponse(response.contentType, response.body)}`;
    return { ...failed(cause, text, at), step };
  }
  if (page.meta.error === null) return null;
  const cause = { kind: 'discovery', reason: 'unreadable', url, detail: page.meta.error } as const;
  return { ...failed(cause, parsing, at), step };
}

/** One page over https, and where GOINSECURE allows it, over http after https could not be had. */
async function ask(lookup: Lookup, path: string, wrap: (text: string) => string): Promise<Asked> {
  const isInsecure = isInsecureAllowed(lookup);
  const first = await askOver(lookup, 'https', path, isInsecure);
  const isGos = first.result.kind === 'response' || notGos(first.result.failure) === null;
  const asked =
    isInsecure && first.result.kind === 'failed' && isGos ? await askOver(lookup, 'http', path, true) : first;
  const { result, url, step } = asked;
  if (result.kind === 'response') return { kind: 'answer', response: result, url, step };
  const go = goTransportText(result, lookup.environment.release);
  const cause = { kind: 'net', failure: result.failure } as const;
  const failure = {
    ...failed(cause, wrap(go.text), { exact: go.exact, notExist: true, exchange: result.exchange }),
    step,
  };
  const reason = notGos(result.failure);
  return reason === null ? failure : { kind: 'unknown', reason, failure: null };
}

async function askOver(lookup: Lookup, scheme: 'http' | 'https', path: string, isInsecure: boolean) {
  const { story, transport, signal } = lookup;
  const url = discoveryUrl(scheme, path);
  const params = { url, path, status: null };
  const step = story.add('request', 'request-discovery', params, { result: 'unknown' });
  const request = {
    url,
    purpose: 'discovery',
    step: step.id,
    audience: { kind: 'discovery', modulePath: lookup.path },
    maxBodyBytes: maxPageBytes,
    gosMaxBodyBytes: null,
    isInsecure,
  } as const;
  const result = await transport.fetch(request, signal);
  step.exchanges.push(...result.exchanges);
  step.result = result.kind === 'failed' ? 'failed' : 'ok';
  if (result.kind === 'response') step.params = { ...params, status: result.status };
  return { result, url, step: step.id };
}

/** Path elements go as they are, with what a URL cannot hold percent-encoded. */
export function discoveryUrl(scheme: string, path: string): string {
  const slash = path.indexOf('/');
  const host = slash < 0 ? path : path.slice(0, slash);
  return `${scheme}://${host}${slash < 0 ? '/' : encodeURI(path.slice(slash))}?go-get=1`;
}

function isInsecureAllowed({ environment, path }: Lookup): boolean {
  return privacyOf(environment, path).insecure !== null;
}

type Chosen = { kind: 'ok'; tag: MetaImport } | LookupFailed;

function choose(lookup: Lookup, page: Page): Chosen {
  const match = matchMetaImport(page.meta.imports, lookup.path);
  if (match.kind === 'ok') {
    tellTag(lookup, page, match.chosen);
    return { kind: 'ok', tag: match.chosen };
  }
  const at = { notExist: true, exchange: page.response.exchange };
  if (match.kind === 'several') {
    const cause = { kind: 'discovery', reason: 'several-tags', url: page.url, detail: '' } as const;
    // go prints this URL without its scheme.
    const text = `parse ${page.url.replace(/^https?:/, '')}: multiple meta tags match import path ${quote(lookup.path)}`;
    return { ...failed(cause, text, at), step: page.step };
  }
  return { ...noMatch(lookup.path, page, match), step: page.step };
}

function noMatch(path: string, page: Page, match: MetaMatch & { kind: 'none' }): LookupFailed {
  const told = match.discarded.map((prefix) => `meta tag ${prefix} did not match import path ${path}`);
  const text = `parse ${page.url}: no go-import meta tags (${told.join(', ')})`;
  const cause = {
    kind: 'discovery',
    reason: match.discarded.length === 0 ? 'no-tag' : 'other-prefix',
    url: page.url,
    status: page.status,
    detail: match.discarded.slice(0, 10).join(', '),
    ignored: page.meta.ignored,
    isHtml: /html/i.test(page.response.contentType ?? ''),
  } as const;
  return failed(cause, text.slice(0, 4096), {
    notExist: true,
    exact: text.length <= 4096,
    exchange: page.response.exchange,
  });
}

function tellTag({ story }: Lookup, page: Page, { prefix, vcs, repoRoot, subdirectory }: MetaImport): void {
  const exchanges = [page.response.exchange];
  story.add('decision', 'discovery-tag', { prefix, vcs, repo: repoRoot, subdirectory }, { result: 'ok', exchanges });
}

/** A tag for a shorter path counts only where that path's own page agrees. Null where it does. */
async function confirm(lookup: Lookup, page: Page, tag: MetaImport): Promise<LookupEnd | null> {
  if (tag.prefix === lookup.path) return null;
  const known = lookup.pages.get(tag.prefix) as Promise<PrefixPage> | undefined;
  const asking = known ?? readPrefixPage(lookup, tag.prefix);
  lookup.pages.set(tag.prefix, asking);
  const second = await asking;
  if (second.kind !== 'page') return second;
  const match = matchMetaImport(second.meta.imports, lookup.path);
  if (match.kind === 'ok' && isSameTag(match.chosen, tag)) return null;
  const prefixUrl = discoveryUrl('https', tag.prefix).replace(/^https:/, '');
  const text = `${page.url} and ${prefixUrl} disagree about go-import for ${tag.prefix}`;
  const theirs = match.kind === 'ok' ? [match.chosen.prefix, match.chosen.vcs, match.chosen.repoRoot].join(' ') : '';
  const cause = { kind: 'discovery', reason: 'disagree', url: page.url, detail: tag.prefix, other: theirs } as const;
  const at = { notExist: true, exchange: second.response.exchange };
  return { ...failed(cause, text, at), step: second.step };
}

const isSameTag = (a: MetaImport, b: MetaImport): boolean =>
  a.prefix === b.prefix && a.vcs === b.vcs && a.repoRoot === b.repoRoot && a.subdirectory === b.subdirectory;

type PrefixPage = Page | LookupEnd;

async function readPrefixPage(lookup: Lookup, prefix: string): Promise<PrefixPage> {
  const asked = await ask(lookup, prefix, (text) => `fetching ${prefix}: ${text}`);
  if (asked.kind !== 'answer') return asked;
  const page = toPage(lookup, asked);
  const broken = pageFailure(page, `parsing ${page.url}: ${page.meta.error ?? ''}`);
  if (broken !== null) return broken;
  if (page.meta.imports.length > 0) return page;
  const cause = {
    kind: 'discovery',
    reason: 'no-tag',
    url: page.url,
    status: page.status,
    detail: '',
    ignored: page.meta.ignored,
    isHtml: /html/i.test(page.response.contentType ?? ''),
  } as const;
  const text = `fetching ${prefix}: no go-import meta tag found in ${page.url}`;
  return { ...failed(cause, text, { notExist: true, exchange: page.response.exchange }), step: page.step };
}

/** The last checks of a tag, in go's order. */
function toRepoRoot(page: Page, tag: MetaImport): Discovered {
  const { url } = page;
  const refuse = (reason: 'bad-subdirectory' | 'bad-repo-root' | 'unknown-vcs', detail: string, words: string) => {
    const cause = { kind: 'discovery', reason, url, detail } as const;
    const at = { notExist: true, exchange: page.response.exchange };
    return { ...failed(cause, `${url}: ${words}`, at), step: page.step };
  };
  const { subdirectory, repoRoot, vcs, prefix } = tag;
  const hyphenOrSlash = subdirectory.startsWith('/')
    ? 'leading slash'
    : subdirectory.startsWith('-')
      ? 'leading hyphen'
      : null;
  if (hyphenOrSlash !== null) {
    return refuse('bad-subdirectory', subdirectory, `invalid subdirectory ${quote(subdirectory)}: ${hyphenOrSlash}`);
  }
  const badRoot = repoRootProblem(repoRoot);
  if (badRoot !== null) return refuse('bad-repo-root', repoRoot, `invalid repo root ${quote(repoRoot)}: ${badRoot}`);
  const tool = vcs === 'mod' ? 'mod' : vcsToolOf(vcs);
  if (tool === null) return refuse('unknown-vcs', vcs, `unknown vcs ${quote(vcs)}`);
  return { kind: 'ok', repoRoot: { url: repoRoot, root: prefix, subdirectory, tool } };
}

/** go's `validateRepoRoot`: http and git URLs pass, `git@host:path` does not. */
function repoRootProblem(repoRoot: string): string | null {
  const parsed = parseGoUrl(repoRoot);
  if (parsed.kind === 'error') return `parse ${quote(parsed.url)}: ${parsed.reason}`;
  if (parsed.url.scheme === '') return 'no scheme';
  return parsed.url.scheme === 'file' ? 'file scheme disallowed' : null;
}
