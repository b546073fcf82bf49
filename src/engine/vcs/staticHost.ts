/**
 * The hosts whose repositories go knows from the path alone, and paths that name their version control system
 * (`example.com/repo.git/sub`). No request is made for them before the tool runs.
 * Source: cmd/go/internal/vcs/vcs.go (`vcsPaths`, `repoRootFromVCSPaths`). Written without backtracking: paths come from
 * go.mod files.
 */
import { quote } from '../strconv.ts';
import { hasPathPrefix } from './pathPrefix.ts';
import type { VcsCommand } from './vcsTool.ts';

export type StaticMatch =
  | { kind: 'repo'; root: string; vcs: VcsCommand; url: string }
  /** The scheme is found by trying. */
  | { kind: 'schemeless'; root: string; vcs: VcsCommand; repo: string }
  | { kind: 'refused'; reason: 'shape' | 'suffix' | 'reserved' | 'scheme'; message: string }
  /** The path says nothing: its server is asked with `?go-get=1`. */
  | { kind: 'unknown' };

interface KnownHost {
  prefix: string;
  vcs: VcsCommand;
  /** How many elements the root has. */
  rootElements: number;
  /** One for each element of the root after the host; the rest may hold any `segment`. */
  shape: readonly RegExp[];
  refusesSuffix: boolean;
  /** Whether anything may follow the root. */
  hasRest: boolean;
}

const segment = /^[\w.-]+$/;
const twoSegments = { rootElements: 3, shape: [segment, segment], hasRest: true } as const;

const knownHosts: readonly KnownHost[] = [
  { prefix: 'github.com', vcs: 'git', ...twoSegments, refusesSuffix: true },
  { prefix: 'bitbucket.org', vcs: 'git', ...twoSegments, refusesSuffix: true },
  {
    prefix: 'hub.jazz.net/git',
    vcs: 'git',
    rootElements: 4,
    shape: [/^git$/, /^[a-z0-9]+$/, segment],
    refusesSuffix: true,
    hasRest: true,
  },
  {
    prefix: 'git.apache.org',
    vcs: 'git',
    rootElements: 2,
    shape: [/^[a-z0-9_.-]+\.git$/],
    refusesSuffix: false,
    hasRest: true,
  },
  { prefix: 'git.openstack.org', vcs: 'git', ...twoSegments, refusesSuffix: false },
  {
    prefix: 'chiselapp.com',
    vcs: 'fossil',
    rootElements: 5,
    shape: [/^user$/, /^[A-Za-z0-9]+$/, /^repository$/, segment],
    refusesSuffix: false,
    hasRest: false,
  },
];

/** `launchpad.net/…`, which go tries only after the server was asked in vain. */
const launchpad: KnownHost = {
  prefix: 'launchpad.net',
  vcs: 'bzr',
  rootElements: 2,
  shape: [segment],
  refusesSuffix: false,
  hasRest: true,
};

export function matchStaticHost(path: string): StaticMatch {
  return refusePath(path) ?? matchKnown(knownHosts, path) ?? matchSuffix(path) ?? { kind: 'unknown' };
}

/** What go tries once discovery has failed. */
export function matchAfterDiscovery(path: string): StaticMatch {
  return matchKnown([launchpad], path) ?? { kind: 'unknown' };
}

function refusePath(path: string): StaticMatch | null {
  if (hasPathPrefix(path, 'example.net'))
    return { kind: 'refused', reason: 'reserved', message: 'no modules on example.net' };
  if (path === 'rsc.io') return { kind: 'refused', reason: 'reserved', message: 'rsc.io is not a module' };
  const scheme = /^https?:/.exec(path)?.[0];
  if (scheme === undefined) return null;
  return { kind: 'refused', reason: 'scheme', message: `${quote(`${scheme}//`)} not allowed in import path` };
}

function matchKnown(hosts: readonly KnownHost[], path: string): StaticMatch | null {
  const host = hosts.find(({ prefix }) => hasPathPrefix(path, prefix));
  if (host === undefined) return null;
  const elements = path.split('/');
  if (!fitsShape(host, elements)) {
    return { kind: 'refused', reason: 'shape', message: `invalid ${host.prefix} import path ${quote(path)}` };
  }
  const root = elements.slice(0, host.rootElements).join('/');
  if (host.refusesSuffix && /\.(?:hg|git|svn|bzr|fossil)$/.test(root)) {
    return { kind: 'refused', reason: 'suffix', message: `invalid version control suffix in ${host.prefix}/ path` };
  }
  return { kind: 'repo', root, vcs: host.vcs, url: `https://${root}` };
}

function fitsShape(host: KnownHost, elements: readonly string[]): boolean {
  const inRoot = elements.slice(1, host.rootElements);
  const rest = elements.slice(host.rootElements);
  if (inRoot.length !== host.shape.length || (rest.length > 0 && !host.hasRest)) return false;
  return (
    host.shape.every((pattern, index) => pattern.test(inRoot[index] ?? '')) && rest.every((one) => segment.test(one))
  );
}

const suffixSegment = /^~?[\w.-]+$/;
const suffixed = /^(~?[\w.-]+)\.(bzr|fossil|git|hg|svn)$/;

/** The leftmost host in the path after which all elements are plain and one of them ends in `.git` or the like. */
function matchSuffix(path: string): StaticMatch | null {
  const elements = path.split('/');
  const lastOdd = elements.findLastIndex((element, index) => index > 0 && !suffixSegment.test(element));
  for (let index = Math.max(0, lastOdd); index < elements.length; index++) {
    const host = hostIn(elements[index] ?? '');
    if (host === null) continue;
    const end = elements.findIndex((element, at) => at > index && suffixed.test(element));
    if (end < 0) return null;
    const [, name = '', vcs] = suffixed.exec(elements[end] ?? '') ?? [];
    const before = [host, ...elements.slice(index + 1, end)];
    return {
      kind: 'schemeless',
      root: [...before, elements[end]].join('/'),
      vcs: vcs as VcsCommand,
      repo: [...before, name].join('/'),
    };
  }
  return null;
}

/** The end of an element that reads as a host name, with an optional port. */
function hostIn(element: string): string | null {
  const port = /:[0-9]+$/.exec(element)?.[0] ?? '';
  const end = element.length - port.length;
  let start = end;
  while (start > 0 && /^[a-z0-9.-]$/.test(element.charAt(start - 1))) start--;
  const host = element.slice(start, end);
  const dot = host.indexOf('.', 1);
  return dot > 0 && dot < host.length - 1 ? host + port : null;
}
