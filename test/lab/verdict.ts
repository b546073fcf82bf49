/** Whether a report says what the scenario wants it to say. */
import type { Report } from '../../src/protocol/report.ts';
import type { Scenario } from './scenario.ts';

/** Every difference between the report and the scenario, as a sentence each; none: the doctor was right. */
export function judge(scenario: Scenario, report: Report): string[] {
  const problems: string[] = [];
  const [first] = report.findings;
  const [expected] = scenario.expect;
  if (expected !== undefined && first?.code !== expected) {
    problems.push(`the first finding is ${first?.code ?? 'none'}, not ${expected}`);
  }
  for (const finding of report.findings) {
    if (finding.severity === 'error' && !scenario.expect.includes(finding.code)) {
      problems.push(`unexpected error ${finding.code}`);
    }
  }
  for (const code of scenario.expect) {
    if (!report.findings.some((finding) => finding.code === code)) problems.push(`no finding ${code}`);
  }
  const outcomes = new Set(report.modules.map((module) => module.outcome));
  if (outcomes.size !== 1 || !outcomes.has(scenario.outcome)) {
    problems.push(`the outcome is ${[...outcomes].join(', ') || 'missing'}, not ${scenario.outcome}`);
  }
  return [...new Set(problems)];
}
