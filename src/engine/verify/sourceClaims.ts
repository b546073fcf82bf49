/**
 * What each server gives out for a version: every proxy of GOPROXY on its own, mirrors that the user named, and the origin
 * where the list reaches it. Each is asked as go would ask it if the list had this one entry, so that one fetch is one claim.
 * A path that GONOPROXY matches is asked of no proxy and no mirror.
 */
import type { Environment } from '../goenv/environment.ts';
import { type ProxyEntry, parseGoproxy } from '../goenv/goproxy.ts';
import { privacyOf } from '../goenv/privacy.ts';
import type { FetchContext } from '../modfetch/context.ts';
import { fetchModule } from '../modfetch/fetchModule.ts';
import type { ModuleRun } from '../modfetch/moduleRun.ts';
import type { Claim } from './claim.ts';

export interface Source {
  kind: 'proxy' | 'mirror' | 'direct';
  /** As it stands in GOPROXY. */
  entry: string;
  shown: string;
}

/** Who is asked about this path; the host of each stands in its entry. */
export function sourcesFor(environment: Environment, path: string, mirrors: readonly string[]): Source[] {
  const isPrivate = privacyOf(environment, path).noProxy !== null;
  const listed = entriesOf(environment.value('GOPROXY'), environment.value('GONOPROXY'));
  const proxies = listed.filter((entry) => entry.kind === 'proxy').map((entry) => source('proxy', entry));
  const named = mirrors
    .flatMap((mirror) => entriesOf(mirror, '').filter((entry) => entry.kind === 'proxy'))
    .map((entry) => source('mirror', entry))
    .filter((one) => !proxies.some(({ entry }) => entry === one.entry));
  const reachesOrigin = isPrivate || listed.some((entry) => entry.kind === 'direct');
  const origin: Source[] = reachesOrigin ? [{ kind: 'direct', entry: 'direct', shown: 'direct' }] : [];
  return isPrivate ? origin : [...proxies, ...named, ...origin];
}

function entriesOf(goproxy: string, gonoproxy: string): readonly ProxyEntry[] {
  const parsed = parseGoproxy(goproxy, gonoproxy);
  return parsed.kind === 'ok' ? parsed.entries : [];
}

const source = (kind: 'proxy' | 'mirror', { url, shown }: ProxyEntry): Source => ({ kind, entry: url, shown });

/** `context` belongs to this source alone. The run has the steps and failures of the fetch. */
export async function claimOf(
  context: FetchContext,
  from: Source,
  path: string,
  version: string,
  signal: AbortSignal,
): Promise<{ claim: Claim; run: ModuleRun }> {
  const question = { path, version, depth: 'zip', requirement: null, isNamedExactly: true } as const;
  const run = await fetchModule(context, question, signal);
  const hash = (which: 'zip' | 'mod') =>
    run.checksum.sources.find((one) => one[which] !== null && one.source !== 'go.sum')?.[which] ?? null;
  const note = noteOf(run);
  const exchange = run.files.zip?.exchange ?? run.files.mod?.exchange ?? null;
  const claim: Claim = {
    kind: from.kind,
    source: from.shown,
    zip: hash('zip'),
    mod: hash('mod'),
    note,
    file: null,
    exchange,
  };
  return { claim, run };
}

/** Only a server that said so does not have it; everything else is no answer. */
function noteOf({ outcome, outcomeReason, failure }: ModuleRun): string | null {
  if (outcome === 'ok') return null;
  if (outcome === 'unknown') return outcomeReason ?? 'unknown';
  const kind = failure?.cause.kind;
  return outcome === 'not-found' && (kind === 'status' || kind === 'noMatchingVersions') ? 'not-found' : 'failed';
}

/** The same settings with other values for some; GOSUMDB and go.sum are asked apart, so a source is only fetched from. */
export function withValues(environment: Environment, values: Readonly<Record<string, string>>): Environment {
  return { ...environment, value: (name) => values[name] ?? environment.value(name) };
}
