/** A status that no module proxy should send: for go anything but 200, 404 and 410 is a failure. */
import type { Rule } from '../rule.ts';
import { statusFindings } from '../statusGroup.ts';

const spokenFor = new Set([200, 401, 403, 404, 410, 429]);

export const httpUnexpectedStatus: Rule = (context) =>
  statusFindings(
    context,
    'http-unexpected-status',
    (status) => !spokenFor.has(status) && (status < 500 || status > 599),
    () => [],
  );
