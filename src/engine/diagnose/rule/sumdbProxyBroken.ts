/** What came back for the database is not its data: a page, a proxy without a database behind it, an answer that was changed. */
import { tell } from '../remedy/act.ts';
import { dropEntry } from '../remedy/goproxy.ts';
import type { Rule } from '../rule.ts';
import { sumdbFindings } from '../sumdbGroup.ts';

export const sumdbProxyBroken: Rule = (context) =>
  sumdbFindings(context, 'sumdb-proxy-broken', ([{ failure }]) => {
    const { problem } = failure.cause;
    const entry = problem.kind === 'remote' ? problem.failure.entry : null;
    return {
      params: { stage: problem.kind },
      remedies: [
        tell('tell-proxy-admin', { host: entry ?? failure.cause.database, exchange: failure.exchange }),
        ...(entry === null ? [] : dropEntry(context.environment, entry)),
      ],
    };
  });
