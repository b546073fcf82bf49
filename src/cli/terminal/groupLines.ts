/** A cause and the modules it hits: one module with its whole story, or many told once with the list folded. */
import * as l10n from '@vscode/l10n';
import type { Finding, ModuleReport, Report } from '../../protocol/report.ts';
import type { Group } from '../grouping.ts';
import { placeText, versionText } from '../words.ts';
import { cleanLines } from './clean.ts';
import { furtherLine, verdictLines } from './findingLines.ts';
import { blank, type Line, type Look, prose, type Span, span, verbatim } from './page.ts';
import { remedyLines } from './remedyLines.ts';
import { stepLines } from './stepLines.ts';
import type { View } from './view.ts';

export function failingGroupLines(report: Report, group: Group, view: View): Line[] {
  const mark = { glyph: '✗', look: 'bad' } as const;
  const [first, ...more] = group.modules;
  const { finding } = group;
  return [
    more.length === 0 ? moduleLine(first, mark) : countLine(group.modules.length, mark),
    ...(finding === null ? [] : verdictLines(report, finding)),
    ...goErrorLines(first),
    ...(more.length === 0 ? [] : foldedLines(group.modules)),
    ...group.also.map(furtherLine),
    ...(more.length === 0 ? storyLines(report, first, view) : exampleLines(report, first, view)),
    ...remedyLines(remediesOf(finding, group.also), view),
    blank,
  ];
}

/** Modules that nobody can judge yet: the reason in a line; the story where the user asked for few modules. */
export function unknownGroupLines(report: Report, group: Group, view: View): Line[] {
  const isPlan = report.mode === 'offline';
  const mark = isPlan ? ({ glyph: '·', look: 'dim' } as const) : ({ glyph: '?', look: 'warn' } as const);
  const [first, ...more] = group.modules;
  return [
    more.length === 0 ? moduleLine(first, mark) : countLine(group.modules.length, mark),
    ...(isPlan ? [] : [prose(2, l10n.t('Not known: {0}', openReason(first)))]),
    ...(more.length === 0 ? [] : foldedLines(group.modules)),
    ...(view.stories ? group.modules.flatMap((module) => storyLines(report, module, view)) : []),
    ...(isPlan && !view.stories ? exampleLines(report, first, view) : []),
    blank,
  ];
}

/** Why the outcome is not known, in the words of the step where the story ends. */
export function openReason(module: ModuleReport): string {
  const step =
    module.steps.findLast(({ code }) => code === module.outcomeReason) ??
    module.steps.findLast(({ result }) => result === 'unknown');
  if (step === undefined) return module.outcomeReason ?? l10n.t('not known');
  return [step.title, step.why].filter((text) => text !== '').join(': ');
}

export function moduleLine(module: ModuleReport, { glyph, look }: { glyph: string; look: Look }): Line {
  const spans: Span[] = [span(`${glyph} `, look), span(module.path, 'strong'), span(` ${versionText(module)}`)];
  const place = placeText(module);
  if (place !== null) spans.push(span(`   ${place}`, 'dim'));
  if (module.indirect) spans.push(span(` ${l10n.t('(indirect)')}`, 'dim'));
  if (module.replacedBy !== null) spans.push(span(`   ${l10n.t('replaced by {0}', module.replacedBy)}`, 'dim'));
  return prose(0, spans, 2);
}

function countLine(count: number, { glyph, look }: { glyph: string; look: Look }): Line {
  return prose(0, [span(`${glyph} `, look), span(l10n.t('{0} modules', count), 'strong')], 2);
}

function foldedLines(modules: readonly ModuleReport[]): Line[] {
  const names = modules.slice(0, 5).map((module) => `${module.path} ${versionText(module)}`);
  const more = modules.length - names.length;
  const lines = names.map((name) => verbatim(4, span(name)));
  return more === 0 ? lines : [...lines, prose(4, span(l10n.t('and {0} more', more), 'dim'))];
}

/** What go prints, so that people recognise their failure; its further lines keep their indentation. */
function goErrorLines(module: ModuleReport): Line[] {
  if (module.goError === null) return [];
  const [first = '', ...more] = cleanLines(module.goError.trimEnd());
  const label = module.goErrorBasis === 'exact' ? l10n.t('go prints:') : l10n.t('go prints something like:');
  return [
    verbatim(2, [span(`${label} `), span(first, 'quote')]),
    ...more.map((line) => verbatim(4, span(line, 'quote'))),
  ];
}

function storyLines(report: Report, module: ModuleReport, view: View): Line[] {
  return module.steps.length === 0 ? [] : [blank, ...stepLines(report, module, view)];
}

function exampleLines(report: Report, module: ModuleReport, view: View): Line[] {
  if (module.steps.length === 0) return [];
  return [blank, prose(2, span(l10n.t('For example {0}:', module.path), 'dim')), ...stepLines(report, module, view)];
}

function remediesOf(finding: Finding | null, also: readonly Finding[]) {
  return [finding, ...also].flatMap((one) => one?.remedies ?? []);
}
