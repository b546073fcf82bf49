/** The page of `explain`: the root cause, what it means, what to do, and the offer to look at the module for real. */
import * as l10n from '@vscode/l10n';
import type { Finding, Report } from '../../protocol/report.ts';
import { shellCommand } from '../../text/shellCommand.ts';
import { limitText } from '../words.ts';
import { findingBlock } from './findingLines.ts';
import { blank, type Line, prose, span, verbatim } from './page.ts';
import type { View } from './view.ts';

/** What one screen holds; `--json` has them all. */
const mostShown = 10;

export function explainPage(report: Report, view: View): Line[] {
  const { findings } = report;
  if (findings.length === 0)
    return [prose(0, l10n.t('Nothing in this text is known: no error of a go command was recognised.'))];
  const more = findings.length - mostShown;
  return [
    ...findings.slice(0, mostShown).flatMap((finding) => findingBlock(report, finding, view)),
    ...(more > 0 ? [prose(0, l10n.t('{0} more are in the output of --json.', more)), blank] : []),
    ...report.limits.map((limit) => prose(0, span(limitText(limit), 'warn'))),
    ...offerLines(findings, view),
  ];
}

/** The text is all that was read; only a diagnosis asks the servers. */
function offerLines(findings: readonly Finding[], view: View): Line[] {
  const { module, version } = findings.find((one) => one.subject.module !== undefined)?.subject ?? {};
  if (module === undefined || findings[0]?.severity === 'info') {
    return [prose(0, l10n.t('Only the text was read: nobody was asked.'))];
  }
  const named = version === undefined || version === '' ? module : `${module}@${version}`;
  return [
    prose(0, l10n.t('Only the text was read: nobody was asked. To see what happens on this machine:')),
    verbatim(2, span(shellCommand(['gomod-doctor', 'diagnose', named], view.platform), 'quote')),
  ];
}
