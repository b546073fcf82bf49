/** Asks the same question once for each variant, one after the other so that their times can be compared. */
import type { Answer, Question } from '../api.ts';
import { joinReports, type NamedRun } from './joinReports.ts';
import type { Variant } from './variants.ts';

/** `ask` answers one run. A bad question, and an abort between runs, end it with what there is. */
export async function askVariants(
  command: string,
  question: Question,
  variants: readonly Variant[],
  ask: (question: Question) => Promise<Answer>,
  signal: AbortSignal,
): Promise<Answer> {
  const runs: NamedRun[] = [];
  for (const { label, kind, overrides } of variants) {
    if (signal.aborted && runs.length > 0) break;
    const answer = await ask({ ...question, overrides: { ...question.overrides, ...overrides } });
    if (answer.kind !== 'report') return answer;
    runs.push({ label, kind, report: answer.report });
  }
  const [first, ...others] = runs;
  if (first === undefined) throw new Error('nothing to compare');
  const report = joinReports(command, [first, ...others]);
  return { kind: 'report', report: { ...report, complete: report.complete && runs.length === variants.length } };
}
