/** The server says 410, and nothing gives a closer reason. */
import { notFoundFindings } from '../notFoundGroup.ts';
import type { Rule } from '../rule.ts';

export const http410Gone: Rule = (context) => notFoundFindings(context, 'http-410-gone', 410);
