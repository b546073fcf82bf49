/** The name server itself cannot be reached. */
import { dnsFindings } from '../dnsGroup.ts';
import type { Rule } from '../rule.ts';

export const dnsServerUnreachable: Rule = (context) =>
  dnsFindings(context, 'dns-server-unreachable', ['serverUnreachable']);
