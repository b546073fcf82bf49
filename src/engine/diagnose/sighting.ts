/** The failures that the runs saw, each with the module for which it was seen: what most rules read. */
import type { Severity } from '../../protocol/report.ts';
import type { FailureCause, FetchFailure } from '../modfetch/fetchFailure.ts';
import type { ModuleRun } from '../modfetch/moduleRun.ts';
import type { NetFailure } from '../web/netFailure.ts';
import type { RuleContext } from './rule.ts';

export interface Sighting<C extends FailureCause = FailureCause> {
  run: ModuleRun;
  failure: FetchFailure & { cause: C };
}

export type NetSighting<F extends NetFailure = NetFailure> = Sighting<{ kind: 'net'; failure: F }>;
export type StatusSighting = Sighting<Extract<FailureCause, { kind: 'status' }>>;

/** Every failure of every run, the one that go reports before the ones that it hides. */
export function sightings(context: RuleContext): Sighting[] {
  return context.runs.flatMap((run) =>
    [...(run.failure ? [run.failure] : []), ...run.hidden.filter((one) => one !== run.failure)].map((failure) => ({
      run,
      failure,
    })),
  );
}

/** Sightings whose cause has this kind. */
export function sightingsOf<K extends FailureCause['kind']>(
  context: RuleContext,
  kind: K,
): Sighting<Extract<FailureCause, { kind: K }>>[] {
  return sightings(context).filter(
    (one): one is Sighting<Extract<FailureCause, { kind: K }>> => one.failure.cause.kind === kind,
  );
}

/** Sightings of one kind of transport failure. */
export function netSightings<K extends NetFailure['kind']>(
  context: RuleContext,
  kind: K,
): NetSighting<Extract<NetFailure, { kind: K }>>[] {
  return sightingsOf(context, 'net').filter(
    (one): one is NetSighting<Extract<NetFailure, { kind: K }>> => one.failure.cause.failure.kind === kind,
  );
}

/** Groups in the order of their first member. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

/**
 * What go reports is an error. A failure that go hides is a warning: another server helped out, or a later failure is the
 * one that go names, or no verdict stands.
 */
export function severityOf(group: readonly Sighting[]): Severity {
  const isReported = ({ run, failure }: Sighting): boolean =>
    run.failure === failure && (run.outcome === 'failed' || run.outcome === 'not-found');
  return group.some(isReported) ? 'error' : 'warning';
}

/** The version that was asked for, resolved where it was a query. */
export function versionOf(run: ModuleRun): string {
  return run.resolvedVersion ?? run.question.version;
}
