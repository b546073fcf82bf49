/** The path's own server answers the question where its code is with an HTTP error. */
import { discoveryFindings } from '../discoveryGroup.ts';
import type { Rule } from '../rule.ts';

export const discoveryHttpError: Rule = (context) =>
  discoveryFindings(context, 'discovery-http-error', (reason) => reason === 'status');
