/** What an error text says, as a document: root cause first. Only the text was read; whatever it holds is shown as text. */
import * as l10n from '@vscode/l10n';
import type { Finding, Remedy, Report } from '../../protocol/report.ts';
import { escapeMarkdown } from './hoverText.ts';

const longestQuote = 20_000;

export function explanationMarkdown(report: Report, text: string): string {
  const { findings } = report;
  const body =
    findings.length === 0
      ? [l10n.t('Nothing in this text is known: no error of a go command was recognised.')]
      : findings.flatMap(section);
  const shown = text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text;
  return `${[
    `# ${l10n.t('What this error text says')}`,
    ...body,
    l10n.t('Only the text was read: nobody was asked.'),
    `## ${l10n.t('The text')}`,
    fenced(shown.trimEnd()),
  ].join('\n\n')}\n`;
}

/** `PATH@VERSION`, or a path, of the module that the text is about; null where it names none, or nothing failed. */
export function moduleToDiagnose({ findings }: Report): string | null {
  if (findings.every(({ severity }) => severity === 'info')) return null;
  const { module, version } = findings.find(({ subject }) => subject.module !== undefined)?.subject ?? {};
  if (module === undefined) return null;
  return version === undefined || version === '' ? module : `${module}@${version}`;
}

function section({ title, detail, code, helpUrl, remedies }: Finding): string[] {
  const link = /^https:\/\/[\w./%-]+$/.test(helpUrl) ? `[${escapeMarkdown(code)}](${helpUrl})` : escapeMarkdown(code);
  const steps = remedies.map(step);
  return [
    `## ${escapeMarkdown(title)}`,
    ...(detail === '' ? [] : [escapeMarkdown(detail)]),
    ...(steps.length === 0 ? [] : [`${l10n.t('What you can do')}\n\n${steps.join('\n')}`]),
    link,
  ];
}

function step({ title, caution }: Remedy): string {
  return caution === null ? `- ${escapeMarkdown(title)}` : `- ${escapeMarkdown(title)}. ⚠ ${escapeMarkdown(caution)}`;
}

/** A fence longer than any run of backquotes inside. */
function fenced(text: string): string {
  let longest = 2;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
