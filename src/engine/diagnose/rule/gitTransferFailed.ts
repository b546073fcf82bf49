/** git began to fetch, and the data did not arrive whole. */
import { tell } from '../remedy/act.ts';
import { listRemote } from '../remedy/git.ts';
import type { Rule } from '../rule.ts';
import { gitFindings } from '../vcsGroup.ts';

export const gitTransferFailed: Rule = (context) =>
  gitFindings(context, 'git-transfer-failed', ['transfer'], ({ failure }) => [
    ...listRemote(failure.cause.url),
    tell('tell-network-admin', { host: failure.cause.host, exchange: null }),
  ]);
