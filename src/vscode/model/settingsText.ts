/** The effective settings as a document: each value, where it comes from, what it hides. */
import * as l10n from '@vscode/l10n';
import type { Finding, Report, Setting } from '../../protocol/report.ts';
import { originWord as wordOf } from '../../text/originWord.ts';

export function settingsMarkdown(report: Report): string {
  const { goVersion, goCommand, simulated } = report.host;
  const head = [
    `# ${l10n.t('Effective settings')}`,
    l10n.t(
      'As the engine process sees them: {0}. A terminal may have another environment.',
      `${goVersion ?? l10n.t('no go command')} ${goCommand ?? ''}`.trim(),
    ),
    l10n.t('Rules of Go {0}.', simulated),
  ];
  const table = [
    `| ${l10n.t('Setting')} | ${l10n.t('Value')} | ${l10n.t('Comes from')} |`,
    '|---|---|---|',
    ...report.settings.map(row),
  ];
  const problems = report.findings.map(problem);
  const heading = problems.length === 0 ? [] : [`## ${l10n.t('What is odd')}`, problems.join('\n')];
  return `${[...head, table.join('\n'), ...heading].join('\n\n')}\n`;
}

function row(setting: Setting): string {
  const value = setting.value === '' ? '–' : code(setting.value);
  const hidden = setting.shadowed.map((one) =>
    l10n.t('hides {0} ({1})', code(one.value), origin(one.origin, one.from)),
  );
  return `| ${code(setting.name)} | ${value} | ${[origin(setting.origin, setting.from), ...hidden].join('; ')} |`;
}

function origin(name: Setting['origin'], from: string | null): string {
  return from === null ? originWord(name) : `${originWord(name)} ${code(from)}`;
}

export const originWord = (origin: Setting['origin']): string => wordOf(origin, l10n.t('set for this run'));

function problem({ title, detail }: Finding): string {
  return `- **${plain(title)}** ${plain(detail)}`;
}

/** A value in a table cell: no pipe ends the cell, no backquote ends the code. */
function code(text: string): string {
  return `\`${text
    .replace(/[\r\n]+/g, ' ')
    .replaceAll('`', "'")
    .replaceAll('|', '\\|')}\``;
}

function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|]/g, '\\$&');
}
