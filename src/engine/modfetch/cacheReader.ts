/** What is in the module cache already, so that go asks nobody: this run's own cache first, then the user's. */
import type { Attempt } from './attempt.ts';
import { checkGoModSum } from './goSumCheck.ts';
import { type RevInfo, readInfo } from './infoJson.ts';
import type { Session } from './session.ts';

/** The `.info` of a canonical version, or null where go would ask for it. */
export async function readCachedInfo(session: Session, version: string): Promise<Attempt<RevInfo> | null> {
  const known = session.memo.infos.get(`${session.path}@${version}`);
  if (known !== undefined) return { kind: 'ok', ...known };
  const cached = await session.context.cache?.info(session.path, version);
  if (cached?.kind !== 'ok') return null;
  const read = readInfo(cached.bytes);
  if (read.kind !== 'ok') return null;
  tellHit(session, 'info', cached.file);
  const stored = { value: read.info, servedBy: 'cache', exchange: null, ms: null };
  session.memo.infos.set(`${session.path}@${version}`, stored);
  return { kind: 'ok', ...stored };
}

/** The go.mod of a version; go checks its hash against go.sum each time it reads it. */
export async function readCachedMod(session: Session, version: string): Promise<Attempt<Uint8Array> | null> {
  const known = session.memo.mods.get(`${session.path}@${version}`);
  if (known !== undefined) {
    const isChecked = session.sums.has(`mod ${session.path}@${version}`);
    const refused = isChecked ? null : await checkGoModSum(session, version, known.value, known.exchange);
    return refused ?? { kind: 'ok', ...known };
  }
  const cached = await session.context.cache?.mod(session.path, version);
  if (cached?.kind !== 'ok') return null;
  tellHit(session, 'mod', cached.file);
  const stored = { value: cached.bytes, servedBy: 'cache', exchange: null, ms: null };
  session.memo.mods.set(`${session.path}@${version}`, stored);
  return (await checkGoModSum(session, version, cached.bytes, null)) ?? { kind: 'ok', ...stored };
}

export function tellHit(session: Session, file: string, path: string): void {
  session.story.add('file', 'cache-hit', { file, path }, { result: 'ok' });
}
