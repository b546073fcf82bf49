/** A redirect without a usable Location. */
import { redirectFindings } from '../redirectGroup.ts';
import type { Rule } from '../rule.ts';

export const redirectInvalid: Rule = (context) =>
  redirectFindings(context, 'redirect-invalid', ['badLocation', 'noLocation']);
