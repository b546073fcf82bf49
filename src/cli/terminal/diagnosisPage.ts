/** The page of `diagnose` and `plan`: what fails first, healthy modules folded, the verdict last. Call within `inLanguage`. */
import * as l10n from '@vscode/l10n';
import type { Report } from '../../protocol/report.ts';
import { groupModules } from '../grouping.ts';
import { limitText, verdictText } from '../words.ts';
import { findingBlock } from './findingLines.ts';
import { failingGroupLines, moduleLine, unknownGroupLines } from './groupLines.ts';
import { headerLines } from './headerLines.ts';
import { healthyLines } from './healthyLines.ts';
import { blank, type Line, prose, span } from './page.ts';
import type { View } from './view.ts';

export function diagnosisPage(report: Report, view: View): Line[] {
  const { failing, unknown, skipped, healthy, others } = groupModules(report);
  const skippedLines = skipped.map((module) => moduleLine(module, { glyph: '-', look: 'dim' }));
  return [
    ...headerLines(report),
    ...failing.flatMap((group) => failingGroupLines(report, group, view)),
    ...others.flatMap((finding) => findingBlock(report, finding, view)),
    ...unknown.flatMap((group) => unknownGroupLines(report, group, view)),
    ...(skippedLines.length === 0 ? [] : [...skippedLines, blank]),
    ...healthyLines(report, healthy, view),
    ...cutLines(report),
    prose(0, span(verdictText(report), report.summary.failed > 0 ? 'bad' : 'strong')),
  ];
}

/** Where the run was cut short, and which limits of ours were met. */
function cutLines(report: Report): Line[] {
  if (report.complete && report.limits.length === 0) return [];
  const lines = report.limits.map((limit) => prose(0, span(limitText(limit), 'warn')));
  if (!report.complete) lines.unshift(prose(0, span(l10n.t('Not complete: the run was cut short.'), 'warn')));
  return [...lines, blank];
}
