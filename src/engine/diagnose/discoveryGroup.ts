/** What the three findings about a `?go-get=1` page have in common: facts and remedies. */
import { checkConnection, tell } from './remedy/act.ts';
import type { RuleContext, RuleFinding } from './rule.ts';
import { vcsFindings } from './vcsGroup.ts';

/** One finding for each page that failed for a reason that `concerns` this code. */
export function discoveryFindings(
  context: RuleContext,
  code: 'discovery-http-error' | 'no-go-import-meta' | 'go-import-mismatch',
  concerns: (reason: string) => boolean,
): RuleFinding[] {
  return vcsFindings(
    context,
    code,
    'discovery',
    ({ reason }) => concerns(reason),
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
}
