/** A requirement that a directory replaces: nothing is fetched, and `go mod download` does not even look at it. */
import type { Operation } from '../../protocol/report.ts';
import { plainFailure } from './attempt.ts';
import type { ModuleRun } from './moduleRun.ts';
import { emptyRun, endFailed, type RunFacts } from './runResult.ts';

/** Other commands than `go mod download` fail when the directory is missing. */
export function directoryRun(facts: RunFacts, operation: Operation, directory: string, isMissing: boolean): ModuleRun {
  const run = emptyRun(facts, null, directory);
  const skipped: ModuleRun = { ...run, outcome: 'skipped', outcomeReason: 'replaced-by-directory' };
  if (!isMissing) return skipped;
  const isSilent = operation === 'download';
  const step = facts.story.add('file', 'replacement-missing', { directory }, { result: 'not-found', next: 'stop' });
  if (isSilent) return { ...skipped, outcomeReason: 'replacement-missing' };
  const text = `replacement directory ${directory} does not exist`;
  const goError = `${facts.question.path}@${facts.question.version}: ${text}`;
  return endFailed(
    run,
    facts,
    plainFailure({ kind: 'replaceDirMissing', directory }, text, goError, { step: step.id }),
    false,
  );
}
