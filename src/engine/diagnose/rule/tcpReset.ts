/** The connection was reset: a firewall, a crashed server, or a port that speaks another protocol. */
import { closedFindings } from '../closedGroup.ts';
import { connectFindings } from '../connectGroup.ts';
import type { Rule } from '../rule.ts';

export const tcpReset: Rule = (context) => [
  ...connectFindings(context, 'tcp-reset', ['reset']),
  ...closedFindings(context, 'tcp-reset', (closed) => closed.how === 'reset'),
];
