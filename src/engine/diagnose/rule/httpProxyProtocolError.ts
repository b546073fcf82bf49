/** What listens on the address of the forward proxy does not answer as one. */
import { forwardProxyFindings, isSpokenToWrongly } from '../forwardProxyGroup.ts';
import type { Rule } from '../rule.ts';

export const httpProxyProtocolError: Rule = (context) =>
  forwardProxyFindings(
    context,
    'http-proxy-protocol-error',
    ({ reason, cause }) => reason === 'protocol' || (reason === 'unreachable' && isSpokenToWrongly(cause)),
  );
