/** The path's own server answers the question where its code is with an HTTP error. */
import { checkConnection, tell } from '../remedy/act.ts';
import type { Rule } from '../rule.ts';
import { vcsFindings } from '../vcsGroup.ts';

export const discoveryHttpError: Rule = (context) =>
  vcsFindings(
    context,
    'discovery-http-error',
    'discovery',
    ({ reason }) => reason === 'status',
    ({ run, failure: { cause, exchange } }) => ({
      params: {
        url: cause.url,
        status: cause.status ?? null,
        server: cause.serverText ?? null,
        reason: cause.reason,
        found: cause.detail,
        ignored: cause.ignored ?? [],
        isHtml: cause.isHtml ?? false,
      },
      remedies: [...checkConnection(cause.url), tell('tell-module-author', { module: run.question.path, exchange })],
    }),
  );
