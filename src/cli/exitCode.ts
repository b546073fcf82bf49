/** The exit codes; they are documented and never change their meaning. */
import type { Report } from '../protocol/report.ts';

export const exitCodes = {
  fine: 0,
  found: 1,
  badQuestion: 2,
  defect: 3,
  notComplete: 4,
  interrupted: 130,
} as const;

/** The exit code for a report that was not interrupted. */
export function exitCodeOf(report: Report, failOn: 'error' | 'warning'): number {
  const { warnings, failed, unknown } = report.summary;
  const errors = report.summary.errors - repaired(report);
  if (errors > 0 || failed > 0) return exitCodes.found;
  if (failOn === 'warning' && warnings > 0) return exitCodes.found;
  return report.complete && unknown === 0 ? exitCodes.fine : exitCodes.notComplete;
}

/** Errors that this run itself has repaired: `verify --clean` took the wrong bytes away. */
function repaired({ checks, findings }: Report): number {
  const isCleaned = checks.some(({ code }) => code === 'clean-cleaned');
  return isCleaned ? findings.filter(({ code }) => code === 'cache-modified').length : 0;
}
