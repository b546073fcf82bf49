/** A finding in words: verdict, detail, what the server said, what would change the verdict. */
import * as l10n from '@vscode/l10n';
import { serverWords } from '../../engine/web/bodyText.ts';
import type { Finding, Report, Severity } from '../../protocol/report.ts';
import { hostOf } from '../requestFacts.ts';
import { certaintyText } from '../words.ts';
import { blank, type Line, type Look, prose, type Span, span } from './page.ts';
import { remedyLines } from './remedyLines.ts';
import type { View } from './view.ts';

const glyphs: Readonly<Record<Severity, readonly [string, Look]>> = {
  error: ['✗', 'bad'],
  warning: ['!', 'warn'],
  info: ['i', 'dim'],
};

/** Under the line of a module, where the glyph stands already. */
export function verdictLines(report: Report, finding: Finding): Line[] {
  return [prose(2, [...certainty(finding), span(finding.title, 'strong')]), ...bodyLines(report, finding)];
}

/** A finding on its own, with its glyph and the modules it is about. */
export function findingBlock(report: Report, finding: Finding, view: View): Line[] {
  const [glyph, look] = glyphs[finding.severity];
  const titleLook = finding.severity === 'info' ? 'plain' : 'strong';
  return [
    prose(0, [span(`${glyph} `, look), ...certainty(finding), span(finding.title, titleLook)], 2),
    ...affectedLines(report, finding),
    ...bodyLines(report, finding),
    ...remedyLines(finding.remedies, view),
    blank,
  ];
}

/** One line for each further finding of a module. */
export function furtherLine(finding: Finding): Line {
  const [glyph, look] = glyphs[finding.severity];
  return prose(2, [span(`${glyph} `, look), ...certainty(finding), span(finding.title)], 4);
}

function certainty(finding: Finding): Span[] {
  const text = certaintyText(finding);
  return text === '' ? [] : [span(`${text}: `, 'dim')];
}

function bodyLines(report: Report, finding: Finding): Line[] {
  const lines: Line[] = [];
  if (finding.detail !== '') lines.push(prose(2, finding.detail));
  const said = whatTheServerSaid(report, finding);
  if (said !== null) lines.push(prose(2, [span(`${l10n.t('{0} said:', said.host)} `), span(said.words, 'quote')], 4));
  if (finding.wouldChange !== null && finding.wouldChange !== '') {
    lines.push(prose(2, span(l10n.t('This would change the verdict: {0}', finding.wouldChange), 'dim')));
  }
  return lines;
}

function affectedLines(report: Report, finding: Finding): Line[] {
  const modules = report.modules.filter(({ id }) => finding.affects.includes(id));
  if (modules.length === 0) return [];
  const names = modules.slice(0, 3).map(({ path, version }) => `${path} ${version}`);
  const more = modules.length - names.length;
  const text = more === 0 ? names.join(', ') : l10n.t('{0} and {1} more', names.join(', '), more);
  return [prose(2, span(text, 'dim'))];
}

/** The server's words behind a finding, unless its text quotes them already. */
export function whatTheServerSaid(report: Report, finding: Finding): { host: string; words: string } | null {
  for (const evidence of finding.evidence) {
    const exchange = report.exchanges.find(({ id }) => evidence === `exchange:${id}`);
    if (exchange === undefined || exchange.excerpt === null || (exchange.status ?? 200) < 400) continue;
    const words = serverWords(exchange.contentType ?? '', Buffer.from(exchange.excerpt))?.trim();
    if (words === undefined || words === '') continue;
    const isQuoted = `${finding.title} ${finding.detail}`.includes(words);
    return isQuoted ? null : { host: hostOf(exchange.url), words };
  }
  return null;
}
