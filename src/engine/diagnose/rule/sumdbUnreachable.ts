/** The checksum database, or the proxy in its place, gives no answer. The module itself may be fine. */
import { checkConnection, tell } from '../remedy/act.ts';
import { setRemedy } from '../remedy/setting.ts';
import type { Rule } from '../rule.ts';
import { remoteCause, statusOf, sumdbFindings } from '../sumdbGroup.ts';

export const sumdbUnreachable: Rule = (context) =>
  sumdbFindings(context, 'sumdb-unreachable', ([{ failure }]) => {
    const { problem, database } = failure.cause;
    const url = problem.kind === 'remote' ? problem.failure.url : null;
    const isGos = database === 'sum.golang.org' && context.environment.value('GOSUMDB') === 'sum.golang.org';
    const alias = 'sum.golang.google.cn';
    return {
      params: { url, status: statusOf(remoteCause(failure)) },
      remedies: [
        // The same database under another name, with the same key.
        ...(isGos ? setRemedy(context.environment, 'setting-set', 'GOSUMDB', alias, 'none', {}) : []),
        ...checkConnection(url),
        tell('tell-network-admin', { host: database, exchange: failure.exchange }),
      ],
    };
  });
