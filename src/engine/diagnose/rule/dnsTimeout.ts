/** The name server did not answer in time. */
import { dnsFindings } from '../dnsGroup.ts';
import type { Rule } from '../rule.ts';

export const dnsTimeout: Rule = (context) => dnsFindings(context, 'dns-timeout', ['timeout']);
