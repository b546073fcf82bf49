/** ssh does not know the server's key, and nobody may be asked. */
import { trySsh } from '../remedy/git.ts';
import type { Rule } from '../rule.ts';
import { gitFindings } from '../vcsGroup.ts';

export const sshHostKeyUnverified: Rule = (context) =>
  gitFindings(context, 'ssh-host-key-unverified', ['ssh-host-key'], ({ failure: { cause } }) => trySsh(cause.host));
