/** The forward proxy does not open the way to this host. */
import { forwardProxyFindings } from '../forwardProxyGroup.ts';
import type { Rule } from '../rule.ts';

export const httpProxyRejected: Rule = (context) =>
  forwardProxyFindings(context, 'http-proxy-rejected', ({ reason }) => reason === 'rejected' || reason === 'cgi');
