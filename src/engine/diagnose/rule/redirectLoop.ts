/** More redirects than net/http follows (ten requests). */
import { redirectFindings } from '../redirectGroup.ts';
import type { Rule } from '../rule.ts';

export const redirectLoop: Rule = (context) => redirectFindings(context, 'redirect-loop', ['tooMany']);
