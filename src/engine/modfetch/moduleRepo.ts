/** The four questions about a module to one entry of the list, whoever answers them: a proxy, or the module's origin. */
import type { ProxyEntry } from '../goenv/goproxy.ts';
import type { Attempt } from './attempt.ts';
import { directGoMod, directLatest, directStat, directVersions, endOf, type Origin, openOrigin } from './directRepo.ts';
import type { FetchFailure } from './fetchFailure.ts';
import type { RevInfo } from './infoJson.ts';
import * as proxy from './proxyRepo.ts';
import type { Session } from './session.ts';

export function askVersions(session: Session, entry: ProxyEntry, prefix: string): Promise<Attempt<string[]>> {
  return dispatch(session, entry, 'list', {
    proxy: (at) => proxy.askVersions(session, at, prefix),
    code: (origin) => directVersions(session, origin, prefix),
  });
}

export function askStat(session: Session, entry: ProxyEntry, revision: string): Promise<Attempt<RevInfo>> {
  return dispatch(session, entry, 'info', {
    proxy: (at) => proxy.askStat(session, at, revision),
    code: (origin) => directStat(session, origin, revision),
  });
}

export function askLatest(session: Session, entry: ProxyEntry): Promise<Attempt<RevInfo>> {
  return dispatch(session, entry, 'latest', {
    proxy: (at) => proxy.askLatest(session, at),
    code: (origin) => directLatest(session, origin),
  });
}

export function askGoMod(session: Session, entry: ProxyEntry, version: string): Promise<Attempt<Uint8Array>> {
  return dispatch(session, entry, 'mod', {
    proxy: (at) => proxy.askGoMod(session, at, version),
    code: (origin) => directGoMod(session, origin, version),
  });
}

/** Runs one of both, after the origin was found where the entry is `direct`. */
export async function dispatch<T>(
  session: Session,
  entry: ProxyEntry,
  file: NonNullable<FetchFailure['file']>,
  ask: {
    proxy: (entry: ProxyEntry) => Promise<Attempt<T>>;
    code: (origin: Origin & { kind: 'code' }) => Promise<Attempt<T>>;
  },
): Promise<Attempt<T>> {
  if (entry.kind === 'proxy') return ask.proxy(entry);
  const opened = await openOrigin(session, entry);
  if (opened.kind !== 'ok') return endOf(opened, file);
  return opened.origin.kind === 'server' ? ask.proxy(opened.origin.entry) : ask.code(opened.origin);
}
