/** The server, or something behind it, failed. */
import { retryTime, wait } from '../remedy/act.ts';
import type { Rule } from '../rule.ts';
import { statusFindings } from '../statusGroup.ts';

const fiveMinutesMs = 5 * 60_000;

export const http5xx: Rule = (context) =>
  statusFindings(
    context,
    'http-5xx',
    (status) => status >= 500 && status <= 599,
    ({ run, failure }) => [wait(retryTime(context, failure.exchange, run.checkedAt, fiveMinutesMs))],
  );
