/** Which module and version a block blames: the innermost that go's wrappers name. */
import type { FindingCode } from '../diagnose/findingCode.ts';
import type { Facts } from './facts.ts';
import { moduleOfUrl } from './moduleOfUrl.ts';

export interface Blame {
  module: string;
  version: string;
  /** The package that go names, where it is not the module itself. */
  package: string;
  /** Only the lines above name the module. */
  fromAbove?: boolean;
}

/** What go was doing in the lines above: `go: downloading M V`, `go: finding module for package P`. */
export interface Doing {
  module: string;
  version: string;
}

const noOne: Blame = { module: '', version: '', package: '' };

export function blame(facts: Facts, code: FindingCode, doing: Doing | null): Blame {
  const special = specials[code]?.(facts);
  if (special) return special;
  const said = withoutPlaces(facts.head);
  const fromAbove = doing === null || !needsModule.has(code) ? null : { ...doing, package: '', fromAbove: true };
  const found = fromWrappers(said, facts) ?? fromUrl(facts) ?? fromAbove ?? fromCachePath(facts.head);
  return found === null ? noOne : { ...found, version: found.version || queried(facts.text, found.module) };
}

/** Codes whose block often names no module, while the line above does. */
const needsModule = new Set<FindingCode>([
  'proxy-off',
  'git-missing',
  'no-matching-version',
  'vcs-tool-missing',
  'zip-bad-path',
  'unexplained-failure',
]);

/** Without the places in files, whose paths hold modules that are not to blame. */
function withoutPlaces(head: string): string {
  return head.replace(/(?:^|(?<=\s))(?:[A-Za-z]:)?[\w./\\~+@!-]{1,400}\.(?:go|s|c|h):\d{1,7}(?::\d{1,6})?:/g, '');
}

const path = '[A-Za-z0-9][\\w-]{0,60}(?:\\.[\\w-]{1,60})+(?:/[\\w.~!-]{1,100}){0,20}';
const wrapperPattern = new RegExp(
  `(?<![\\w./\\\\@~:=%-])(?:module\\s{1,40}|package\\s{1,40}|path\\s{1,40}"|load\\s{1,40}|for\\s{1,40}public\\s{1,40}|for\\s{1,40}private\\s{1,40})?(?<path>${path})(?:@(?<version>[^\\s:"',;()]{1,200})|(?=:\\s|:$|"|;)|(?=\\s{1,40}\\((?:imported|from)))`,
  'gm',
);

function fromWrappers(said: string, facts: Facts): Blame | null {
  let last: Blame | null = null;
  const versions = new Map<string, string>();
  for (const found of said.matchAll(wrapperPattern)) {
    const module = found.groups?.['path'] ?? '';
    const raw = found.groups?.['version'];
    if (!isModulePath(module) || isOnlyMentioned(said, found.index, found[0])) continue;
    const version = tidyVersion(raw ?? '');
    if (version !== '') versions.set(module, version);
    const kept = { module, version: version || (versions.get(module) ?? ''), package: '' };
    last = found[0].startsWith('module') ? kept : trimToRepository(kept, facts.url);
  }
  return last;
}

/** A file of the module may follow the version; a branch may have a slash of its own. */
function tidyVersion(raw: string): string {
  const version = raw.replace(/\/go\.mod$/, '').replace(/\.+$/, '');
  return /^(v\d{1,9}\.\d{1,9}\.[^/]{1,150})\/./.exec(version)?.[1] ?? version;
}

/** Quoted hints, hosts alone, and files are no modules. */
function isModulePath(text: string): boolean {
  if (!text.includes('/')) return false;
  return !/^(?:https?|go\.mod|go\.sum|golang\.org\/s)\b/.test(text) || text.startsWith('golang.org/x');
}

/** After `match major version ("…` and the like a path is only an example. */
function isOnlyMentioned(said: string, index: number, token: string): boolean {
  const before = said.slice(Math.max(0, index - 60), index);
  return (
    /(?:major\s{1,40}version\s{0,40}\("|imported\s{1,40}by|declares\s{1,40}its\s{1,40}path\s{1,40}as:|access\s{1,40}'|see\s{1,40}|Failed\s{1,40}to\s{1,40}connect\s{1,40}to|multiple\s{1,40}modules:\s[\s\S]{0,60}|match\s{1,40}import\s{1,40}path|meta\s{1,40}tag|repo\s{1,40}root)\s{0,40}"?$/.test(
      before,
    ) || /^(?:see|golang\.org\/s)/.test(token)
  );
}

/** `git ls-remote https://github.com/a/b` says more about the module than the package that was asked for. */
function trimToRepository(found: Blame, url: string): Blame {
  const repository = /^(?:https?|ssh|git):\/\/(?:[^/@]{1,100}@)?([^\s?]{1,300}?)(?:\.git)?\/?$/.exec(url)?.[1] ?? '';
  const isInside = repository.split('/').length > 2 && found.module.startsWith(`${repository}/`);
  return isInside && found.version === '' ? { ...found, module: repository, package: found.module } : found;
}

function fromUrl(facts: Facts): Blame | null {
  const asked = moduleOfUrl(facts.url);
  if (asked !== null) return { ...asked, package: '' };
  const page = /^https?:\/\/([^\s?]{3,300})\?go-get=1/.exec(facts.url)?.[1];
  if (page !== undefined) return { module: page, version: '', package: '' };
  const repository =
    /^https?:\/\/((?:github\.com|gitlab\.com|bitbucket\.org|gitee\.com)\/[^\s/]{1,100}\/[^\s/]{1,100}?)(?:\.git)?\/?$/.exec(
      facts.url,
    )?.[1];
  return repository === undefined ? null : { module: repository, version: '', package: '' };
}

const cachePlace =
  /(?:pkg[/\\]mod[/\\](?:cache[/\\]download[/\\])?|cache[/\\]download[/\\])([\w.!~/\\-]{3,300}?)(?:[/\\]@v[/\\](v[\w.!+-]{1,150}?)\.(?:info|mod|zip|lock|partial|ziphash)|@(v[\w.!+-]{1,150}))/;

function fromCachePath(head: string): Blame | null {
  const found = cachePlace.exec(head);
  if (found === null) return null;
  const module = (found[1] ?? '')
    .replaceAll('\\', '/')
    .replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const version = (found[2] ?? found[3] ?? '').replace(/\.(?:tmp|partial)[\w-]{0,20}$/, '');
  return { module, version, package: '' };
}

/** The query stands only in what the proxy said, or in `query "latest"`. */
function queried(text: string, module: string): string {
  const query = /matching\s{1,40}versions\s{1,40}for\s{1,40}query\s{1,40}"([^"\n]{1,100})"/.exec(text)?.[1];
  if (query !== undefined) return query;
  const at = text.lastIndexOf(`${module}@`);
  if (at >= 0)
    return /^[^\s:"',;()]{1,150}/.exec(text.slice(at + module.length + 1))?.[0]?.replace(/\/go\.mod$/, '') ?? '';
  return /version\s{1,40}"([^"\n]{1,100})"\s{1,40}invalid/.exec(text)?.[1] ?? '';
}

type Special = (facts: Facts) => Blame | null;
const named = (module: string | undefined, version = ''): Blame | null =>
  module ? { module, version, package: '' } : null;

const packagePattern =
  /(?:providing\s{1,40}package|provides\s{1,40}package|find\s{1,40}package\s{1,40}"|for\s{1,40}path|verify\s{1,40}package)\s{0,40}([^\s:;"]{3,300})/;
const entryPattern = /([\w.~/-]{3,250})@([^\s:]{1,150}):\s{1,40}missing\s{1,40}go\.sum/;

function ofPackage(facts: Facts): Blame | null {
  const found = packagePattern.exec(facts.head)?.[1];
  return found === undefined ? null : { module: moduleOfPackage(found), version: '', package: found };
}

/** On shared hosts owner and repository are the module; elsewhere only the package is known. */
function moduleOfPackage(name: string): string {
  const parts = name.split('/');
  if (/^(?:github\.com|gitlab\.com|bitbucket\.org|gitee\.com|codeberg\.org)$/.test(parts[0] ?? '')) {
    return parts.slice(0, /^v\d{1,4}$/.test(parts[3] ?? '') ? 4 : 3).join('/');
  }
  if (name.startsWith('golang.org/x/')) return parts.slice(0, 3).join('/');
  if (parts[0] === 'gopkg.in') return parts.slice(0, /\.v\d{1,4}$/.test(parts[1] ?? '') ? 2 : 3).join('/');
  return name;
}

const specials: Partial<Record<FindingCode, Special>> = {
  'no-main-module': () => noOne,
  'gopath-invalid': () => noOne,
  'gotoolchain-invalid': () => noOne,
  'missing-gosum-entry': (facts) => {
    const entry = entryPattern.exec(facts.head);
    return entry === null ? ofPackage(facts) : named(entry[1], entry[2]);
  },
  'missing-requirement': ({ head, ...facts }) => {
    const module = /module\s{1,40}([\w.~/-]{3,250}):\s{1,40}not\s{1,40}a\s{1,40}known/.exec(head)?.[1];
    return module === undefined ? ofPackage({ ...facts, head }) : named(module);
  },
  'lookup-disabled-by-mod-flag': ofPackage,
  'modules-off': ofPackage,
  'gosum-mismatch': ({ head }) => mismatchOf(head),
  'sumdb-mismatch': ({ head }) => mismatchOf(head),
  'package-not-in-module': ({ text }) => {
    const found = /module\s{1,40}([^\s@]{3,250})@([^\s]{1,150})\s{1,40}found(?:\s{1,40}\(([^\s,)]{1,150}))?/.exec(text);
    return found === null ? null : named(found[1], found[3] ?? found[2]);
  },
  'ambiguous-import': ({ text }) => {
    const found = /modules:\s{1,40}([\w.~/-]{3,250})\s{1,40}(v[\w.+-]{1,150})/.exec(text);
    return found === null ? null : named(found[1], found[2]);
  },
  'case-mismatch': ({ text }) => {
    const found = /collision:\s{1,40}"([^"]{3,250})"\s{1,40}and\s{1,40}"([^"]{3,250})"/.exec(text);
    return found === null ? null : named(found[2]);
  },
  'malformed-module-path': ({ text }) => {
    const found =
      /(?:malformed|invalid)\s{1,40}(?:module|import)\s{1,40}path\s{1,40}"([^"\n]{1,300})"/.exec(text) ??
      /(?:unrecognized\s{1,40}import\s{1,40}path)\s{1,40}"([^"\n]{1,300})"/.exec(text) ??
      /package\s{1,40}([\w./-]{1,200})\s{1,40}is\s{1,40}not\s{1,40}in/.exec(text);
    return named(found?.[1]);
  },
  'invalid-github-import-path': ({ text }) => named(/import\s{1,40}path\s{1,40}"([^"\n]{1,300})"/.exec(text)?.[1]),
  'std-package-missing': ({ head }) => fromCachePath(head),
  'toolchain-not-available': ({ head }) => {
    const version =
      /(?:download|find|cannot\s{1,40}find|toolchain:)\s{1,40}"?(go\d[\w.-]{0,60})/.exec(head)?.[1] ??
      /v0\.0\.1-(go\d[\w.]{0,30})\./.exec(head)?.[1];
    return { module: '', version: version ?? '', package: '' };
  },
  'goproxy-invalid': ({ head }) =>
    named(
      /(?:^|\s)([\w-]{1,60}\.[\w.~/-]{1,250})(?=[@:])/.exec(withoutUrls(head))?.[1],
      /@([^\s:]{1,100}):/.exec(withoutUrls(head))?.[1],
    ),
  'version-syntax-unsupported': ({ head }) => {
    const found = /([\w-]{1,60}\.[\w.~/-]{1,250})@([\w.+-]{1,100})/.exec(head);
    return found === null ? null : named(found[1], found[2]);
  },
};

const withoutUrls = (head: string) => head.replace(/[a-z]{2,6}:\/\/\S{1,1000}/g, '');

/** The first one: the wrappers of a mismatch name the module that failed before the one that needs it. */
function mismatchOf(head: string): Blame | null {
  const found = [
    ...head
      .slice(0, Math.max(0, head.search(/checksum\s{0,40}mismatch/)))
      .matchAll(/([\w-]{1,60}\.[\w.~/-]{1,250})@([^\s:)]{1,150})/g),
  ].at(-1);
  return found === undefined ? null : named(found[1], (found[2] ?? '').replace(/\/go\.mod$/, ''));
}
