/** Short words that the terminal and Markdown share. Call within `inLanguage`. */
import * as l10n from '@vscode/l10n';
import type {
  ChecksumReport,
  Finding,
  Limit,
  ModuleReport,
  Prediction,
  Report,
  Setting,
  Step,
} from '../protocol/report.ts';
import { originWord as wordOf } from '../text/originWord.ts';
import { hostOf, type Phase, type RequestFacts, roundMs } from './requestFacts.ts';
import { noBreakSpace } from './terminal/page.ts';

export const originWord = (origin: Setting['origin']): string => wordOf(origin, '--set');

export function stepWord(step: Step): string {
  if (step.next === 'stop' && step.kind === 'decision') return l10n.t('stop');
  switch (step.kind) {
    case 'setting':
      return l10n.t('setting');
    case 'decision':
      return l10n.t('decision');
    case 'request':
      return l10n.t('request');
    case 'vcs':
      return 'git';
    case 'file':
      return l10n.t('file');
    case 'verify':
      return l10n.t('check');
  }
}

export function phaseWord(name: Phase['name']): string {
  switch (name) {
    case 'queued':
      return l10n.t('queued');
    case 'dns':
      return 'dns';
    case 'connect':
      return l10n.t('connect');
    case 'proxy':
      return l10n.t('http proxy');
    case 'tls':
      return 'tls';
    case 'wait':
      return l10n.t('wait');
    case 'body':
      return l10n.t('body');
  }
}

/** `dns 12 · connect 18 · wait 114`, in milliseconds; a name and its number stay together. */
export function phasesText(facts: RequestFacts): string {
  const phases = facts.phases.map(({ name, ms }) => `${phaseWord(name)}${noBreakSpace}${roundMs(ms)}`);
  if (facts.reused !== null) phases.unshift(l10n.t('connection {0} again', facts.reused));
  return phases.join(`${noBreakSpace}· `);
}

/** The status, and where it ended if it did not end well. */
export function answerText({ status, failedPhase }: RequestFacts): string {
  if (failedPhase === null) return status === null ? l10n.t('no answer') : String(status);
  const failed = l10n.t('failed: {0}', phaseWord(failedPhase === 'send' ? 'wait' : failedPhase));
  return status === null ? failed : `${status}, ${failed}`;
}

export function certaintyText(finding: Finding): string {
  if (finding.certainty === 'likely') return l10n.t('likely');
  return finding.certainty === 'possible' ? l10n.t('possible') : '';
}

/** What was foretold for a remedy, by simulating the module again. */
export function predictionText(predicted: Prediction): string {
  const outcome = predictedOutcome(predicted);
  return predicted.basis === 'plan' ? l10n.t('planned: {0}', outcome) : l10n.t('tried: {0}', outcome);
}

function predictedOutcome({ outcome, servedBy }: Prediction): string {
  if (servedBy !== null && outcome !== 'failed' && outcome !== 'not-found')
    return l10n.t('from {0}', serverName(servedBy));
  switch (outcome) {
    case 'ok':
      return l10n.t('works');
    case 'skipped':
      return l10n.t('not fetched');
    case 'unknown':
      return l10n.t('not known');
    default:
      return l10n.t('fails');
  }
}

/** A proxy by its host, the other servers by go's word. */
export function serverName(servedBy: string): string {
  return hostOf(servedBy);
}

export function checksumText({ verdict, zip, mod }: ChecksumReport): string {
  const by = (zip?.by ?? mod?.by) === 'sumdb' ? l10n.t('checksum database') : 'go.sum';
  switch (verdict) {
    case 'verified':
      return `${by} ✓`;
    case 'recorded':
      return l10n.t('in {0}', by);
    case 'mismatch':
      return l10n.t('{0} ✗ mismatch', by);
    case 'exempt':
      return l10n.t('checksum: exempt');
    default:
      return '';
  }
}

export function versionText(module: ModuleReport): string {
  const resolved = module.resolvedVersion;
  return resolved === null || resolved === module.version ? module.version : `${module.version} → ${resolved}`;
}

/** `go.mod:9`, or null for a module that no file requires. */
export function placeText(module: ModuleReport): string | null {
  if (module.file === null) return null;
  const name = module.file.split(/[\\/]/).at(-1) ?? module.file;
  return module.line === null ? name : `${name}:${module.line}`;
}

export function limitText(limit: Limit): string {
  const ours = secondsText(limit.oursMs);
  if (limit.phase === 'text') return l10n.t('The text is very long: only its beginning was read.');
  if (limit.phase === 'findings') return l10n.t('There are more errors than are listed here.');
  if (limit.phase === 'run') return l10n.t('The time for the whole run, {0}, was over; --timeout gives more.', ours);
  const where = limit.host === null ? limit.phase : `${limit.phase} (${limit.host})`;
  return limit.gosMs === null
    ? l10n.t('{0}: given up after {1}; go would wait without limit.', where, ours)
    : l10n.t('{0}: given up after {1}; go waits {2}.', where, ours, secondsText(limit.gosMs));
}

const secondsText = (ms: number) => `${Number((ms / 1000).toFixed(1))} s`;

/** The last sentence: what became of the question as a whole. */
export function verdictText(report: Report): string {
  const { modules, failed, ok, unknown } = report.summary;
  const isPlan = report.mode === 'offline';
  const sentences: string[] = [];
  if (modules === 0) sentences.push(l10n.t('There is nothing to fetch.'));
  if (failed > 0) {
    const known = { failed, modules };
    if (modules === 1)
      sentences.push(isPlan ? l10n.t('The fetch would fail.') : l10n.t('The module cannot be fetched.'));
    else if (isPlan) sentences.push(l10n.t('{failed} of {modules} modules would fail.', known));
    else sentences.push(l10n.t('{failed} of {modules} modules cannot be fetched.', known));
  } else if (ok > 0 && unknown === 0 && report.complete && !isPlan) {
    sentences.push(
      modules === 1 ? l10n.t('The module can be fetched.') : l10n.t('All {0} modules can be fetched.', modules),
    );
  }
  if (unknown > 0 && !isPlan) {
    sentences.push(
      modules === 1
        ? l10n.t('Whether it can be fetched is not known.')
        : l10n.t('{unknown} of {modules} are not known.', { unknown, modules }),
    );
  }
  if (isPlan) sentences.push(l10n.t('This is a plan: nobody was asked.'));
  if (report.summary.warnings > 0) sentences.push(l10n.t('Warnings: {0}.', report.summary.warnings));
  return sentences.join(' ');
}
