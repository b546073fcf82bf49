/** The first lines of a page: which go, which proxies and who set them, how much was asked. */
import * as l10n from '@vscode/l10n';
import type { Report } from '../../protocol/report.ts';
import { originWord } from '../words.ts';
import { blank, type Line, noBreakSpace, prose, span } from './page.ts';

export function headerLines(report: Report): Line[] {
  const parts = [goText(report), goproxyText(report), countText(report)].filter((part) => part !== null);
  const dot = `${noBreakSpace}· `;
  return [prose(0, [span('Go Modules Doctor', 'strong'), span(dot + parts.join(dot))], 2), blank];
}

function goText({ host }: Report): string {
  const simulated = host.simulated.replace(/^(?:go)?/, 'go');
  if (host.goVersion === null) return l10n.t('go not found, rules of {0}', simulated);
  return host.goVersion === simulated ? simulated : l10n.t('{0} installed, rules of {1}', host.goVersion, simulated);
}

function goproxyText(report: Report): string | null {
  const setting = report.settings.find(({ name }) => name === 'GOPROXY');
  return setting === undefined ? null : `GOPROXY=${setting.value} (${originWord(setting.origin)})`;
}

function countText(report: Report): string | null {
  const count = report.modules.length;
  if (report.command === 'env') return null;
  const isWholeFile = count > 0 && report.modules.every(({ file }) => file !== null) && report.subject.module === null;
  if (isWholeFile) return count === 1 ? l10n.t('1 module in go.mod') : l10n.t('{0} modules in go.mod', count);
  return count === 1 ? l10n.t('1 module') : l10n.t('{0} modules', count);
}
