/**
 * The report as Markdown, complete and readable without this program: what people paste into a ticket. Everything that
 * a server or a file may have written is escaped or stands in a code block.
 */
import * as l10n from '@vscode/l10n';
import type {
  ExchangeReport,
  Finding,
  ModuleReport,
  Remedy,
  RemedyChange,
  Report,
  Setting,
} from '../protocol/report.ts';
import { inLanguage, type Language } from './language.ts';
import { codeBlock, codeSpan, escapeMarkdown, table } from './markdown.ts';
import { renderReport } from './renderReport.ts';
import { labelled } from './shown.ts';
import { certaintyWord, checksumWord, outcomeReasonWord, outcomeWord, severityWord } from './words.ts';

/** The whole report. Secrets never reach a report, so none can come out here. */
export function renderMarkdown(report: Report, language: Language): string {
  const rendered = renderReport(report, language);
  return inLanguage(language, () => {
    const parts = [head(rendered), findings(rendered), modules(rendered), exchanges(rendered), settings(rendered)];
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
  });
}

function head(report: Report): string {
  const { summary, host, tool } = report;
  const facts = [
    [l10n.t('Command'), report.command],
    [l10n.t('Started at'), `${report.startedAt} (${Math.round(report.durationMs)} ms)`],
    [l10n.t('Program'), `${tool.name} ${tool.version}`],
    ['go', `${host.goVersion ?? '-'} (${labelled(l10n.t('simulated'), host.simulated)})`],
    [l10n.t('System'), `${host.os}/${host.arch}, ${host.place}`],
    [l10n.t('File'), report.subject.file ?? '-'],
  ];
  const verdict = l10n.t(
    'Modules: {modules}. Can be fetched: {ok}. Cannot be fetched: {failed}. Not clear: {unknown}.',
    {
      ...summary,
    },
  );
  const cut = report.complete ? [] : ['', l10n.t('The run was cut short: what follows is not complete.')];
  return ['# Go Modules Doctor', '', verdict, ...cut, '', table([l10n.t('Fact'), l10n.t('Value')], facts)].join('\n');
}

function findings(report: Report): string {
  if (report.findings.length === 0) return '';
  return [`## ${l10n.t('Findings')}`, ...report.findings.map((one) => finding(report, one))].join('\n\n');
}

function finding(report: Report, one: Finding): string {
  const cause = report.findings.find((other) => other.id === one.causedBy);
  const lines = [
    `### ${escapeMarkdown(one.title)}`,
    '',
    `${codeSpan(one.code)} · ${severityWord(one.severity)} · ${certaintyWord(one.certainty)}`,
    '',
    escapeMarkdown(one.detail),
    ...(cause ? ['', labelled(l10n.t('Consequence of'), escapeMarkdown(cause.title))] : []),
    ...(one.wouldChange
      ? ['', labelled(l10n.t('What would change this verdict'), escapeMarkdown(one.wouldChange))]
      : []),
    ...(one.evidence.length > 0 ? ['', labelled(l10n.t('Evidence'), one.evidence.map(codeSpan).join(', '))] : []),
    ...(one.affects.length > 0 ? ['', labelled(l10n.t('Modules affected'), affected(report, one))] : []),
    ...(one.remedies.length > 0
      ? ['', labelled(l10n.t('What you can do'), '').trimEnd(), '', ...one.remedies.map(remedy)]
      : []),
    '',
    `<${one.helpUrl}>`,
  ];
  return lines.join('\n');
}

function affected(report: Report, one: Finding): string {
  return report.modules
    .filter((module) => one.affects.includes(module.id))
    .map((module) => codeSpan(`${module.path}@${module.resolvedVersion ?? module.version}`))
    .join(', ');
}

function remedy(one: Remedy, index: number): string {
  const caution = one.caution ? `\n   - ${labelled(l10n.t('Mind'), escapeMarkdown(one.caution))}` : '';
  return `${index + 1}. ${escapeMarkdown(one.title)}\n   - ${escapeMarkdown(one.effect)}${caution}\n\n${indent(codeBlock(changeText(one.change)))}`;
}

function indent(block: string): string {
  return block
    .split('\n')
    .map((line) => (line === '' ? '' : `   ${line}`))
    .join('\n');
}

/** What to type, open or send. */
export function changeText(change: RemedyChange): string {
  if ('set' in change) {
    return Object.entries(change.set)
      .map(([name, value]) => `go env -w ${quoteArgument(`${name}=${value}`)}`)
      .join('\n');
  }
  if ('argv' in change) return change.argv.map(quoteArgument).join(' ');
  if ('edits' in change) {
    return change.edits
      .map((edit) => `${change.uri}:${edit.startLine}:${edit.startColumn}  ${edit.newText}`)
      .join('\n');
  }
  if ('url' in change) return change.url;
  if ('report' in change) return change.report;
  if ('until' in change) return change.until;
  return `${change.key} = ${change.value} (${change.scope})`;
}

/** Quoted for a POSIX shell, where it needs to be. */
function quoteArgument(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}

function modules(report: Report): string {
  if (report.modules.length === 0) return '';
  return [`## ${l10n.t('Modules')}`, ...report.modules.map(module)].join('\n\n');
}

function module(one: ModuleReport): string {
  const reason = one.outcomeReason ? ` (${outcomeReasonWord(one.outcomeReason)})` : '';
  const facts = [
    `- ${labelled(l10n.t('Outcome'), outcomeWord(one.outcome))}${escapeMarkdown(reason)}`,
    ...(one.servedBy ? [`- ${labelled(l10n.t('Served by'), codeSpan(one.servedBy))}`] : []),
    ...(one.replacedBy ? [`- ${labelled(l10n.t('Replaced by'), codeSpan(one.replacedBy))}`] : []),
    ...(one.private
      ? [`- ${labelled(l10n.t('Private'), codeSpan(`${one.private.setting}=${one.private.pattern}`))}`]
      : []),
    `- ${labelled(l10n.t('Checksum'), checksumWord(one.checksum.verdict))}`,
    ...(one.goError ? ['', labelled(l10n.t('go prints'), '').trimEnd(), '', codeBlock(asGoPrints(one.goError))] : []),
    ...(one.steps.length > 0
      ? [
          '',
          ...one.steps.map(
            (step, index) => `${index + 1}. ${escapeMarkdown(step.title)} — ${escapeMarkdown(step.why)}`,
          ),
        ]
      : []),
  ];
  return [`### ${codeSpan(`${one.path}@${one.resolvedVersion ?? one.version}`)}`, '', ...facts].join('\n');
}

/** go puts `go: ` in front, except for what go.sum itself brings to light. */
function asGoPrints(goError: string): string {
  return /^(?:verifying |malformed go\.sum)/.test(goError) ? goError : `go: ${goError}`;
}

function exchanges(report: Report): string {
  if (report.exchanges.length === 0) return '';
  const rows = report.exchanges.map((one) => [one.id, `${one.method} ${one.url}`, statusOf(one), msOf(one)]);
  const answers = report.exchanges
    .filter((one) => one.excerpt && one.status !== 200)
    .map((one) => `${l10n.t('Answer')} ${one.id}:\n\n${codeBlock(one.excerpt ?? '')}`);
  return [`## ${l10n.t('Requests')}`, table(['#', l10n.t('Request'), l10n.t('Answer'), 'ms'], rows), ...answers].join(
    '\n\n',
  );
}

function statusOf(one: ExchangeReport): string {
  return one.status === null
    ? `${one.error ?? '-'}${one.failedPhase ? ` (${one.failedPhase})` : ''}`
    : String(one.status);
}

function msOf(one: ExchangeReport): string {
  const parts = [one.queuedMs, one.sendMs, one.waitMs, one.bodyMs].filter((ms) => ms !== null);
  return parts.length === 0 ? '-' : String(Math.round(parts.reduce((sum, ms) => sum + ms, 0)));
}

function settings(report: Report): string {
  if (report.settings.length === 0) return '';
  const rows = report.settings.map((one: Setting) => [one.name, one.value, one.from ?? one.origin]);
  return [`## ${l10n.t('Settings')}`, table([l10n.t('Name'), l10n.t('Value'), l10n.t('From')], rows)].join('\n\n');
}
