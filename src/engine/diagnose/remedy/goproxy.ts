/**
 * Remedies that change GOPROXY. The new value is complete: the present list with one thing changed, written as the
 * user wrote it. A list that holds a password is never put into a report, so then there is no such remedy.
 */
import type { Environment } from '../../goenv/environment.ts';
import type { RuleRemedy } from '../rule.ts';
import { setRemedy } from './setting.ts';

interface Element {
  text: string;
  /** What follows: `,`, `|` or '' at the end. */
  separator: string;
}

/** Statuses by which a server refuses on purpose: going on to the next entry goes round its policy. */
export function isPolicyStatus(status: number): boolean {
  return status === 401 || status === 403 || status === 451;
}

/** `|` instead of `,` after this entry, so that any failure goes on to the next one. */
export function usePipe(environment: Environment, entry: string | null, weakens: boolean): RuleRemedy[] {
  return change(environment, 'goproxy-use-pipe', entry, weakens ? 'weakens' : 'none', (list, index) => {
    const element = list[index];
    if (element?.separator !== ',' || index === list.length - 1) return null;
    return list.map((one, at) => (at === index ? { ...one, separator: '|' } : one));
  });
}

/** The list without this entry, where another one remains. */
export function dropEntry(environment: Environment, entry: string | null): RuleRemedy[] {
  return change(environment, 'goproxy-drop-entry', entry, 'none', (list, index) =>
    list.length > 1 ? list.filter((_, at) => at !== index) : null,
  );
}

/** The entry with another scheme. */
export function withScheme(environment: Environment, entry: string | null, scheme: 'http' | 'https'): RuleRemedy[] {
  const code = scheme === 'http' ? 'goproxy-use-http' : 'goproxy-use-https';
  return change(environment, code, entry, scheme === 'http' ? 'weakens' : 'none', (list, index) =>
    replaceText(list, index, (text) => `${scheme}://${normal(text).replace(/^https?:\/\//, '')}`),
  );
}

/** Repairs an element that go refuses, where the repair is plain: a missing scheme, or `direct` and `off` in other letters. */
export function fixElement(environment: Environment, element: string): RuleRemedy[] {
  const fixed = repaired(element);
  if (fixed === null) return [];
  return change(
    environment,
    'goproxy-fix-entry',
    element,
    'none',
    (list, index) => replaceText(list, index, () => fixed),
    {
      from: element,
      to: fixed,
    },
  );
}

function repaired(element: string): string | null {
  if (/^(?:direct|off)$/i.test(element)) return element.toLowerCase();
  if (element.startsWith('/')) return `file://${element}`;
  return null;
}

/** go's own default. */
export function useDefault(environment: Environment): RuleRemedy[] {
  return setRemedy(environment, 'goproxy-use-default', 'GOPROXY', 'https://proxy.golang.org,direct', 'none', {});
}

function change(
  environment: Environment,
  code: RuleRemedy['code'],
  entry: string | null,
  risk: RuleRemedy['risk'],
  edit: (list: readonly Element[], index: number) => readonly Element[] | null,
  params: RuleRemedy['params'] = {},
): RuleRemedy[] {
  if (entry === null || environment.setting('GOPROXY')?.redacted) return [];
  const list = split(environment.value('GOPROXY'));
  const index = list.findIndex((one) => normal(one.text) === normal(entry));
  const edited = index < 0 ? null : edit(list, index);
  if (!edited) return [];
  const next = list.slice(index + 1).map((one) => one.text);
  return setRemedy(environment, code, 'GOPROXY', join(edited), risk, { entry, next, ...params });
}

function replaceText(list: readonly Element[], index: number, text: (old: string) => string): readonly Element[] {
  return list.map((one, at) => (at === index ? { ...one, text: text(one.text) } : one));
}

/** Empty elements go, as go skips them; the separator before one stays the one that counts. */
function split(value: string): Element[] {
  const elements: Element[] = [];
  for (const [, text = '', separator = ''] of value.matchAll(/([^,|]*)([,|]|$)/g)) {
    if (text.trim() !== '') elements.push({ text: text.trim(), separator });
  }
  return elements;
}

function join(list: readonly Element[]): string {
  return list.map((one, at) => (at === list.length - 1 ? one.text : `${one.text}${one.separator || ','}`)).join('');
}

/** As cmd/go/internal/modfetch/proxy.go completes an element: a host without a scheme is https. */
function normal(text: string): string {
  const completed = /[.:/]/.test(text) && !text.includes(':/') && !text.startsWith('/') ? `https://${text}` : text;
  return completed.replace(/\/+$/, '');
}

/** The other proxies of the list, as written there; none where the list holds a password. */
export function otherEntries(environment: Environment, entry: string | null): string[] {
  if (environment.setting('GOPROXY')?.redacted) return [];
  const texts = split(environment.value('GOPROXY')).map((one) => one.text);
  return texts.filter(
    (text) => text !== 'off' && text !== 'direct' && (entry === null || normal(text) !== normal(entry)),
  );
}
