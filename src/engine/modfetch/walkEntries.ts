/**
 * The walk over the GOPROXY list, made anew for each file. A separator belongs to the entry before it: behind a comma go
 * goes on only after "does not exist" (404, 410, a missing file), behind a pipe after any error. When all fail, the last
 * error of a direct lookup is reported, else the last hard error, else the last "does not exist".
 * Source: `TryProxies` in cmd/go/internal/modfetch/proxy.go.
 */

import type { ModuleOutcome } from '../../protocol/report.ts';
import type { ProxyEntry } from '../goenv/goproxy.ts';
import { type Attempt, type Failed, plainFailure, type Unknown } from './attempt.ts';
import type { Session } from './session.ts';

/** What go does with an entry for this module, before it asks anything. */
export type EntryRole = 'ask' | 'direct' | 'off' | 'skip-private' | 'skip-public';

export function roleOf(entry: ProxyEntry, isPrivate: boolean): EntryRole {
  switch (entry.kind) {
    case 'noproxy':
      return isPrivate ? 'direct' : 'skip-public';
    case 'direct':
      return 'direct';
    case 'off':
      return isPrivate ? 'skip-private' : 'off';
    case 'proxy':
      return isPrivate ? 'skip-private' : 'ask';
  }
}

/**
 * Tries one thing with each entry; one that refuses without asking anybody (`off`, or kept from private modules) is passed
 * to `ask` with its refusal where `asksRefusing` says so. `describe` gives go's sentence for an error that nothing else has wrapped. */
export async function walkEntries<T>(
  session: Session,
  describe: (text: string) => string,
  ask: (entry: ProxyEntry, refused: Failed | null) => Promise<Attempt<T>>,
  asksRefusing = false,
): Promise<Attempt<T>> {
  const best = new BestFailure();
  for (const [position, entry] of session.entries.entries()) {
    if (session.signal.aborted) return { kind: 'unknown', reason: 'cut-short', failure: null };
    const tried = await tryEntry(session, entry, describe, ask);
    const isRefused = asksRefusing && tried.kind === 'failed' && tried.failure.cause.kind === 'goproxyOff';
    const attempt = isRefused ? await ask(entry, tried) : tried;
    if (attempt.kind !== 'failed') return attempt;
    const role = roleOf(entry, session.noProxy !== null);
    if (role === 'ask' || role === 'off' || role === 'direct') session.story.fail(attempt);
    if (attempt.fatal) return attempt;
    best.offer(attempt, role);
    if (!goesOn(session, entry, position, attempt)) break;
    if (session.context.passive && role === 'ask') return stopPassive(attempt);
  }
  return best.failed ?? listIsEmpty(describe);
}

/** go's ranking of errors: direct before hard before not found, within a rank the last. */
class BestFailure {
  failed: Failed | null = null;
  private rank = 0;

  offer(attempt: Failed, role: EntryRole): void {
    if (role === 'direct') this.take(attempt, 2);
    else if (this.rank <= 1 && !attempt.failure.notExist) this.take(attempt, 1);
    else if (this.rank === 0) this.take(attempt, 0);
  }

  private take(attempt: Failed, rank: number): void {
    this.failed = attempt;
    this.rank = rank;
  }
}

async function tryEntry<T>(
  session: Session,
  entry: ProxyEntry,
  describe: (text: string) => string,
  ask: (entry: ProxyEntry, refused: null) => Promise<Attempt<T>>,
): Promise<Attempt<T>> {
  const cause = { kind: 'goproxyOff' } as const;
  const refuse = (text: string) => plainFailure(cause, text, describe(text), { notExist: true, entry: entry.shown });
  switch (roleOf(entry, session.noProxy !== null)) {
    case 'ask':
    case 'direct':
      return worded(await ask(entry, null), describe);
    case 'skip-public':
      return refuse('path does not match GOPRIVATE/GONOPROXY');
    case 'skip-private':
      return refuse('disabled by GOPRIVATE/GONOPROXY');
    case 'off':
      session.story.add('decision', 'entry-off', { entry: entry.shown }, { result: 'not-found', next: 'stop' });
      return refuse('module lookup disabled by GOPROXY=off');
  }
}

/** A failure that nothing has wrapped yet gets the sentence of this stage. A GOAUTH that cannot be used ends go at once. */
function worded<T>(attempt: Attempt<T>, describe: (text: string) => string): Attempt<T> {
  if (attempt.kind !== 'failed') return attempt;
  const { cause, goText } = attempt.failure;
  if (cause.kind === 'net' && cause.failure.kind === 'goauth') return { ...attempt, goError: goText, fatal: true };
  if (attempt.goError !== '') return attempt;
  return { ...attempt, goError: describe(attempt.failure.goText) };
}

/** Whether go asks the next entry, told as a step of its own where something was asked. */
function goesOn(session: Session, entry: ProxyEntry, position: number, attempt: Failed): boolean {
  const later = session.entries.slice(position + 1);
  const rest = later.filter((one) => !roleOf(one, session.noProxy !== null).startsWith('skip'));
  const { notExist } = attempt.failure;
  const continues = later.length > 0 && (entry.onAnyError || notExist);
  const role = roleOf(entry, session.noProxy !== null);
  if (role !== 'ask' && role !== 'direct') return continues;
  const asked = session.story.steps.at(-1);
  if (asked?.kind === 'request' || asked?.kind === 'vcs') asked.next = continues ? 'next-entry' : 'stop';
  tellDecision(session, entry, rest, attempt, continues);
  return continues;
}

function tellDecision(
  session: Session,
  entry: ProxyEntry,
  rest: readonly ProxyEntry[],
  attempt: Failed,
  continues: boolean,
): void {
  const { notExist, cause, exchange } = attempt.failure;
  const shared = { entry: entry.shown || 'direct', status: cause.kind === 'status' ? cause.status : null };
  const exchanges = exchange === null ? [] : [exchange];
  const result: ModuleOutcome = notExist ? 'not-found' : 'failed';
  const [next] = rest;
  if (next === undefined) {
    const entries = session.entries.filter((one) => one.kind !== 'noproxy').map((one) => one.shown || one.kind);
    session.story.add('decision', 'end-of-list', { entries }, { result, next: 'stop', exchanges });
  } else if (continues) {
    const code = notExist ? 'next-after-not-found' : 'next-after-error';
    session.story.add(
      'decision',
      code,
      { ...shared, next: next.shown || next.kind },
      { result, next: 'next-entry', exchanges },
    );
  } else {
    session.story.add(
      'decision',
      'stop-at-error',
      { ...shared, next: rest.map((one) => one.shown || one.kind) },
      { result, next: 'stop', exchanges },
    );
  }
}

/** go would ask the next entry; a passive probe does not, so it cannot say how the walk ends. */
function stopPassive(attempt: Failed): Unknown {
  return {
    kind: 'unknown',
    reason: attempt.failure.notExist ? 'not-on-proxy-yet' : 'passive-stops-here',
    failure: attempt.failure,
  };
}

function listIsEmpty(describe: (text: string) => string): Failed {
  const text = 'GOPROXY list is not the empty string, but contains no entries';
  return plainFailure({ kind: 'goproxyInvalid', message: text, element: '' }, text, describe(text));
}
