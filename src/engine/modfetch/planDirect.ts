/** What go would do for `direct`, as far as the path and the settings tell it before anybody is asked. */
import type { Environment } from '../goenv/environment.ts';
import { discoveryUrl } from '../vcs/discovery.ts';
import { checkGovcs } from '../vcs/govcsVerdict.ts';
import type { LookupFailed } from '../vcs/lookup.ts';
import { schemesToTry } from '../vcs/repoRoot.ts';
import { matchStaticHost, type StaticMatch } from '../vcs/staticHost.ts';
import { vcsTools } from '../vcs/vcsTool.ts';
import type { FetchFailure } from './fetchFailure.ts';
import type { Story } from './session.ts';

/** Tells the first question: a command with its URL, or the discovery page. Returns a refusal where go asks nobody. */
export function planDirect(story: Story, environment: Environment, path: string): Refusal | null {
  const found = matchStaticHost(path);
  if (found.kind === 'unknown') {
    const params = { url: discoveryUrl('https', path), path, status: null };
    story.add('request', 'request-discovery', params, { result: 'unknown', next: 'stop' });
    return null;
  }
  if (found.kind === 'refused') {
    const { reason, message } = found;
    story.add('decision', 'import-path-refused', { reason: message }, { result: 'not-found' });
    return { cause: { kind: 'importPath', reason, message }, text: message };
  }
  return refuseByGovcs(story, environment, found) ?? planTool(story, environment, path, found);
}

export type Refusal = Pick<LookupFailed, 'text'> & { cause: FetchFailure['cause'] };
type Found = Extract<StaticMatch, { kind: 'repo' | 'schemeless' }>;

function refuseByGovcs(story: Story, environment: Environment, { root, vcs }: Found): Refusal | null {
  const verdict = checkGovcs(environment, root, vcs);
  if (verdict.kind === 'allowed') return null;
  const { message } = verdict;
  const pattern = verdict.kind === 'disallowed' ? verdict.pattern : null;
  story.add('decision', 'govcs-refuses', { vcs, root, pattern, message }, { result: 'not-found' });
  if (verdict.kind === 'invalid') return { cause: { kind: 'govcsInvalid', message }, text: message };
  return { cause: { kind: 'govcs', vcs, root, pattern, isPrivate: verdict.isPrivate }, text: message };
}

function planTool(story: Story, environment: Environment, path: string, found: Found): null {
  const { root, vcs } = found;
  if (found.kind === 'schemeless') {
    for (const scheme of schemesToTry({ environment, path }, vcs)) {
      const url = `${scheme}://${found.repo}`;
      const command = [vcs, ...(vcsTools[vcs].ping ?? []), url].join(' ');
      story.add('vcs', 'vcs-probe', { url, command }, { result: 'unknown', next: 'continue' });
    }
    return null;
  }
  story.add('decision', 'repo-known-host', { root, vcs, repo: found.url }, { result: 'ok' });
  const end = { result: 'unknown', next: 'stop' } as const;
  if (vcs !== 'git') story.add('vcs', 'direct-not-examined', { url: found.url, vcs, missing: false }, end);
  else {
    const command = `git ls-remote -q --end-of-options ${found.url}`;
    story.add('vcs', 'vcs-list-refs', { url: found.url, command }, end);
  }
  return null;
}
