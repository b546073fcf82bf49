/** The page of `verify`: for each version who says what, then what follows from it and what to do. Call within `inLanguage`. */
import * as l10n from '@vscode/l10n';
import type { Check, ChecksumSource, ChecksumVerdict, ModuleReport, Report } from '../../protocol/report.ts';
import { findingBlock } from './findingLines.ts';
import { headerLines } from './headerLines.ts';
import { blank, cell, type Line, type Look, prose, span, verbatim } from './page.ts';
import type { View } from './view.ts';
import { widthOf } from './width.ts';

/** So many modules get a table each; of more, only those with something to tell. */
const mostTables = 5;

export function verifyPage(report: Report, view: View): Line[] {
  const isShort = report.modules.length <= mostTables;
  const shown = report.modules.filter((module) => isShort || module.findings.length > 0);
  return [
    ...headerLines(report),
    ...shown.flatMap((module) => moduleLines(module)),
    ...report.findings.flatMap((finding) => findingBlock(report, finding, view)),
    ...report.checks.flatMap(cleanLines),
    ...(report.complete ? [] : [prose(0, span(l10n.t('Not complete: the run was cut short.'), 'warn'))]),
    prose(0, span(summary(report), report.summary.errors > 0 ? 'bad' : 'strong')),
  ];
}

const glyphs: Readonly<Record<ChecksumVerdict, { glyph: string; look: Look }>> = {
  verified: { glyph: '✓', look: 'good' },
  recorded: { glyph: '·', look: 'plain' },
  mismatch: { glyph: '✗', look: 'bad' },
  unverified: { glyph: '!', look: 'warn' },
  'not-checked': { glyph: '?', look: 'warn' },
  exempt: { glyph: '-', look: 'dim' },
};

function moduleLines(module: ModuleReport): Line[] {
  const { glyph, look } = glyphs[module.checksum.verdict];
  const title = `${module.path}@${module.resolvedVersion ?? module.version}`;
  return [
    prose(0, [span(`${glyph} `, look), span(title, 'strong'), span(`  ${verdictWord(module)}`)]),
    ...table(module.checksum.sources),
    blank,
  ];
}

function verdictWord({ checksum }: ModuleReport): string {
  const { verdict, zip, mod } = checksum;
  const pattern = zip?.pattern ?? mod?.pattern ?? '';
  switch (verdict) {
    case 'verified':
      return (zip ?? mod)?.by === 'sumdb' ? l10n.t('verified by the checksum database') : l10n.t('verified by go.sum');
    case 'recorded':
      return l10n.t('recorded; no bytes were compared');
    case 'mismatch':
      return l10n.t('the hashes contradict each other');
    case 'unverified':
      return l10n.t('nothing verifies it');
    case 'not-checked':
      return l10n.t('not checked');
    case 'exempt':
      return l10n.t('exempt by {0}', pattern);
  }
}

interface Row {
  source: string;
  which: string;
  hash: string;
  letter: string;
  says: string;
  look: Look;
}

/** Equal hashes have the same letter, so that one sees at a glance who stands alone. */
function table(sources: readonly ChecksumSource[]): Line[] {
  const rows = sources.flatMap((source) => rowsOf(source));
  for (const which of ['zip', 'go.mod']) markLetters(rows.filter((row) => row.which === which && row.hash !== ''));
  const nameWidth = Math.min(40, Math.max(...rows.map(({ source }) => widthOf(source)), 6)) + 2;
  return rows.map(({ source, which, hash, letter, says, look }) =>
    verbatim(2, [
      cell(source, nameWidth),
      cell(which, 8),
      span(hash === '' ? '' : `${letter}  ${hash}`, look),
      span(says === '' ? '' : `  ${says}`, 'dim'),
    ]),
  );
}

function rowsOf(source: ChecksumSource): Row[] {
  const says = noteText(source.note);
  const row = (which: string, hash: string | null): Row[] =>
    hash === null ? [] : [{ source: sourceName(source), which, hash, letter: 'A', says, look: 'plain' }];
  const rows = [...row('zip', source.zip), ...row('go.mod', source.mod)];
  return rows.length > 0
    ? rows
    : [{ source: sourceName(source), which: '', hash: '', letter: '', says, look: 'plain' }];
}

function markLetters(rows: readonly Row[]): void {
  const letters = [...new Set(rows.map(({ hash }) => hash))];
  for (const row of rows) {
    row.letter = String.fromCharCode(65 + Math.min(25, letters.indexOf(row.hash)));
    row.look = letters.length > 1 && row.letter !== 'A' ? 'bad' : 'plain';
  }
}

function sourceName({ source, note }: ChecksumSource): string {
  switch (source) {
    case 'cache':
      return note === 'folder' ? l10n.t('extracted folder') : l10n.t('module cache');
    case 'sumdb':
      return l10n.t('checksum database');
    case 'direct':
      return l10n.t('the origin');
    default:
      return source;
  }
}

/** What a note means; one that is not known is shown as it is. */
function noteText(note: string | null): string {
  const [code = '', ...rest] = (note ?? '').split(' ');
  switch (code) {
    case 'proved':
      return rest[2] === 'network'
        ? l10n.t('record {0}, proved in a tree of {1}', rest[0] ?? '', rest[1] ?? '')
        : l10n.t(
            'record {0}, proved in a tree of {1}, from the cache of {2}',
            rest[0] ?? '',
            rest[1] ?? '',
            (rest[3] ?? '?').slice(0, 10),
          );
    case 'recorded':
      return l10n.t('as recorded');
    case 'recomputed':
      return l10n.t('recomputed');
    case 'corrupt':
      return l10n.t('the zip cannot be read');
    case 'exempt':
      return l10n.t('not asked: {0}', rest.join(' '));
    case 'off':
      return l10n.t('switched off');
    case 'not-found':
      return l10n.t('does not have it');
    case 'failed':
    case 'remote':
      return l10n.t('gave no answer that can be used');
    case 'folder':
      return '';
    default:
      return note ?? '';
  }
}

function cleanLines(check: Check): Line[] {
  const { code, params } = check;
  const module = String(params['module'] ?? '');
  const paths = Array.isArray(params['paths']) ? params['paths'] : [];
  const list = paths.map((path) => verbatim(2, String(path)));
  switch (code) {
    case 'clean-cleaned':
      return [prose(0, span(l10n.t('Deleted from the module cache:'), 'good')), ...list, blank];
    case 'clean-proposed':
      return [prose(0, l10n.t('With --yes these are deleted, and nothing else:')), ...list, blank];
    case 'clean-failed':
      return [
        prose(0, span(l10n.t('Not everything could be deleted: {0}', String(params['why'])), 'bad')),
        ...list,
        blank,
      ];
    default:
      return [prose(0, span(refusal(String(params['why']), module), 'warn')), blank];
  }
}

function refusal(why: string, module: string): string {
  switch (why) {
    case 'not-corrupt':
      return l10n.t('Nothing is deleted: the bytes of {0} in the module cache are not proved to be wrong.', module);
    case 'nothing-there':
      return l10n.t('Nothing is deleted: the module cache does not hold {0}.', module);
    case 'locked':
      return l10n.t('Nothing is deleted: a go command is at work on {0}. Try again when it is done.', module);
    default:
      return l10n.t('Nothing is deleted: it cannot be told here whether a go command is at work on {0}.', module);
  }
}

function summary({ modules, summary: { errors, warnings } }: Report): string {
  const verified = modules.filter(({ checksum }) => checksum.verdict === 'verified').length;
  const recorded = modules.filter(({ checksum }) => checksum.verdict === 'recorded').length;
  const counts = l10n.t(
    '{0} of {1} modules verified, {2} recorded.',
    String(verified),
    String(modules.length),
    String(recorded),
  );
  return errors + warnings === 0 ? l10n.t('No source contradicts another. {0}', counts) : counts;
}
