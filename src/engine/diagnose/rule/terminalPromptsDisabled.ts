/** git was asked for a user name or a password, and nobody may type one. */
import { giveGitLogin, listRemote, useSsh } from '../remedy/git.ts';
import { addGoprivate } from '../remedy/goprivate.ts';
import type { Rule } from '../rule.ts';
import { gitFindings } from '../vcsGroup.ts';

export const terminalPromptsDisabled: Rule = (context) =>
  gitFindings(context, 'terminal-prompts-disabled', ['prompts-disabled'], ({ run, failure: { cause } }) => [
    ...giveGitLogin(cause.host),
    ...useSsh(cause.host),
    ...listRemote(cause.url),
    ...addGoprivate(context.environment, run.question.path).slice(0, 1),
  ]);
