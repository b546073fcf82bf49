/** The page of `env`: every setting, its value, who set it and where, what that hides, what is wrong with it. */
import * as l10n from '@vscode/l10n';
import type { Report, Setting } from '../../protocol/report.ts';
import { originWord } from '../words.ts';
import { cleanLine } from './clean.ts';
import { findingBlock } from './findingLines.ts';
import { headerLines } from './headerLines.ts';
import { blank, cell, type Line, prose, span, verbatim } from './page.ts';
import type { View } from './view.ts';
import { padTo, widthOf } from './width.ts';

export function envPage(report: Report, view: View): Line[] {
  return [
    ...headerLines(report),
    ...settingLines(report.settings, view),
    blank,
    ...privacyLines(report),
    ...report.findings.flatMap((finding) => findingBlock(report, finding, view)),
    ...differenceLines(report),
    prose(0, span(summary(report), 'strong')),
  ];
}

interface Columns {
  name: number;
  value: number;
  origin: number;
}

function settingLines(settings: readonly Setting[], view: View): Line[] {
  const widest = (texts: readonly string[], most: number) => Math.min(Math.max(0, ...texts.map(widthOf)), most) + 2;
  const columns = {
    name: widest(
      settings.map(({ name }) => name),
      20,
    ),
    value: widest(
      settings.map((setting) => valueText(setting)),
      Math.max(16, Math.floor(view.width / 2) - 8),
    ),
    origin: widest(
      settings.map(({ origin }) => originWord(origin)),
      18,
    ),
  };
  return settings.flatMap((setting) => settingRows(setting, columns));
}

function settingRows(setting: Setting, columns: Columns): Line[] {
  const isDefault = isAsShipped(setting);
  const value = valueText(setting);
  const name = cell(setting.name, columns.name, isDefault ? 'plain' : 'strong');
  const where = `${padTo(originWord(setting.origin), columns.origin)}${cleanLine(setting.from ?? '')}`.trimEnd();
  const look = setting.valid ? (isDefault ? 'dim' : 'plain') : 'bad';
  const isShort = widthOf(value) + 2 <= columns.value;
  const rows = isShort
    ? [verbatim(0, [name, cell(value, columns.value, look), span(where, 'dim')])]
    : [verbatim(0, [name, span(value, look)]), verbatim(columns.name + columns.value, span(where, 'dim'))];
  if (!setting.valid) rows.push(prose(columns.name, span(l10n.t('✗ go does not accept this value'), 'bad')));
  for (const hidden of setting.shadowed) {
    const from = hidden.from === null ? originWord(hidden.origin) : `${originWord(hidden.origin)}, ${hidden.from}`;
    const shown = hidden.value === '' ? l10n.t('(empty)') : hidden.value;
    rows.push(verbatim(columns.name, span(l10n.t('hides {0} ({1})', shown, from), 'dim')));
  }
  return rows;
}

/** Go's own default, or what this installation of go was shipped with. */
const isAsShipped = ({ origin }: Setting) => origin === 'default' || origin === 'goroot-env';

function valueText(setting: Setting): string {
  return setting.value === '' ? l10n.t('(empty)') : cleanLine(setting.value);
}

function privacyLines(report: Report): Line[] {
  if (report.command !== 'env' || report.modules.length === 0) return [];
  const lines = report.modules.map((module) =>
    module.private === null
      ? prose(0, l10n.t('{0} is public: no pattern matches.', module.path))
      : prose(
          0,
          l10n.t(
            '{0} is private: {1} has the pattern {2}.',
            module.path,
            module.private.setting,
            module.private.pattern,
          ),
        ),
  );
  return [...lines, blank];
}

/** Where our rules and the go command do not agree, ours are wrong. */
function differenceLines(report: Report): Line[] {
  if (report.differences.length === 0) return [];
  const lines = report.differences.flatMap(({ step, expected, got }) => [
    prose(0, [span('✗ ', 'bad'), span(l10n.t('A defect of this program: go says otherwise. Please report it.'))], 2),
    verbatim(2, l10n.t('{0}: go has "{1}", we have "{2}"', step ?? '', expected, got)),
  ]);
  return [...lines, blank];
}

function summary(report: Report): string {
  const changed = report.settings.filter((setting) => !isAsShipped(setting)).length;
  const wrong = report.findings.length + report.settings.filter(({ valid }) => !valid).length;
  const counts = l10n.t('{0} settings, {1} of them changed from the default.', report.settings.length, changed);
  return `${counts} ${wrong === 0 ? l10n.t('Nothing is wrong with them.') : l10n.t('Something is wrong: see above.')}`;
}
