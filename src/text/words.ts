/** Short words that every front end uses: outcomes, verdicts, severities, certainties. */
import * as l10n from '@vscode/l10n';
import type { Certainty, ChecksumVerdict, ModuleOutcome, Severity } from '../protocol/report.ts';
import { findingWords } from './findingWords.ts';
import { stepWords } from './stepWords.ts';

export function outcomeWord(outcome: ModuleOutcome): string {
  switch (outcome) {
    case 'ok':
      return l10n.t('can be fetched');
    case 'not-found':
      return l10n.t('not found');
    case 'failed':
      return l10n.t('cannot be fetched');
    case 'skipped':
      return l10n.t('skipped');
    case 'unknown':
      return l10n.t('not clear');
  }
}

export function checksumWord(verdict: ChecksumVerdict): string {
  switch (verdict) {
    case 'verified':
      return l10n.t('verified');
    case 'recorded':
      return l10n.t('in go.sum');
    case 'mismatch':
      return l10n.t('mismatch');
    case 'unverified':
      return l10n.t('not verified');
    case 'not-checked':
      return l10n.t('not checked');
    case 'exempt':
      return l10n.t('exempt');
  }
}

export function severityWord(severity: Severity): string {
  switch (severity) {
    case 'error':
      return l10n.t('error');
    case 'warning':
      return l10n.t('warning');
    case 'info':
      return l10n.t('note');
  }
}

export function certaintyWord(certainty: Certainty): string {
  switch (certainty) {
    case 'proved':
      return l10n.t('proved');
    case 'likely':
      return l10n.t('likely');
    case 'possible':
      return l10n.t('possible');
  }
}

/** Why a module has its outcome, in a few words; a code without words is shown as it is. */
export function outcomeReasonWord(reason: string): string {
  switch (reason) {
    case 'cut-short':
      return l10n.t('the run was cut short');
    case 'passive':
      return l10n.t('only a quiet look was allowed');
    case 'offline':
      return l10n.t('no network was used');
    case 'no-version':
      return l10n.t('there is no version to choose');
    case 'replaced-by-directory':
      return l10n.t('replaced by a folder');
    case 'replacement-missing':
      return l10n.t('the replacement folder is missing');
    case 'excluded':
      return l10n.t('excluded by go.mod');
    case 'stop-at-error':
      return l10n.t('the search stopped at an error');
    case 'our-limit':
      return l10n.t('larger than this program examines');
    case 'our-machine-failed':
      return l10n.t('this machine could not store the answer');
    case 'not-asked-by-us':
    case 'not-examined':
      return l10n.t('this version does not examine it');
    case 'gosum-mismatch':
      return l10n.t('go.sum expects something else');
    case 'zip-structure':
      return l10n.t('the zip breaks a rule');
    default:
      return stepOrFindingTitle(reason);
  }
}

/** Many reasons are codes of steps or findings; those with parameters would leave holes, so they stay codes. */
function stepOrFindingTitle(code: string): string {
  const step = stepWords({
    id: '',
    kind: 'decision',
    code,
    params: {},
    title: '',
    why: '',
    exchanges: [],
    processes: [],
    result: 'unknown',
    next: 'stop',
    ms: null,
  });
  const finding = findingWords({
    id: '',
    code,
    params: {},
    severity: 'info',
    certainty: 'proved',
    title: '',
    detail: '',
    wouldChange: null,
    helpUrl: '',
    causedBy: null,
    affects: [],
    subject: {},
    locations: [],
    evidence: [],
    remedies: [],
  });
  const title = step.title === code ? finding.title : step.title;
  return /\{\w+\}/.test(title) ? code : title;
}
