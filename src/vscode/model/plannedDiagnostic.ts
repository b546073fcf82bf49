/** From findings to what is underlined: one diagnostic for each cause, on its line, or once on the module line. */
import * as l10n from '@vscode/l10n';
import type { GoMod, Require } from '../../engine/modfile/goMod.ts';
import type { TextRange } from '../../engine/modfile/position.ts';
import type { Finding } from '../../protocol/report.ts';
import { ageWords } from './age.ts';
import { moduleKey } from './moduleFact.ts';
import { isToldByGopls, type OtherDiagnostic } from './overlap.ts';
import { type KnownFinding, usesNetwork } from './resultStore.ts';

/** Lines and columns from 1, the end behind the last character. */
export interface Span {
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}

export interface PlannedDiagnostic {
  /** Of the file that is underlined. */
  uri: string;
  span: Span;
  level: 'error' | 'warning' | 'information';
  message: string;
  code: string;
  helpUrl: string;
  related: { uri: string; span: Span; message: string }[];
}

export interface DiagnosticInput {
  /** Of go.mod, as in the editor. */
  uri: string;
  goMod: GoMod;
  known: readonly KnownFinding[];
  /** What others underline in this go.mod. */
  others: readonly OtherDiagnostic[];
  nowMs: number;
}

const mostRelated = 20;

export function planDiagnostics(input: DiagnosticInput): PlannedDiagnostic[] {
  const byKey = new Map(input.goMod.requires.map((one) => [moduleKey(one.path, one.version), one]));
  const present = new Set(input.known.map(({ finding }) => finding.id));
  return input.known
    .filter(({ finding }) => finding.causedBy === null || !present.has(finding.causedBy))
    .flatMap((known) => planOne(input, known, byKey))
    .filter(({ uri, code, span }) => uri !== input.uri || !isToldByGopls(code, span.startLine, input.others));
}

function planOne(input: DiagnosticInput, known: KnownFinding, byKey: Map<string, Require>): PlannedDiagnostic[] {
  const { finding } = known;
  const requires = finding.affects.flatMap((id) => byKey.get(id) ?? []);
  const inGoSum = placeInGoSum(input, finding, requires);
  // What it is about has been edited away.
  if (finding.affects.length > 0 && requires.length === 0 && !known.isBeyondFile && inGoSum === null) return [];
  const place = inGoSum ?? placeOf(input, finding, requires);
  const { uri, span, related } = place;
  return [
    {
      uri,
      span,
      level: levelOf(known),
      message: messageOf(known, requires.length, input),
      code: finding.code,
      helpUrl: finding.helpUrl,
      related,
    },
  ];
}

type Place = Pick<PlannedDiagnostic, 'uri' | 'span' | 'related'>;

/** What is wrong in go.sum itself is underlined there, with the other places and the requirements beside it. */
function placeInGoSum({ uri }: DiagnosticInput, finding: Finding, requires: readonly Require[]): Place | null {
  const [first, ...more] = finding.locations.filter((one) => one.uri.endsWith('/go.sum'));
  if (first === undefined || !finding.code.startsWith('gosum-')) return null;
  const others = more.map((one) => ({ uri: one.uri, span: one, message: 'go.sum' }));
  return { uri: first.uri, span: first, related: [...others, ...linesOf(uri, requires)].slice(0, mostRelated) };
}

function linesOf(uri: string, requires: readonly Require[]): Place['related'] {
  return requires.slice(0, mostRelated).map((one) => ({
    uri,
    span: spanOf(one.pathRange),
    message: moduleKey(one.path, one.version),
  }));
}

/** One module: its line. Several, or none: once, on the module line; the places themselves are named beside it. */
function placeOf({ uri, goMod }: DiagnosticInput, finding: Finding, requires: readonly Require[]): Place {
  const [only] = requires;
  if (only && requires.length === 1) {
    return { uri, span: spanOf(only.pathRange), related: elsewhere(finding, uri) };
  }
  const [own] = finding.locations;
  if (requires.length === 0 && own && isModuleFile(own.uri)) {
    return { uri: own.uri, span: own, related: [] };
  }
  return { uri, span: headOf(goMod), related: [...linesOf(uri, requires), ...elsewhere(finding, uri)] };
}

function elsewhere(finding: Finding, uri: string): Place['related'] {
  return finding.locations
    .filter((one) => one.uri !== uri && !isModuleFile(one.uri))
    .slice(0, mostRelated)
    .map((one) => ({ uri: one.uri, span: one, message: l10n.t('set here') }));
}

function isModuleFile(uri: string): boolean {
  return /\/go\.(?:mod|sum|work)$/.test(uri);
}

/** The module line, else the first requirement, else the first line. */
function headOf(goMod: GoMod): Span {
  const range = goMod.module?.range ?? goMod.requires[0]?.range;
  return range ? spanOf(range) : { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
}

export function spanOf({ start, end }: TextRange): Span {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** Proved without a network, or by a run that was asked for: an error. A quiet look, or an old one, warns. Advice informs. */
function levelOf({ finding, mode, onlyWhenEmpty, isFromEarlier }: KnownFinding): PlannedDiagnostic['level'] {
  if (finding.severity === 'info' || isAdvice(finding)) return 'information';
  if (finding.severity === 'warning' || onlyWhenEmpty || isFromEarlier) return 'warning';
  const isProved = finding.certainty === 'proved';
  return isProved && (mode !== 'passive' || !usesNetwork(finding)) ? 'error' : 'warning';
}

function isAdvice({ code, severity }: Finding): boolean {
  return severity !== 'error' && code.startsWith('setting-');
}

/** First line: what happened. Then why, what follows from it, and the words that go prints. */
function messageOf(
  { finding, onlyWhenEmpty, isFromEarlier, checkedAt }: KnownFinding,
  count: number,
  { known: all, nowMs }: DiagnosticInput,
): string {
  const consequences = all.filter((one) => one.finding.causedBy === finding.id).map((one) => one.finding.title);
  const goText = typeof finding.params['goText'] === 'string' ? finding.params['goText'] : '';
  return [
    count > 1 ? l10n.t('{0} ({1} modules)', finding.title, count) : finding.title,
    onlyWhenEmpty ? l10n.t('This machine has it in its module cache; a clean machine could not fetch it.') : '',
    finding.detail,
    ...consequences,
    count === 1 && goText !== '' ? l10n.t('go prints: {0}', goText) : '',
    isFromEarlier ? l10n.t('Checked: {0}', ageWords(checkedAt, nowMs)) : '',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** Whether two plans are the same, so that nothing is published again. */
export function isSamePlan(a: readonly PlannedDiagnostic[], b: readonly PlannedDiagnostic[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
