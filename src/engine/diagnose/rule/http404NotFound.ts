/** The server says 404, and nothing gives a closer reason. */
import { notFoundFindings } from '../notFoundGroup.ts';
import type { Rule } from '../rule.ts';

export const http404NotFound: Rule = (context) => notFoundFindings(context, 'http-404-not-found', 404);
