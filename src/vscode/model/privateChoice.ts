/** What "call it private" can mean for one module, the best choice first. */
import * as l10n from '@vscode/l10n';
import { isPublicProxy } from '../../engine/diagnose/publicProxy.ts';
import type { Setting } from '../../protocol/report.ts';
import type { ModuleFact } from './moduleFact.ts';
import { type PrivatePattern, privatePatterns } from './privatePattern.ts';
import { gonosumdbChange, goprivateChange, type SettingChange } from './settingChange.ts';

export interface PrivateChoice {
  /** `GOPRIVATE: PATTERN`. */
  title: string;
  /** Why this one, in a few words. */
  reason: string;
  change: SettingChange;
}

/** `companyProxy` serves the module already: GOPRIVATE would go round it, so leaving out the database alone comes first. */
export function privateChoices(
  settings: readonly Setting[],
  modulePath: string,
  companyProxy: string | null,
): PrivateChoice[] {
  const patterns = privatePatterns(modulePath);
  const goprivate = patterns.map((one) => ({
    title: `GOPRIVATE: ${one.pattern}`,
    reason: scopeWords(one),
    change: goprivateChange(settings, one.pattern),
  }));
  if (companyProxy === null) return goprivate;
  const gonosumdb = patterns.slice(0, 2).map((one) => ({
    title: `GONOSUMDB: ${one.pattern}`,
    reason: l10n.t('{0} serves it; GOPRIVATE would go round that proxy', companyProxy),
    change: gonosumdbChange(settings, one.pattern),
  }));
  return [...gonosumdb, ...goprivate];
}

/** The host of a proxy that serves this module and that not everybody may ask; null where there is none. */
export function companyProxyOf(fact: ModuleFact | null): string | null {
  const url = fact?.servedBy ?? null;
  if (url === null || !/^https?:/.test(url) || !URL.canParse(url)) return null;
  const { host } = new URL(url);
  return isPublicProxy(host) ? null : host;
}

function scopeWords({ scope }: PrivatePattern): string {
  switch (scope) {
    case 'repository':
      return l10n.t('this repository only');
    case 'owner':
      return l10n.t('everything of this owner');
    case 'host':
      return l10n.t('everything on this host');
  }
}
