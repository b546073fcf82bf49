/** The certificate is out of date, or the clock of this machine is wrong. */
import { checkClock } from '../remedy/act.ts';
import type { Rule } from '../rule.ts';
import { tlsFindings } from '../tlsGroup.ts';

export const tlsExpired: Rule = (context) =>
  tlsFindings(context, 'tls-expired', ['expired', 'notYetValid'], () => [checkClock(context.platform)]);
