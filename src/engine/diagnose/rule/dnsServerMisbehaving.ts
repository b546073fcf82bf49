/** The name server answered, but with a failure. */
import { dnsFindings } from '../dnsGroup.ts';
import type { Rule } from '../rule.ts';

export const dnsServerMisbehaving: Rule = (context) =>
  dnsFindings(context, 'dns-server-misbehaving', ['serverFailure', 'other']);
