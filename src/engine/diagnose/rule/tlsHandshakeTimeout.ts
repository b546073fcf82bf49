/** TCP connects, but the TLS handshake does not finish within go's ten seconds. */
import type { Rule } from '../rule.ts';
import { timeoutFindings } from '../timeoutGroup.ts';

export const tlsHandshakeTimeout: Rule = (context) => timeoutFindings(context, 'tls-handshake-timeout', ['tls']);
