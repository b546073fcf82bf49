/** The connection was closed before any answer; go prints a bare `EOF`. */
import { closedFindings } from '../closedGroup.ts';
import type { Rule } from '../rule.ts';

export const eofDuringResponse: Rule = (context) =>
  closedFindings(context, 'eof-during-response', (closed) => closed.how !== 'reset' && closed.phase !== 'body');
