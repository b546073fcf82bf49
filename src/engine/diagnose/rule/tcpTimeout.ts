/** No address of the host answered the connection attempt: usually a firewall that drops packets. */
import { connectFindings } from '../connectGroup.ts';
import type { Rule } from '../rule.ts';
import { timeoutFindings } from '../timeoutGroup.ts';

export const tcpTimeout: Rule = (context) => [
  ...connectFindings(context, 'tcp-timeout', ['timeout']),
  ...timeoutFindings(context, 'tcp-timeout', ['connect']),
];
