/** From what the runs saw to findings: ids, folding, causes before consequences. Words are '' until `src/text` fills them. */
import type { Finding } from '../../protocol/report.ts';
import type { RuleContext } from './rule.ts';

/** Asks every rule and puts the findings in order. */
export function diagnose(_context: RuleContext): Finding[] {
  return [];
}
