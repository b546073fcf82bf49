/** Findings about the HTTP proxy of the environment, read from the text of a go command. */
import * as l10n from '@vscode/l10n';
import type { FindingSpeaker } from '../findingWords.ts';
import { sentences } from '../shown.ts';

export const forwardProxyWords = {
  'http-proxy-unreachable': (p) => ({
    title: l10n.t('The HTTP proxy of the environment cannot be reached'),
    detail: sentences(
      l10n.t(
        'go was told to ask for {host} through an HTTP proxy, and no connection to that proxy could be opened.',
        p,
      ),
      l10n.t("The setting is HTTPS_PROXY, HTTP_PROXY or git's http.proxy. Often a local proxy program is not running."),
    ),
    wouldChange: null,
  }),
  'http-proxy-rejected': (p, s) => ({
    title: l10n.t('The HTTP proxy of the environment refuses the way to {host}', s),
    detail: sentences(
      l10n.t(
        "go prints a status without a number: it is the HTTP proxy's answer to the wish for a tunnel, not an answer of {host}.",
        p,
      ),
      l10n.t('Either the proxy forbids this host, or HTTPS_PROXY names something that is no such proxy.'),
    ),
    wouldChange: null,
  }),
  'http-proxy-protocol-error': () => ({
    title: l10n.t('The HTTP proxy of the environment is spoken to in the wrong protocol'),
    detail: sentences(
      l10n.t(
        'The connection to the HTTP proxy opens, but what it answers is not what go expects. Usually HTTPS_PROXY begins with https:// for a proxy that speaks plain HTTP.',
      ),
    ),
    wouldChange: null,
  }),
  'http-407-proxy-auth': (p) => ({
    title: l10n.t('The HTTP proxy of the environment wants a login (407)'),
    detail: sentences(l10n.t('The HTTP proxy between this machine and {host} asks for a user name and a password.', p)),
    wouldChange: null,
  }),
} satisfies Record<string, FindingSpeaker>;
