/** The forward proxy that the environment names cannot be reached. */
import { forwardProxyFindings, isSpokenToWrongly } from '../forwardProxyGroup.ts';
import type { Rule } from '../rule.ts';

export const httpProxyUnreachable: Rule = (context) =>
  forwardProxyFindings(
    context,
    'http-proxy-unreachable',
    ({ reason, cause }) => reason === 'unreachable' && !isSpokenToWrongly(cause),
  );
