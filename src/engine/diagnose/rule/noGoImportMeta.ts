/** The page has no go-import tag that go can read: a login page, a script before the tag, or no Go module. */
import { checkConnection, tell } from '../remedy/act.ts';
import type { Rule } from '../rule.ts';
import { vcsFindings } from '../vcsGroup.ts';

export const noGoImportMeta: Rule = (context) =>
  vcsFindings(
    context,
    'no-go-import-meta',
    'discovery',
    ({ reason }) => reason === 'no-tag' || reason === 'unreadable' || reason === 'no-host',
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
