/** Remedies for repositories: a login for git, ssh in place of https, GOVCS. Secrets are the user's to put in; none is stored. */
import type { Environment } from '../../goenv/environment.ts';
import { gitHostOf } from '../gitHost.ts';
import type { RuleRemedy } from '../rule.ts';
import { command, open } from './act.ts';
import { setRemedy } from './setting.ts';

/** Where the host explains tokens, and go its own side of it. */
export function giveGitLogin(host: string): RuleRemedy[] {
  const known = gitHostOf(host);
  const page = known?.tokenPage ?? 'https://go.dev/doc/faq#git_https';
  return [open('give-git-login', { host, product: known?.name ?? null }, page)];
}

/** ssh in place of https for this host, in the user's own git configuration. */
export function useSsh(host: string): RuleRemedy[] {
  if (!isHostName(host)) return [];
  const name = `url.ssh://git@${host}/.insteadOf`;
  const remedy = command('use-ssh', { host }, ['git', 'config', '--global', '--add', name, `https://${host}/`]);
  return [{ ...remedy, undo: { argv: ['git', 'config', '--global', '--unset-all', name], cwd: null } }];
}

/** Lists what the server shows to this login, outside of go. */
export function listRemote(url: string): RuleRemedy[] {
  return /^(?:https?|ssh):\/\/[\w.@:/~%-]{1,500}$/.test(url) && !url.includes('xxxxx')
    ? [command('list-remote', { url }, ['git', 'ls-remote', url])]
    : [];
}

/** One ssh connection by hand: it asks about the host key and says which keys are offered. */
export function trySsh(host: string): RuleRemedy[] {
  return isHostName(host) ? [command('try-ssh', { host }, ['ssh', '-T', `git@${host}`])] : [];
}

/** A rule in front of the present ones that allows this program for this root. */
export function allowVcs(environment: Environment, root: string, vcs: string): RuleRemedy[] {
  const present = environment.value('GOVCS');
  const value = [`${root}:${vcs}`, ...(present === '' ? [] : [present])].join(',');
  return setRemedy(environment, 'govcs-allow', 'GOVCS', value, 'weakens', { root, vcs });
}

const isHostName = (host: string): boolean =>
  /^[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/i.test(host) && host.includes('.');
