/** The log showed two histories: both heads are signed, and a proof shows that they do not fit. */
import { tell } from '../remedy/act.ts';
import type { Rule } from '../rule.ts';
import { sumdbFindings } from '../sumdbGroup.ts';

export const sumdbMisbehaving: Rule = (context) =>
  sumdbFindings(context, 'sumdb-misbehaving', ([{ failure }]) => {
    const { problem } = failure.cause;
    const sizes = problem.kind === 'fork' ? { older: problem.olderSize, newer: problem.newerSize } : {};
    const report = problem.kind === 'fork' ? problem.report : '';
    return {
      params: { ...sizes, report },
      severity: 'error',
      remedies: [tell('tell-network-admin', { host: failure.cause.database, exchange: failure.exchange })],
    };
  });
