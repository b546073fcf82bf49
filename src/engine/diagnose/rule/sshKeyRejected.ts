/** The ssh server takes none of the keys that were offered. */
import { giveGitLogin, trySsh } from '../remedy/git.ts';
import type { Rule } from '../rule.ts';
import { gitFindings } from '../vcsGroup.ts';

export const sshKeyRejected: Rule = (context) =>
  gitFindings(context, 'ssh-key-rejected', ['ssh-key'], ({ failure: { cause } }) => [
    ...trySsh(cause.host),
    ...giveGitLogin(cause.host),
  ]);
