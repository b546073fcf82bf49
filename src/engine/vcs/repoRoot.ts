/**
 * From a module path to its repository, as go does it: the table of known hosts, else the path's own server, else what go
 * tries after that; then whether GOVCS allows the program. Every failure here is "does not exist" for go.
 * Source: cmd/go/internal/vcs/vcs.go (`RepoRootForImportPath`).
 */
import { privacyOf } from '../goenv/privacy.ts';
import { quote } from '../strconv.ts';
import { type Discovered, discover } from './discovery.ts';
import { checkGovcs } from './govcsVerdict.ts';
import { failed, type Lookup, type LookupFailed, type RepoRoot } from './lookup.ts';
import { matchAfterDiscovery, matchStaticHost, type StaticMatch } from './staticHost.ts';
import { isSecureScheme, type VcsCommand, vcsTools } from './vcsTool.ts';

export async function findRepoRoot(lookup: Lookup): Promise<Discovered> {
  const found = matchStaticHost(lookup.path);
  if (found.kind !== 'unknown') return fromTable(lookup, found);
  const discovered = await discoverAllowed(lookup);
  if (discovered.kind !== 'failed') return discovered;
  const late = matchAfterDiscovery(lookup.path);
  if (late.kind === 'repo') {
    const fromTableLate = await fromTable(lookup, late);
    if (fromTableLate.kind === 'ok') return fromTableLate;
  }
  return discovered;
}

async function discoverAllowed(lookup: Lookup): Promise<Discovered> {
  const discovered = await discover(lookup);
  const wrap = (end: LookupFailed): LookupFailed => ({
    ...end,
    notExist: true,
    text: `unrecognized import path ${quote(lookup.path)}: ${end.text}`,
  });
  if (discovered.kind === 'failed') return wrap(discovered);
  if (discovered.kind !== 'ok' || discovered.repoRoot.tool === 'mod') return discovered;
  const refused = refuseByGovcs(lookup, discovered.repoRoot.root, discovered.repoRoot.tool.command);
  return refused === null ? discovered : wrap(refused);
}

async function fromTable(lookup: Lookup, found: Exclude<StaticMatch, { kind: 'unknown' }>): Promise<Discovered> {
  const { story } = lookup;
  if (found.kind === 'refused') {
    const { reason, message } = found;
    const step = story.add('decision', 'import-path-refused', { reason: message }, { result: 'not-found' });
    return failed({ kind: 'importPath', reason, message }, message, { notExist: true, step });
  }
  const refused = refuseByGovcs(lookup, found.root, found.vcs);
  if (refused !== null) return refused;
  const repoRoot = { root: found.root, subdirectory: '', tool: vcsTools[found.vcs] };
  if (found.kind === 'repo') {
    const params = { root: found.root, vcs: found.vcs, repo: found.url };
    story.add('decision', 'repo-known-host', params, { result: 'ok' });
    return { kind: 'ok', repoRoot: { ...repoRoot, url: found.url } };
  }
  return probeSchemes(lookup, found.repo, repoRoot);
}

/** Tells the decision where a rule of the user or go's own forbids it. */
function refuseByGovcs({ environment, story }: Lookup, root: string, vcs: VcsCommand): LookupFailed | null {
  const verdict = checkGovcs(environment, root, vcs);
  if (verdict.kind === 'allowed') return null;
  const { message } = verdict;
  const pattern = verdict.kind === 'disallowed' ? verdict.pattern : null;
  const isPrivate = verdict.kind === 'disallowed' && verdict.isPrivate;
  const step = story.add('decision', 'govcs-refuses', { vcs, root, pattern, message }, { result: 'not-found' });
  const cause =
    verdict.kind === 'invalid'
      ? ({ kind: 'govcsInvalid', message } as const)
      : ({ kind: 'govcs', vcs, root, pattern, isPrivate } as const);
  return failed(cause, message, { notExist: true, step });
}

/** The schemes that go would try for a path such as `host/repo.git`, in order. */
export function schemesToTry(lookup: Pick<Lookup, 'environment' | 'path'>, vcs: VcsCommand): string[] {
  const { environment, path } = lookup;
  const isInsecure = privacyOf(environment, path).insecure !== null;
  const allowed = environment.value('GIT_ALLOW_PROTOCOL');
  return vcsTools[vcs].schemes.filter((scheme) => isInsecure || isSecureScheme(vcsTools[vcs], scheme, allowed));
}

async function probeSchemes(
  lookup: Lookup,
  repo: string,
  repoRoot: Omit<RepoRoot, 'url'> & { tool: (typeof vcsTools)[VcsCommand] },
): Promise<Discovered> {
  const { environment, path, git } = lookup;
  const { tool } = repoRoot;
  const schemes = schemesToTry(lookup, tool.command);
  if (tool.ping === null && schemes[0] !== undefined) {
    return { kind: 'ok', repoRoot: { ...repoRoot, url: `${schemes[0]}://${repo}` } };
  }
  let step: string | null = null;
  let isMissing = false;
  for (const scheme of schemes) {
    const url = `${scheme}://${repo}`;
    const probe = await git.probe(lookup, tool, url);
    if (probe.kind === 'unknown') return probe;
    step = probe.step;
    if (probe.kind === 'ok') return { kind: 'ok', repoRoot: { ...repoRoot, url } };
    isMissing ||= probe.kind === 'missing';
  }
  const frag = privacyOf(environment, path).insecure === null ? 'secure ' : '';
  const cause = isMissing
    ? ({ kind: 'vcsMissing', vcs: tool.command } as const)
    : ({ kind: 'noProtocol', vcs: tool.command, repo, schemes } as const);
  return { ...failed(cause, `no ${frag}protocol found for repository`, { notExist: true }), step };
}
