/** The quiet note behind a require line: one glyph, who serves the module, what is known about its checksum. */
import * as l10n from '@vscode/l10n';
import { ageMs, ageWords, freshForMs } from './age.ts';
import { hasFailed, type ModuleFact } from './moduleFact.ts';

export interface Annotation {
  text: string;
  /** Plain lines. */
  tooltip: string[];
  isProblem: boolean;
}

export interface Asking {
  kind: 'asking';
  seconds: number;
}

export type Known = { kind: 'fact'; fact: ModuleFact; isOutdated: boolean } | Asking;

const longestTitle = 60;

export function annotate(known: Known, nowMs: number): Annotation {
  if (known.kind === 'asking') {
    return { text: `… ${l10n.t('asking ({0} s)', known.seconds)}`, tooltip: [], isProblem: false };
  }
  const { fact } = known;
  const isStale = known.isOutdated || ageMs(fact.checkedAt, nowMs) > freshForMs;
  const parts = [reach(fact), checksumNote(fact)].filter((part) => part !== null);
  const old = isStale ? [l10n.t('old result')] : [];
  return {
    text: `${glyph(fact)} ${[...parts, ...old].join(' · ')}`,
    tooltip: tooltip(fact, known.isOutdated, nowMs),
    isProblem: hasFailed(fact) || fact.problem !== null || fact.failsOnlyWhenEmpty,
  };
}

function glyph(fact: ModuleFact): string {
  if (fact.failsOnlyWhenEmpty) return '⚠';
  if (hasFailed(fact)) return '✗';
  if (fact.problem !== null) return '⚠';
  if (fact.private?.setting !== undefined && fact.servedBy !== 'cache' && fact.outcome !== 'skipped') return '🔒';
  if (fact.outcome === 'ok') return '✓';
  return fact.outcome === 'skipped' ? '↪' : '–';
}

/** Who serves the module, or why nobody does; never more than this run saw. */
function reach(fact: ModuleFact): string {
  if (fact.failsOnlyWhenEmpty) return l10n.t('cached, but cannot be fetched again');
  if (hasFailed(fact)) return failure(fact);
  if (fact.outcome === 'skipped') return skipped(fact);
  if (fact.servedBy === 'cache') return l10n.t('cached');
  if (fact.private !== null && (fact.servedBy === 'direct' || fact.outcome === 'unknown')) {
    return l10n.t('direct ({0})', fact.private.setting);
  }
  if (fact.outcome === 'unknown') return unknown(fact);
  return served(fact);
}

function served(fact: ModuleFact): string {
  const by = fact.servedBy === 'direct' ? l10n.t('direct') : l10n.t('proxy');
  return fact.ms === null ? by : `${by} ${Math.round(fact.ms)} ms`;
}

function failure({ problem, outcome }: ModuleFact): string {
  if (problem === null) return outcome === 'not-found' ? l10n.t('not found') : l10n.t('cannot be fetched');
  if (problem.status !== null && problem.host !== null) return l10n.t('{0} by {1}', problem.status, problem.host);
  const characters = [...problem.title];
  return characters.length <= longestTitle ? problem.title : `${characters.slice(0, longestTitle - 1).join('')}…`;
}

function skipped(fact: ModuleFact): string {
  if (fact.servedBy === 'vendor') return l10n.t('vendored');
  return fact.replacedBy === null ? l10n.t('not fetched') : l10n.t('replaced by {0}', fact.replacedBy);
}

function unknown(fact: ModuleFact): string {
  switch (fact.outcomeReason) {
    case 'passive':
    case 'not-on-proxy-yet':
    case 'passive-stops-here':
      return l10n.t('not on the proxy yet');
    case 'cut-short':
      return l10n.t('no answer in time');
    default:
      return fact.mode === 'offline' ? l10n.t('not asked') : l10n.t('not clear');
  }
}

function checksumNote(fact: ModuleFact): string | null {
  if (fact.outcome === 'skipped') return null;
  if (fact.problem?.code === 'missing-gosum-entry') return l10n.t('not in go.sum');
  const { verdict, by } = fact.checksum;
  switch (verdict) {
    case 'verified':
      return by === 'sumdb' ? l10n.t('verified by the checksum database') : l10n.t('verified by go.sum');
    case 'recorded':
      return l10n.t('in go.sum');
    case 'mismatch':
      return l10n.t('checksum mismatch');
    case 'exempt':
      return l10n.t('sum: exempt');
    case 'unverified':
      return l10n.t('sum: not verified');
    case 'not-checked':
      return null;
  }
}

function tooltip(fact: ModuleFact, isOutdated: boolean, nowMs: number): string[] {
  const checked = l10n.t('Checked: {0}', ageWords(fact.checkedAt, nowMs));
  const lines = fact.problem === null ? [] : [fact.problem.title, fact.problem.detail];
  return [
    ...lines,
    ...(fact.servedBy === null ? [] : [l10n.t('Served by: {0}', fact.servedBy)]),
    isOutdated ? `${checked} ${l10n.t('Settings or files have changed since.')}` : checked,
    ...(fact.mode === 'passive' ? [l10n.t('A quiet look: no server was made to fetch anything.')] : []),
  ];
}
