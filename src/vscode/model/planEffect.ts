/** Who would be asked under two settings, and who no longer: the effect of a change before it is made. */

import * as l10n from '@vscode/l10n';
import type { ModuleReport, Report } from '../../protocol/report.ts';

export interface PlanEffect {
  /** Asked under the new settings, in the order in which go asks. */
  asked: string[];
  /** Asked today, and not under the new settings. */
  noLonger: string[];
  /** Whether the checksum database is asked under the new settings; null where it was not today either. */
  leavesDatabase: boolean;
}

export function planEffect(today: Report, then: Report, modulePath: string): PlanEffect {
  const before = find(today, modulePath);
  const after = find(then, modulePath);
  const asked = after ? hostsOf(after) : [];
  const noLonger = (before ? hostsOf(before) : []).filter((host) => !asked.includes(host));
  const isExempt = (module: ModuleReport | null) =>
    module?.checksum.verdict === 'exempt' || hasStep(module, 'sumdb-exempt');
  return { asked, noLonger, leavesDatabase: !isExempt(before) && isExempt(after) };
}

function hasStep(module: ModuleReport | null, code: string): boolean {
  return module?.steps.some((step) => step.code === code) ?? false;
}

function find(report: Report, path: string): ModuleReport | null {
  return report.modules.find((module) => module.path === path) ?? report.modules[0] ?? null;
}

function hostsOf(module: ModuleReport): string[] {
  const hosts = module.steps.flatMap((step) => hostOf(step.params['url']));
  return [...new Set(hosts)];
}

function hostOf(url: unknown): string[] {
  if (typeof url !== 'string' || url === '') return [];
  if (!URL.canParse(url)) return [];
  const { protocol, host } = new URL(url);
  return [protocol === 'file:' ? url : host];
}

/** In one line: who is asked then, who no longer, and what that means for the checksum. */
export function effectWords({ asked, noLonger, leavesDatabase }: PlanEffect): string {
  return [
    asked.length === 0 ? l10n.t('nobody would be asked') : l10n.t('asked then: {0}', asked.join(', ')),
    noLonger.length === 0 ? '' : l10n.t('no longer: {0}', noLonger.join(', ')),
    leavesDatabase ? l10n.t('the first download is accepted without the checksum database') : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
