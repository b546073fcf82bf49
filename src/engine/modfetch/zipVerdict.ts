/**
 * What go has against a zip that it downloaded or found in its cache: its hash, its form, its names. The hash is compared
 * before the extraction. Source: cmd/go/internal/modfetch/fetch.go (`hashZip`, `unzip`).
 */
import { cachePaths } from '../modcache/cachePaths.ts';
import { checkZipRules, unzipError } from '../zip/checkZip.ts';
import type { ModuleZip } from '../zip/moduleZip.ts';
import type { Attempt, Failed } from './attempt.ts';
import type { FailureCause } from './fetchFailure.ts';
import { checkSum } from './goSumCheck.ts';
import type { Session } from './session.ts';

/** Where a zip came from, for evidence. */
export interface Origin {
  servedBy: string;
  exchange: string | null;
  ms: number | null;
}

/** What go.sum has against a hash, or null. */
export async function checkZipHash(
  session: Session,
  version: string,
  hash: string,
  origin: Origin,
): Promise<Failed | null> {
  const verdict = await checkSum(session, {
    which: 'zip',
    version,
    hash,
    exchange: origin.exchange,
    entry: origin.servedBy,
  });
  session.sums.set(`zip ${session.path}@${version}`, verdict.part);
  session.hashes.set(`zip ${session.path}@${version}`, hash);
  session.served.set('zip', origin.servedBy);
  return verdict.failed;
}

/** What extraction has against the zip, or null. */
export function checkExtraction(session: Session, version: string, zip: ModuleZip, origin: Origin): Failed | null {
  const problems = checkZipRules(zip, session.path, version);
  const text = unzipError(problems)?.toWellFormed() ?? null;
  const [first] = problems;
  if (text === null || first === undefined) {
    session.story.add(
      'verify',
      'zip-ok',
      { version },
      { result: 'ok', exchanges: origin.exchange === null ? [] : [origin.exchange] },
    );
    return null;
  }
  const cause: FailureCause = {
    kind: 'zipRule',
    rule: first.rule,
    file: first.file.toWellFormed(),
    message: first.message.toWellFormed(),
  };
  return refuseZip(session, origin, cause, text, `unzip ${zipFileName(session, version)}: ${text}`);
}

/** Where go keeps the zip: it names that file. */
export function zipFileName(session: Session, version: string): string {
  const { environment, ports, cache } = session.context;
  const known = cache?.paths(session.path, version)?.zip;
  return known ?? cachePaths(ports.host.platform, environment.value('GOMODCACHE'), session.path, version)?.zip ?? '';
}

/** A zip that go does not accept, told as a step. */
export function refuseZip(
  session: Session,
  origin: Origin,
  cause: FailureCause,
  goText: string,
  goError: string,
): Failed {
  const exchanges = origin.exchange === null ? [] : [origin.exchange];
  const step = session.story.add(
    'verify',
    'zip-structure',
    { problem: goText.slice(0, 500) },
    { result: 'failed', next: 'stop', exchanges },
  );
  const failure = {
    step: step.id,
    exchange: origin.exchange,
    entry: origin.servedBy,
    file: 'zip',
    notExist: false,
    goText,
    goTextExact: true,
    cause,
  } as const;
  const failed: Failed = { kind: 'failed', failure, goError, fatal: false };
  session.story.fail(failed);
  return failed;
}

export function served(origin: Origin): Attempt<null> {
  return { kind: 'ok', value: null, ...origin };
}
