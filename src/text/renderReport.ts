/** Fills the words of a report in one language. */
import type { Report } from '../protocol/report.ts';
import { inLanguage, type Language } from './language.ts';

/** A copy of the report with every title, reason, detail, effect and caution filled in. */
export function renderReport(report: Report, language: Language): Report {
  return inLanguage(language, () => ({ ...report }));
}
