/** Go refuses the certificate for what it is: a weak signature, a wrong purpose, a constraint, or damage. */
import type { Rule } from '../rule.ts';
import { tlsFindings } from '../tlsGroup.ts';

export const tlsCertificateInvalid: Rule = (context) =>
  tlsFindings(
    context,
    'tls-certificate-invalid',
    ['insecureAlgorithm', 'incompatibleUsage', 'nameConstraint', 'unhandledCriticalExtension', 'malformedCertificate'],
    () => [],
  );
