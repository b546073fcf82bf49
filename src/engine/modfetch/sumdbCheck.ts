/**
 * A hash that go.sum does not settle, against the checksum database: `useSumDB` and `checkSumDB` in cmd/go/internal/modfetch.
 * Every end but an equal line is an error for go. It counts as an ordinary error of the entry that served the file: behind a
 * pipe a go.mod is fetched from the next one, a zip is not. Only a log that shows two histories ends go at once.
 */
import type { Params } from '../../protocol/report.ts';
import { sumdbUse } from '../sumdb/dialDatabase.ts';
import type { LookupFailed, ProvedRecord } from '../sumdb/lookupResult.ts';
import { findLines } from '../sumdb/record.ts';
import type { Failed } from './attempt.ts';
import type { FetchFailure, SumdbProblem } from './fetchFailure.ts';
import { noun, sumdbAbsent, sumdbMismatch, versionError } from './goErrorText.ts';
import type { HashedFile, SumVerdict } from './goSumCheck.ts';
import { openSumdb } from './openSumdb.ts';
import type { Session } from './session.ts';

/** go's decision about one hash without a line in go.sum, told as steps. */
export async function checkSumdb(session: Session, file: HashedFile): Promise<SumVerdict> {
  const { environment } = session.context;
  const use = sumdbUse(environment, session.path);
  switch (use.kind) {
    case 'exempt': {
      const { setting, pattern } = use.match;
      session.story.add('decision', 'sumdb-exempt', { setting, pattern }, { result: 'ok' });
      return { part: { verdict: 'exempt', by: null, pattern }, failed: null };
    }
    case 'off':
      session.story.add('decision', 'sumdb-off', {}, { result: 'ok' });
      return unverified;
    case 'localToolchain':
      return unverified;
    case 'ask':
      return lookUp(session, file);
  }
}

const unverified: SumVerdict = { part: { verdict: 'unverified', by: null, pattern: null }, failed: null };

async function lookUp(session: Session, file: HashedFile): Promise<SumVerdict> {
  const { context, memo } = session;
  const use = context.passive ? 'all' : context.cache === null ? 'none' : 'go';
  memo.sumdb ??= openSumdb(context, use, context.passive);
  if (memo.sumdb.kind === 'error') {
    const { message } = memo.sumdb;
    return refuse(session, file, '', message, { kind: 'setting', message }, { exchange: file.exchange, exact: true });
  }
  const { name } = memo.sumdb.client;
  const found = await memo.sumdb.client.lookup(session.path, file.version, session);
  if (found.kind === 'unknown') return notExamined(session, name, found.reason);
  return found.kind === 'failed' ? lookupFailed(session, file, name, found) : compare(session, file, name, found);
}

function notExamined(session: Session, name: string, reason: string): SumVerdict {
  session.story.add('decision', 'sumdb-not-examined', { name, reason }, { result: 'unknown' });
  return { part: { verdict: 'not-checked', by: null, pattern: null }, failed: null };
}

function lookupFailed(session: Session, file: HashedFile, name: string, found: LookupFailed): SumVerdict {
  const { problem, goText, goTextExact, exchange } = found;
  if (problem.kind === 'fork') return refuse(session, file, name, goText, problem, { exchange, exact: goTextExact });
  const key = file.which === 'mod' ? `${file.version}/go.mod` : file.version;
  const text = `${session.path}@${key}: ${goText}`;
  return refuse(session, file, name, text, problem, { exchange, exact: goTextExact });
}

function compare(session: Session, file: HashedFile, name: string, found: ProvedRecord): SumVerdict {
  const { path } = session;
  const key = file.which === 'mod' ? `${file.version}/go.mod` : file.version;
  const prefix = `${path} ${key} `;
  for (const line of findLines(found.text, path, key)) {
    const recorded = line.slice(prefix.length);
    if (recorded === file.hash) return matched(session, file, name, found);
    if (!recorded.startsWith('h1:')) continue;
    const problem: SumdbProblem = { kind: 'mismatch', downloaded: file.hash, recorded };
    return contradict(session, file, name, sumdbMismatch(file.which, file.hash, name, recorded), problem);
  }
  const absent = sumdbAbsent(file.which);
  if (!toleratesNoLine(session.context.environment.release)) {
    return contradict(session, file, name, absent, { kind: 'noLine' });
  }
  const params = { which: file.which, database: name, message: absent.split('\n', 1)[0] ?? '' };
  session.story.add('verify', 'sumdb-refused', params, { result: 'unknown' });
  return unverified;
}

/** Before the fix of CVE-2026-42501 (Go 1.25.10 and 1.26.3) an answer without the wanted line passed as if it had been there. */
function toleratesNoLine(release: string): boolean {
  const [, minor = '', patch = ''] = /^(?:go)?1\.(\d+)(?:\.(\d+)|rc\d+)?$/.exec(release) ?? [];
  const firstFixed: Readonly<Record<string, number>> = { 24: Number.POSITIVE_INFINITY, 25: 10, 26: 3 };
  if (patch === '') return release.includes('rc') || minor === '24';
  return Number(patch) < (firstFixed[minor] ?? 0);
}

function matched(session: Session, file: HashedFile, name: string, found: ProvedRecord): SumVerdict {
  const params = {
    which: file.which,
    hash: file.hash,
    database: name,
    record: found.id,
    size: found.tree.size,
    from: found.from,
  };
  const exchanges = [found.exchange, file.exchange].filter((id) => id !== null);
  session.story.add('verify', 'sumdb-match', params, { result: 'ok', exchanges });
  return { part: { verdict: 'verified', by: 'sumdb', pattern: null }, failed: null };
}

/** The log is believed, so the download is not what everybody else got. `text` has its own noun already. */
function contradict(
  session: Session,
  file: HashedFile,
  database: string,
  text: string,
  problem: SumdbProblem & { kind: 'mismatch' | 'noLine' },
): SumVerdict {
  const exchanges = file.exchange === null ? [] : [file.exchange];
  const { which, hash: downloaded } = file;
  const isMismatch = problem.kind === 'mismatch';
  const params: Params = isMismatch
    ? { which, database, downloaded, recorded: problem.recorded }
    : { which, database, message: text.split('\n', 1)[0] ?? '' };
  const code = isMismatch ? 'sumdb-mismatch' : 'sumdb-refused';
  const step = session.story.add('verify', code, params, { result: 'failed', next: 'stop', exchanges });
  const end = { step: step.id, exchange: file.exchange, exact: true };
  const verdict = isMismatch ? 'mismatch' : 'not-checked';
  return { part: { verdict, by: 'sumdb', pattern: null }, failed: fail(session, file, database, text, problem, end) };
}

function refuse(
  session: Session,
  file: HashedFile,
  database: string,
  cause: string,
  problem: SumdbProblem,
  end: { exchange: string | null; exact: boolean },
): SumVerdict {
  const isFork = problem.kind === 'fork';
  const text = isFork ? cause : `verifying ${noun(file.which)}: ${cause}`;
  const params = { which: file.which, database, message: cause.slice(0, 500) };
  const exchanges = end.exchange === null ? [] : [end.exchange];
  const step = session.story.add('verify', 'sumdb-refused', params, { result: 'failed', next: 'stop', exchanges });
  const failed = fail(session, file, database, text, problem, { step: step.id, ...end });
  return { part: { verdict: 'not-checked', by: null, pattern: null }, failed };
}

function fail(
  session: Session,
  file: HashedFile,
  database: string,
  goText: string,
  problem: SumdbProblem,
  end: { step: string; exchange: string | null; exact: boolean },
): Failed {
  const failure: FetchFailure = {
    step: end.step,
    exchange: end.exchange,
    entry: file.entry,
    file: file.which,
    notExist: false,
    goText,
    goTextExact: end.exact,
    cause: { kind: 'sumdb', database, which: file.which, problem },
  };
  const fatal = problem.kind === 'fork';
  const goError = fatal ? goText : versionError(session.path, file.version, goText);
  const failed: Failed = { kind: 'failed', failure, goError, fatal };
  session.story.fail(failed);
  return failed;
}
