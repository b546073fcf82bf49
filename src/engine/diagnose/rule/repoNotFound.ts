/** The server knows no such repository, or shows it to nobody without a login. */
import { giveGitLogin, listRemote, useSsh } from '../remedy/git.ts';
import type { Rule } from '../rule.ts';
import { gitFindings } from '../vcsGroup.ts';

export const repoNotFound: Rule = (context) =>
  gitFindings(context, 'repo-not-found', ['not-found'], ({ failure: { cause } }) => [
    ...listRemote(cause.url),
    ...giveGitLogin(cause.host),
    ...useSsh(cause.host),
  ]);
