/** Nothing listens on the port, or somebody in between refuses at once. */
import { connectFindings } from '../connectGroup.ts';
import type { Rule } from '../rule.ts';

export const tcpRefused: Rule = (context) => connectFindings(context, 'tcp-refused', ['refused']);
