/** The answer broke off in the middle; go prints `unexpected EOF`. */
import { closedFindings } from '../closedGroup.ts';
import type { Rule } from '../rule.ts';

export const unexpectedEofBody: Rule = (context) =>
  closedFindings(context, 'unexpected-eof-body', (closed) => closed.how !== 'reset' && closed.phase === 'body');
