/** The page has go-import tags, and none that go accepts for this path. */
import { checkConnection, tell } from '../remedy/act.ts';
import type { Rule } from '../rule.ts';
import { vcsFindings } from '../vcsGroup.ts';

export const goImportMismatch: Rule = (context) =>
  vcsFindings(
    context,
    'go-import-mismatch',
    'discovery',
    ({ reason }) => !['status', 'no-tag', 'unreadable', 'no-host'].includes(reason),
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
