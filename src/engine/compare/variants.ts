/** Which runs a comparison is made of. */
import type { RunReport } from '../../protocol/report.ts';
import type { Environment } from '../goenv/environment.ts';
import { type ProxyEntry, parseGoproxy } from '../goenv/goproxy.ts';

export interface Variant {
  /** What a person calls it; secrets are redacted. */
  label: string;
  kind: RunReport['kind'];
  /** Settings that differ from those of the question. */
  overrides: Readonly<Record<string, string>>;
  /** Whom it asks, in the report's words: a host, or `direct` for the origin of the module; null for settings as they are. */
  asks: string | null;
}

/** As it is today, then under the changed settings. */
export function whatifVariants(changes: Readonly<Record<string, string>>): Variant[] {
  const label = Object.keys(changes).join(', ');
  return [
    { label: '', kind: 'base', overrides: {}, asks: null },
    { label, kind: 'override', overrides: changes, asks: null },
  ];
}

/** As it is today, then each proxy of GOPROXY alone, each given mirror, and the origin. */
export function compareVariants(environment: Environment, mirrors: readonly string[]): Variant[] {
  const entries = proxiesOf(environment.value('GOPROXY'), environment.value('GONOPROXY'));
  const alone = (goproxy: string, label: string, kind: RunReport['kind']): Variant => ({
    label,
    kind,
    overrides: { GOPROXY: goproxy },
    asks: label === 'direct' ? label : hostOf(label),
  });
  const ofMirror = (mirror: string): Variant[] =>
    proxiesOf(mirror, '').map(({ url, shown }) => alone(url, shown, 'mirror'));
  const all = [
    { label: '', kind: 'base', overrides: {}, asks: null } satisfies Variant,
    ...entries.map(({ url, shown }) => alone(url, shown, 'entry')),
    ...mirrors.flatMap(ofMirror),
    alone('direct', 'direct', 'entry'),
  ];
  return all.filter(({ label }, index) => all.findIndex((one) => one.label === label) === index);
}

/** Whether go would take it as one proxy. */
export function isMirror(text: string): boolean {
  return !/[,|]/.test(text) && proxiesOf(text, '').length === 1;
}

function proxiesOf(goproxy: string, gonoproxy: string): ProxyEntry[] {
  const parsed = parseGoproxy(goproxy, gonoproxy);
  return parsed.kind === 'ok' ? parsed.entries.filter(({ kind }) => kind === 'proxy') : [];
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host || url : url;
}
