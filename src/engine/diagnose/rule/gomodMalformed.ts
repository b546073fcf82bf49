/** go cannot parse the project's own go.mod. */
import { fileErrors } from '../fileErrors.ts';
import type { Rule } from '../rule.ts';

export const gomodMalformed: Rule = (context) =>
  context.project
    ? fileErrors(context, 'gomod-malformed', context.project.goModPath, context.project.goMod.errors)
    : [];
