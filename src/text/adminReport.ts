/**
 * What a user hands to whoever runs the proxy or network, or to a module's authors: facts, no opinion. Exchanges are
 * redacted before they enter a report; what the server said is quoted and cleaned.
 */
import * as l10n from '@vscode/l10n';
import type { ExchangeReport, Finding, Params, Remedy, Report } from '../protocol/report.ts';
import { findingWords } from './findingWords.ts';
import { clean, labelled } from './shown.ts';

const longestExcerpt = 1500;

/** Headers by which an administrator finds the request again, or sees who answered. */
const tellingHeaders =
  /^(?:x-(?:amzn-)?request-?id|x-correlation-id|x-github-request-id|cf-ray|x-amz-cf-id|x-jfrog-version|x-artifactory-[a-z-]{1,40}|server|via|x-cache|age|retry-after|www-authenticate|date|content-type)$/i;

export function adminReport(report: Report, finding: Finding, remedy: Remedy): string {
  const id = remedy.params['exchange'];
  const exchange = report.exchanges.find((one) => one.id === id) ?? null;
  const lines = [
    findingWords(finding).title,
    '',
    ...subjectLines(report, finding),
    ...(exchange ? exchangeLines(report, exchange) : []),
  ];
  return `${lines.join('\n')}\n`;
}

function subjectLines(report: Report, finding: Finding): string[] {
  const { params } = finding;
  return [
    line(l10n.t('Started at'), report.startedAt),
    line(l10n.t('Module'), [text(params, 'module'), text(params, 'version')].filter((one) => one !== '').join(' ')),
    line(l10n.t('Modules affected'), finding.affects.length > 1 ? String(finding.affects.length) : ''),
    line(l10n.t('go says'), text(params, 'goText')),
    line(l10n.t('Downloaded hash'), text(params, 'downloaded')),
    line(l10n.t('Hash in go.sum'), text(params, 'recorded')),
    line(
      l10n.t('Program'),
      `${report.tool.name} ${report.tool.version}, ${report.host.goVersion ?? `go ${report.host.simulated}`}, ${report.host.os}/${report.host.arch}`,
    ),
  ].filter((one) => one !== '');
}

function exchangeLines(report: Report, exchange: ExchangeReport): string[] {
  const asked = new Date(Date.parse(report.startedAt) + exchange.startedMs);
  const headers = exchange.responseHeaders.filter((one) => tellingHeaders.test(one.name) && !one.redacted);
  return [
    line(l10n.t('Request'), `${exchange.method} ${clean(exchange.url)}`),
    line(l10n.t('Asked at'), Number.isNaN(asked.getTime()) ? '' : asked.toISOString()),
    line(l10n.t('Address'), exchange.remoteAddress ?? ''),
    line(l10n.t('Status'), exchange.status === null ? '' : String(exchange.status)),
    line(l10n.t('Failed while'), exchange.failedPhase ?? ''),
    line(l10n.t('Redirected to'), exchange.redirectedTo === null ? '' : clean(exchange.redirectedTo)),
    ...headers.map((one) => `  ${clean(one.name)}: ${clean(one.value)}`),
    ...excerptLines(exchange),
  ].filter((one) => one !== '');
}

function excerptLines(exchange: ExchangeReport): string[] {
  if (!exchange.excerpt) return [];
  const body = exchange.excerpt
    .slice(0, longestExcerpt)
    .split('\n')
    .map((one) => `  | ${clean(one)}`);
  return [l10n.t('Answer:'), ...body];
}

function line(name: string, value: string): string {
  return value === '' ? '' : labelled(name, value);
}

function text(params: Params, name: string): string {
  const value = params[name];
  return typeof value === 'string' ? clean(value) : '';
}
