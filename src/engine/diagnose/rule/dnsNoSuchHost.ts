/** The name of a server does not exist for the resolver: a typing error, a VPN that is off, or a wrong name server. */
import { dnsFindings } from '../dnsGroup.ts';
import type { Rule } from '../rule.ts';

export const dnsNoSuchHost: Rule = (context) => dnsFindings(context, 'dns-no-such-host', ['noSuchHost']);
