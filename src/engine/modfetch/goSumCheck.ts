/**
 * A hash against go.sum: an equal line settles it, a different `h1:` line before it ends go at once, whatever GOPROXY
 * says. Without a line the checksum database is asked (`sumdbCheck.ts`), unless GONOSUMDB or GOSUMDB=off forbids. Source: `checkModSum`, `haveModSumLocked` in cmd/go/internal/modfetch/fetch.go.
 */
import type { ChecksumPart } from '../../protocol/report.ts';
import { hashGoMod } from '../sumdb/dirhash.ts';
import type { Failed } from './attempt.ts';
import type { FailureCause, FetchFailure } from './fetchFailure.ts';
import { goSumMismatch } from './goErrorText.ts';
import type { Session } from './session.ts';
import { checkSumdb } from './sumdbCheck.ts';

export interface HashedFile {
  which: 'zip' | 'mod';
  version: string;
  hash: string;
  exchange: string | null;
  entry: string | null;
}

export type SumVerdict = { part: ChecksumPart; failed: Failed | null };

/** Checks a go.mod that has just been served or read from the cache; null where go accepts it so far. */
export async function checkGoModSum(
  session: Session,
  version: string,
  bytes: Uint8Array,
  exchange: string | null,
  entry: string | null = null,
): Promise<Failed | null> {
  const hash = hashGoMod(bytes);
  const verdict = await checkSum(session, { which: 'mod', version, hash, exchange, entry });
  session.sums.set(`mod ${session.path}@${version}`, verdict.part);
  session.hashes.set(`mod ${session.path}@${version}`, hash);
  if (entry !== null) session.served.set('mod', entry);
  return verdict.failed;
}

/** go's decision about one hash, told as a step. */
export async function checkSum(session: Session, file: HashedFile): Promise<SumVerdict> {
  const { project } = session.context;
  if (project !== null) {
    const malformed = checkGoSumForm(session);
    if (malformed !== null) return { part: { verdict: 'not-checked', by: null, pattern: null }, failed: malformed };
    const recorded = compareWithGoSum(session, file);
    if (recorded !== null) return recorded;
    session.story.add('verify', 'gosum-missing', { which: file.which, file: project.goSumPath }, { result: 'ok' });
  }
  return checkSumdb(session, file);
}

/** The first broken line ends go when it first needs go.sum; null for a good file. */
export function checkGoSumForm(session: Session): Failed | null {
  const sum = session.context.project?.goSum ?? null;
  const [error] = sum?.errors ?? [];
  if (sum === null || error === undefined) return null;
  const params = { file: sum.file, line: error.line, message: error.message };
  const step = session.story.add('verify', 'gosum-malformed', params, { result: 'failed', next: 'stop' });
  const text = `malformed go.sum:\n${sum.file}:${error.line}: ${error.message}`;
  return fatal(session, step.id, { kind: 'goSumMalformed', ...params }, text, null);
}

function compareWithGoSum(session: Session, file: HashedFile): SumVerdict | null {
  const sum = session.context.project?.goSum;
  const exchanges = file.exchange === null ? [] : [file.exchange];
  for (const line of sum?.find(session.path, file.version, file.which) ?? []) {
    const place = { file: line.file ?? sum?.file ?? '', line: line.range.start.line };
    if (line.hash === file.hash) {
      session.story.add(
        'verify',
        'gosum-match',
        { which: file.which, hash: file.hash, ...place },
        { result: 'ok', exchanges },
      );
      return { part: { verdict: 'verified', by: 'go.sum', pattern: null }, failed: null };
    }
    if (!line.hash.startsWith('h1:')) continue;
    const params = { which: file.which, downloaded: file.hash, recorded: line.hash, ...place };
    const step = session.story.add('verify', 'gosum-mismatch', params, { result: 'failed', next: 'stop', exchanges });
    const key = file.which === 'mod' ? `${file.version}/go.mod` : file.version;
    const mainSum = session.context.project?.goWork === null ? 'go.sum' : 'go.work.sum';
    const label = place.file === sum?.file ? mainSum : place.file;
    const text = goSumMismatch(session.path, key, file.hash, label, line.hash);
    const cause: FailureCause = {
      kind: 'goSumMismatch',
      which: file.which,
      downloaded: file.hash,
      recorded: line.hash,
      ...place,
    };
    return {
      part: { verdict: 'mismatch', by: 'go.sum', pattern: null },
      failed: fatal(session, step.id, cause, text, file),
    };
  }
  return null;
}

function fatal(session: Session, step: string, cause: FailureCause, text: string, file: HashedFile | null): Failed {
  const failure: FetchFailure = {
    step,
    exchange: file?.exchange ?? null,
    entry: file?.entry ?? null,
    file: file?.which ?? 'mod',
    notExist: false,
    goText: text,
    goTextExact: true,
    cause,
  };
  const failed: Failed = { kind: 'failed', failure, goError: text, fatal: true };
  session.story.fail(failed);
  return failed;
}
