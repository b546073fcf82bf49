/** git could not open its connection; its proxies and certificates are its own. */
import { tell } from '../remedy/act.ts';
import { listRemote } from '../remedy/git.ts';
import type { Rule } from '../rule.ts';
import { gitFindings } from '../vcsGroup.ts';

export const gitNetworkError: Rule = (context) =>
  gitFindings(context, 'git-network-error', ['network', 'tls', 'proxy-auth', 'protocol-not-allowed'], ({ failure }) => [
    ...listRemote(failure.cause.url),
    tell('tell-network-admin', { host: failure.cause.host, exchange: null }),
  ]);
