/** No route from this machine to any address of the host, or the system forbids the connection. */
import { connectFindings } from '../connectGroup.ts';
import type { Rule } from '../rule.ts';

export const networkUnreachable: Rule = (context) =>
  connectFindings(context, 'network-unreachable', ['networkUnreachable', 'hostUnreachable', 'permission', 'other']);
