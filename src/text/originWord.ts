import * as l10n from '@vscode/l10n';
import type { SettingOrigin } from '../protocol/report.ts';

/** Where a setting comes from; what overrides it for one run has a name of its own in each front end. Call within `inLanguage`. */
export function originWord(origin: SettingOrigin, override: string): string {
  switch (origin) {
    case 'override':
      return override;
    case 'flag':
      return 'GOFLAGS';
    case 'env':
      return l10n.t('environment');
    case 'go-env-file':
      return 'go env -w';
    case 'goroot-env':
      return 'GOROOT/go.env';
    case 'default':
      return l10n.t('default');
    default:
      return origin;
  }
}
