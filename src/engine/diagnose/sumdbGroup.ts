/** Which finding a failure of the checksum database is. A network problem is never called tampering, nor the other way round. */
import type { FailureCause, FetchFailure, SumdbProblem } from '../modfetch/fetchFailure.ts';
import type { RuleCode } from './findingCode.ts';
import { fold, type Told } from './fold.ts';
import { settingEvidence } from './place.ts';
import { privateSigns } from './privateSigns.ts';
import type { RuleContext, RuleFinding } from './rule.ts';
import { groupBy, type Sighting, type StatusSighting, sightingsOf } from './sighting.ts';

export type SumdbSighting = Sighting<Extract<FailureCause, { kind: 'sumdb' }>>;

/** One finding for each database and kind of problem. */
export function sumdbFindings(
  context: RuleContext,
  code: RuleCode,
  tell: (group: readonly [SumdbSighting, ...SumdbSighting[]]) => Told,
  keyOf: (one: SumdbSighting) => string = ({ failure: { cause } }) => `${cause.database} ${cause.problem.kind}`,
): RuleFinding[] {
  const found = sightingsOf(context, 'sumdb').filter((one) => codeOf(context, one) === code);
  return groupBy(found, keyOf).map((group) => {
    const { failure } = group[0];
    const told = tell(group);
    const params = { database: failure.cause.database, problem: failure.cause.problem.kind, message: failure.goText };
    const host = hostOf(failure.cause.problem) ?? failure.cause.database;
    const finding = fold(context, code, group, { ...told, params: { ...params, host, ...told.params } });
    return { ...finding, evidence: [...finding.evidence, ...settingEvidence(context.environment, 'GOSUMDB')] };
  });
}

function codeOf(context: RuleContext, one: SumdbSighting): RuleCode | null {
  const { problem } = one.failure.cause;
  switch (problem.kind) {
    case 'setting':
      return 'gosumdb-invalid';
    case 'fork':
      return 'sumdb-misbehaving';
    case 'mismatch':
      return 'sumdb-mismatch';
    case 'disallowed':
      return null;
    case 'remote':
      return remoteCode(context, one, problem);
    default:
      return 'sumdb-proxy-broken';
  }
}

function remoteCode(
  context: RuleContext,
  one: SumdbSighting,
  { what, failure }: Extract<SumdbProblem, { kind: 'remote' }>,
): RuleCode {
  if (what === 'supported') return 'sumdb-proxy-broken';
  const status = statusOf(failure.cause);
  if (status !== 404 && status !== 410) return 'sumdb-unreachable';
  // A database says why it does not have a version; a proxy that has no database behind it says nothing, and gives out
  // the module all the same. Where nobody gave out the module, the version is what is missing.
  const isSilent = serverTextOf(failure.cause) === null;
  const isServed = Object.values(one.run.files).some((file) => file?.outcome === 'ok');
  const isProxyWithout = isSilent && isServed && failure.url.includes('/sumdb/');
  if (what === 'tile' || isProxyWithout) return 'sumdb-proxy-broken';
  return looksPrivate(context, one, failure.cause) ? 'sumdb-404-private' : 'sumdb-404-public';
}

function looksPrivate(context: RuleContext, { run, failure }: SumdbSighting, cause: FailureCause): boolean {
  if (cause.kind !== 'status') return false;
  const asked: StatusSighting = { run, failure: { ...failure, cause } };
  return privateSigns(context, asked).signs.length > 0;
}

/** What a lookup failed with, as the failures of other requests have it. */
export function remoteCause(failure: FetchFailure & { cause: { kind: 'sumdb' } & FailureCause }): FailureCause | null {
  const { problem } = failure.cause;
  return problem.kind === 'remote' ? problem.failure.cause : null;
}

export const statusOf = (cause: FailureCause | null): number | null => (cause?.kind === 'status' ? cause.status : null);

export const serverTextOf = (cause: FailureCause | null): string | null =>
  cause?.kind === 'status' ? cause.serverText : null;

function hostOf(problem: SumdbProblem): string | null {
  if (problem.kind !== 'remote') return null;
  return /^[^/]*\/\/(?:[^/?#]*@)?([^/?#]+)/.exec(problem.failure.url)?.[1] ?? null;
}
