/**
 * Why a server says "not found". A closer reason than the status is read from the version list and from the server's own
 * words. Those words come from outside: they raise a suspicion, they prove nothing alone.
 */
import { privateSigns } from './privateSigns.ts';
import type { RuleContext } from './rule.ts';
import { type StatusSighting, sightingsOf, versionOf } from './sighting.ts';

export type NotFoundReason = 'private' | 'major' | 'revision' | null;

/** Answers of 404 and 410 that matter: where another server had the file, nothing is wrong. */
export function notFoundSightings(context: RuleContext, reason: NotFoundReason): StatusSighting[] {
  return sightingsOf(context, 'status').filter(
    (one) =>
      isNotFound(one) && one.run.outcome !== 'ok' && one.run.outcome !== 'skipped' && reasonOf(context, one) === reason,
  );
}

function isNotFound({ failure: { cause } }: StatusSighting): boolean {
  return cause.status === 404 || cause.status === 410;
}

function reasonOf(context: RuleContext, sighting: StatusSighting): NotFoundReason {
  const words = sighting.failure.cause.serverText ?? '';
  if (majorWords.test(words)) return 'major';
  if (lacksVersion(sighting)) return 'revision';
  if (privateSigns(context, sighting).certainty !== null) return 'private';
  return /unknown revision|invalid version: unknown|no such (?:tag|version)/i.test(words) ? 'revision' : null;
}

/** How cmd/go itself, which most proxies run, words a wrong major version suffix. */
const majorWords =
  /module path must match major version|should be v0 or v1, not v\d|should be v\d{1,9}, not v\d|has (?:non-|\S{1,80} )?\.\.\.\/v\d{1,9} module path/;

/** The server lists versions of this module, and this one is not among them. */
function lacksVersion({ run }: StatusSighting): boolean {
  return run.listed !== null && run.listed.length > 0 && !run.listed.includes(versionOf(run));
}
