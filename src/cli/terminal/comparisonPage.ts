/** The page of `compare` and `whatif`: one row for each run, what differs, and who is asked. Call within `inLanguage`. */
import * as l10n from '@vscode/l10n';
import { hashOf } from '../../engine/compare/joinReports.ts';
import type { ModuleOutcome, ModuleReport, Report, RunDifference, RunReport } from '../../protocol/report.ts';
import { hostOf, roundMs } from '../requestFacts.ts';
import { serverName, versionText } from '../words.ts';
import { headerLines } from './headerLines.ts';
import { blank, cell, type Line, type Look, prose, span, verbatim } from './page.ts';
import type { View } from './view.ts';
import { widthOf } from './width.ts';

export function comparisonPage(report: Report, _view: View): Line[] {
  return [
    ...headerLines(report),
    ...report.modules.flatMap((module, index) => moduleLines(report, module, index)),
    ...errorLines(report),
    prose(0, span(verdict(report), report.differences.some(isHash) ? 'bad' : 'strong')),
  ];
}

function moduleLines(report: Report, module: ModuleReport, index: number): Line[] {
  const names = report.runs.map(runName);
  const width = Math.min(Math.max(...names.map(widthOf)), 40) + 2;
  const rows = report.runs.flatMap((run, at) => {
    const one = run.modules[index];
    return one === undefined ? [] : [runLine(names[at] ?? '', width, one)];
  });
  const plans =
    report.mode === 'offline' ? report.runs.flatMap((run, at) => planLines(names[at] ?? '', run, index)) : [];
  return [prose(0, [span(module.path, 'strong'), span(` ${versionText(module)}`)]), ...rows, ...plans, blank];
}

/** A run by what is special about it. */
function runName(run: RunReport): string {
  switch (run.kind) {
    case 'base':
      return l10n.t('settings as they are');
    case 'override':
      return l10n.t('with {0} changed', run.label);
    default:
      return run.label === 'direct' ? l10n.t('the origin') : hostOf(run.label);
  }
}

const looks: Readonly<Record<ModuleOutcome, { glyph: string; look: Look }>> = {
  ok: { glyph: '✓', look: 'good' },
  'not-found': { glyph: '✗', look: 'bad' },
  failed: { glyph: '✗', look: 'bad' },
  unknown: { glyph: '?', look: 'warn' },
  skipped: { glyph: '-', look: 'dim' },
};

function runLine(name: string, width: number, module: ModuleReport): Line {
  const { glyph, look } = looks[module.outcome];
  const times = Object.values(module.files).flatMap((file) => file?.ms ?? []);
  const total = times.reduce((sum, ms) => sum + ms, 0);
  const facts = [
    module.resolvedVersion ?? '',
    module.servedBy === null ? '' : serverName(module.servedBy),
    times.length === 0 ? '' : `${roundMs(total)} ms`,
    hashOf(module, 'zip') ?? '',
  ];
  const shown = facts.filter((fact) => fact !== '').join('   ');
  return verbatim(2, [span(`${glyph} `, look), cell(name, width), span(shown, 'dim')]);
}

function planLines(name: string, run: RunReport, index: number): Line[] {
  const urls = (run.modules[index]?.steps ?? []).flatMap(({ params }) =>
    typeof params['url'] === 'string' ? [params['url']] : [],
  );
  if (urls.length === 0) return [];
  return [prose(2, span(l10n.t('{0} asks, in this order:', name), 'dim')), ...urls.map((url) => verbatim(4, url))];
}

/** Each error once, with the run that meets it. */
function errorLines(report: Report): Line[] {
  return report.runs.flatMap((run) =>
    run.modules.flatMap(({ goError }) =>
      goError === null
        ? []
        : [
            prose(0, [span('✗ ', 'bad'), span(runName(run), 'strong')]),
            ...goError.split('\n').map((line) => verbatim(2, span(line, 'quote'))),
            blank,
          ],
    ),
  );
}

const isHash = ({ step }: RunDifference) => step === 'zip-hash' || step === 'mod-hash';

function verdict(report: Report): string {
  if (report.differences.some(isHash)) return l10n.t('They do not serve the same bytes.');
  const outcomes = report.differences.filter(({ step }) => step === 'outcome' || step === 'version');
  if (outcomes.length > 0) return l10n.t('They do not end alike.');
  if (report.differences.length === 0) return l10n.t('No difference.');
  return report.mode === 'offline'
    ? l10n.t('The same modules, asked for in another way. This is a plan: nobody was asked.')
    : l10n.t('All end alike.');
}
