/** The server limits the rate. go does not try again by itself. */
import { retryTime, wait } from '../remedy/act.ts';
import type { Rule } from '../rule.ts';
import { statusFindings } from '../statusGroup.ts';

const minuteMs = 60_000;

export const http429TooManyRequests: Rule = (context) =>
  statusFindings(
    context,
    'http-429-too-many-requests',
    (status) => status === 429,
    ({ run, failure }) => [wait(retryTime(context, failure.exchange, run.checkedAt, minuteMs))],
  );
