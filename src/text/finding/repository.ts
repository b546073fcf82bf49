/** Findings about repositories, git, ssh and their logins, read from the text of a go command. */
import * as l10n from '@vscode/l10n';
import type { FindingSpeaker } from '../findingWords.ts';
import { sentences } from '../shown.ts';
import { said } from './common.ts';

export const repositoryWords = {
  'discovery-http-error': (p, s) => ({
    title: l10n.t('{host} answers the question where {module} is with an error', s),
    detail: sentences(
      l10n.t('go asked {host} where the repository of {module} is, with ?go-get=1, and got an HTTP error.', p),
      said(p),
    ),
    wouldChange: null,
  }),
  'no-go-import-meta': (_, s) => ({
    title: l10n.t('The page of {module} does not say where its repository is', s),
    detail: sentences(
      l10n.t(
        'The page that go asked, with ?go-get=1, has no go-import tag. It may be a login page, or the path is not one of a Go module.',
      ),
    ),
    wouldChange: null,
  }),
  'go-import-mismatch': (p, s) => ({
    title: l10n.t('The page of {module} names the repository of another path', s),
    detail: sentences(l10n.t('The page has a go-import tag, but for a path that does not fit {module}.', p)),
    wouldChange: null,
  }),
  'no-secure-protocol': (_, s) => ({
    title: l10n.t('There is no encrypted way to the repository of {module}', s),
    detail: sentences(
      l10n.t('go tried https and found no repository. Without encryption it fetches only what GOINSECURE names.'),
    ),
    wouldChange: null,
  }),
  'repo-not-found': (_, s) => ({
    title: l10n.t('The Git host has no repository for {module}, or hides it', s),
    detail: sentences(l10n.t('Hosts say "not found" also for private repositories that your login may not see.')),
    wouldChange: null,
  }),
  'git-missing': () => ({
    title: l10n.t('git is not installed, or not on PATH'),
    detail: sentences(
      l10n.t('go runs git to fetch from a repository, and did not find the program.'),
      l10n.t('A module proxy in GOPROXY needs no git for public modules.'),
    ),
    wouldChange: null,
  }),
  'vcs-tool-missing': (_, s) => ({
    title: l10n.t('The version control program of {module} is not installed', s),
    detail: sentences(
      l10n.t('The repository uses another program than git, such as hg or svn, and go did not find it.'),
    ),
    wouldChange: null,
  }),
  'vcs-disallowed': (p, s) => ({
    title: l10n.t('GOVCS does not allow the version control program of {module}', s),
    detail: sentences(
      l10n.t('go says: {message}', p),
      l10n.t('By default go uses only git and hg for public modules.'),
    ),
    wouldChange: null,
  }),
  'git-network-error': (p, s) => ({
    title: l10n.t('git cannot connect to {host}', s),
    detail: sentences(
      l10n.t(
        'go started git, and git could not open the connection. git has its own settings for proxies and certificates.',
      ),
      l10n.t('go says: {message}', p),
    ),
    wouldChange: null,
  }),
  'git-transfer-failed': (p, s) => ({
    title: l10n.t('git began to fetch from {host}, and the transfer broke off', s),
    detail: sentences(
      l10n.t('The connection worked, but the data did not arrive whole.'),
      l10n.t('go says: {message}', p),
    ),
    wouldChange: null,
  }),
  'terminal-prompts-disabled': (p, s) => ({
    title: l10n.t('git needs a login for {host}, and go does not let it ask', s),
    detail: sentences(
      l10n.t('The repository of {module} is private, or does not exist: {host} asks for a login in both cases.', p),
    ),
    wouldChange: null,
  }),
  'bad-credentials': (p, s) => ({
    title: l10n.t('{host} does not accept the credentials that git sent', s),
    detail: sentences(
      l10n.t(
        'Credentials were sent and refused: a token that has expired, or one without the right to read {module}.',
        p,
      ),
    ),
    wouldChange: null,
  }),
  'ssh-key-rejected': (_, s) => ({
    title: l10n.t('{host} does not accept the ssh key', s),
    detail: sentences(l10n.t('git reached the server by ssh, and no key of this machine is known there.')),
    wouldChange: null,
  }),
  'ssh-host-key-unverified': (_, s) => ({
    title: l10n.t('The ssh host key of {host} is unknown or has changed', s),
    detail: sentences(l10n.t('ssh refuses to talk to a server whose key is not in known_hosts, or differs from it.')),
    wouldChange: null,
  }),
} satisfies Record<string, FindingSpeaker>;
