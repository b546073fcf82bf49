/** The server wants credentials, or did not accept the ones it got. */
import { open } from '../remedy/act.ts';
import type { Rule } from '../rule.ts';
import { statusFindings } from '../statusGroup.ts';

export const http401Unauthorized: Rule = (context) =>
  statusFindings(
    context,
    'http-401-unauthorized',
    (status) => status === 401,
    ({ failure: { cause } }) => [
      open('read-proxy-credentials', { host: cause.host }, 'https://go.dev/ref/mod#private-module-proxy-auth'),
    ],
  );
