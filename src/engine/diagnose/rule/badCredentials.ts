/** git sent credentials, and the server refuses them. */
import { giveGitLogin, listRemote } from '../remedy/git.ts';
import type { Rule } from '../rule.ts';
import { gitFindings } from '../vcsGroup.ts';

export const badCredentials: Rule = (context) =>
  gitFindings(context, 'bad-credentials', ['bad-credentials', 'forbidden'], ({ failure: { cause } }) => [
    ...giveGitLogin(cause.host),
    ...listRemote(cause.url),
  ]);
