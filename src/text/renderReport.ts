/** Fills the words of a report in one language. */
import type { Finding, ModuleReport, Remedy, Report } from '../protocol/report.ts';
import { adminReport } from './adminReport.ts';
import { findingWords } from './findingWords.ts';
import { inLanguage, type Language } from './language.ts';
import { remedyWords } from './remedyWords.ts';
import { stepWords } from './stepWords.ts';

/** A copy of the report with every title, reason, detail, effect and caution filled in. */
export function renderReport(report: Report, language: Language): Report {
  return inLanguage(language, () => ({
    ...report,
    modules: report.modules.map(renderModule),
    findings: report.findings.map((finding) => renderFinding(report, finding)),
    runs: report.runs.map((run) => ({ ...run, modules: run.modules.map(renderModule) })),
  }));
}

function renderModule(module: ModuleReport): ModuleReport {
  return { ...module, steps: module.steps.map((step) => ({ ...step, ...stepWords(step) })) };
}

function renderFinding(report: Report, finding: Finding): Finding {
  return {
    ...finding,
    ...findingWords(finding),
    remedies: finding.remedies.map((remedy) => renderRemedy(report, finding, remedy)),
  };
}

function renderRemedy(report: Report, finding: Finding, remedy: Remedy): Remedy {
  const change = remedy.kind === 'tell-admin' ? { report: adminReport(report, finding, remedy) } : remedy.change;
  return { ...remedy, ...remedyWords(remedy), change };
}
