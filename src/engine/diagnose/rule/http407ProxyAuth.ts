/** The forward proxy wants a login. */
import { forwardProxyFindings } from '../forwardProxyGroup.ts';
import type { Rule } from '../rule.ts';

export const http407ProxyAuth: Rule = (context) =>
  forwardProxyFindings(context, 'http-407-proxy-auth', ({ reason }) => reason === 'auth');
