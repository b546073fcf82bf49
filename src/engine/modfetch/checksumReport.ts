/** What a fetch says about checksums: a verdict for the zip and for the go.mod, and the weaker of both for the module. */
import type { ChecksumPart, ChecksumReport, ChecksumVerdict } from '../../protocol/report.ts';
import type { Project } from './project.ts';
import type { Session } from './session.ts';

/** From the worst to the best. */
const order: readonly ChecksumVerdict[] = ['mismatch', 'not-checked', 'unverified', 'exempt', 'recorded', 'verified'];

/** `version` is the resolved one. */
export function checksumReport(session: Session, version: string): ChecksumReport {
  const { project } = session.context;
  const mod = session.sums.get(`mod ${session.path}@${version}`) ?? recordedPart(project, session.path, version, 'mod');
  const zip = session.sums.get(`zip ${session.path}@${version}`) ?? recordedPart(project, session.path, version, 'zip');
  const verdicts = [mod, zip].flatMap((part) => (part === null ? [] : [part.verdict]));
  const verdict = order.find((one) => verdicts.includes(one)) ?? 'not-checked';
  return { verdict, zip, mod, sources: sources(session, version) };
}

/** A line is there, the bytes were not looked at. */
export function recordedPart(
  project: Project | null,
  path: string,
  version: string,
  which: 'zip' | 'mod',
): ChecksumPart | null {
  const lines = project?.goSum?.find(path, version, which) ?? [];
  return lines.some((line) => line.hash.startsWith('h1:'))
    ? { verdict: 'recorded', by: 'go.sum', pattern: null }
    : null;
}

function sources(session: Session, version: string): ChecksumReport['sources'] {
  const found: ChecksumReport['sources'] = [];
  const sum = session.context.project?.goSum;
  const line = (which: 'zip' | 'mod') => sum?.find(session.path, version, which)[0]?.hash ?? null;
  if (line('zip') !== null || line('mod') !== null)
    found.push({ source: 'go.sum', zip: line('zip'), mod: line('mod'), note: null });
  const modFrom = session.memo.mods.get(`${session.path}@${version}`)?.servedBy ?? session.served.get('mod');
  add(found, modFrom, 'mod', session.hashes.get(`mod ${session.path}@${version}`));
  add(found, session.served.get('zip'), 'zip', session.hashes.get(`zip ${session.path}@${version}`));
  return found;
}

function add(
  found: ChecksumReport['sources'],
  source: string | undefined,
  which: 'zip' | 'mod',
  hash: string | undefined,
): void {
  if (source === undefined || hash === undefined) return;
  const known = found.find((one) => one.source === source);
  if (known !== undefined) known[which] = hash;
  else found.push({ source, zip: which === 'zip' ? hash : null, mod: which === 'mod' ? hash : null, note: null });
}
