/** The server ended the handshake with an alert. */
import type { Rule } from '../rule.ts';
import { tlsFindings } from '../tlsGroup.ts';

export const tlsHandshakeRejected: Rule = (context) =>
  tlsFindings(
    context,
    'tls-handshake-rejected',
    ['versionNotSupported', 'handshakeFailure', 'certificateRequired', 'otherAlert', 'other'],
    () => [],
  );
