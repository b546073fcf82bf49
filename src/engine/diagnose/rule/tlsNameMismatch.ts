/** The certificate is for other names than the one that was asked. */
import type { Rule } from '../rule.ts';
import { tlsFindings } from '../tlsGroup.ts';

export const tlsNameMismatch: Rule = (context) =>
  tlsFindings(context, 'tls-name-mismatch', ['nameMismatch', 'noIpSans', 'noNames', 'legacyCommonName'], () => []);
