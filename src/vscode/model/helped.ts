/** Whether a change of settings helped, in one sentence. */
import * as l10n from '@vscode/l10n';
import type { Report } from '../../protocol/report.ts';

export function helpedWords(report: Report, module: string | null): string {
  const path = module?.replace(/@.*/, '');
  const failing = report.modules.filter(
    (one) => (path === undefined || one.path === path) && (one.outcome === 'failed' || one.outcome === 'not-found'),
  );
  if (failing.length === 0 && report.complete) {
    const by = report.modules.find((one) => one.path === path)?.servedBy ?? null;
    return by === null ? l10n.t('It helped.') : l10n.t('It helped: served by {0}.', by);
  }
  const [first] = failing;
  const finding = report.findings.find((one) => one.affects.includes(first?.id ?? ''));
  if (first === undefined) return l10n.t('Whether it helped is not clear: the diagnosis was cut short.');
  return l10n.t('It did not help yet: {0}', finding?.title ?? first.goError ?? first.id);
}
