/** An https URL leads to a port that does not speak TLS. */
import { withScheme } from '../remedy/goproxy.ts';
import type { Rule } from '../rule.ts';
import { tlsFindings } from '../tlsGroup.ts';

export const tlsNotTls: Rule = (context) =>
  tlsFindings(context, 'tls-not-tls', ['plainHttp', 'notTls'], (failure, { failure: { entry } }) =>
    failure.reason === 'plainHttp' ? withScheme(context.environment, entry, 'http') : [],
  );
