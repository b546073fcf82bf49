/** Sentences that many findings share. */
import * as l10n from '@vscode/l10n';
import type { Shown } from '../shown.ts';

/** The server's own words, quoted and never mixed with ours. */
export function said(p: Shown): string {
  return p['server'] ? l10n.t('{host} said: "{server}"', p) : '';
}

/** How many modules it keeps away, where more than one. */
export function affected(p: Shown): string {
  return Number(p['modules']) > 1 ? l10n.t('It affects {modules} modules.', p) : '';
}

/** Which product the answer looks like, with the raw sign. */
export function looksLike(p: Shown): string {
  return p['product'] ? l10n.t('The answer looks like {product} ({productSign}).', p) : '';
}
