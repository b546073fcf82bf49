/** Remedies that call a module private. GOPRIVATE is the default of GONOPROXY and GONOSUMDB; where those are set, they need the pattern too. */
import type { Environment } from '../../goenv/environment.ts';
import { splitPathVersion } from '../../module/path.ts';
import type { RuleRemedy } from '../rule.ts';
import { undoOf } from './setting.ts';

/** The narrowest useful pattern first: this module in all its major versions, then everything of the same owner or host. */
export function addGoprivate(environment: Environment, modulePath: string): RuleRemedy[] {
  return patterns(modulePath).map((pattern) => ({
    code: 'goprivate-add',
    params: { pattern, hidden: environment.setting('GOPRIVATE')?.origin === 'env' },
    kind: 'go-env',
    risk: 'none',
    change: { set: settings(environment, pattern) },
    undo: undoOf(environment, 'GOPRIVATE'),
  }));
}

function patterns(modulePath: string): string[] {
  const whole = splitPathVersion(modulePath)?.prefix ?? modulePath;
  const parts = whole.split('/');
  const wider = parts.length > 2 ? parts.slice(0, 2).join('/') : (parts[0] ?? whole);
  return [...new Set([whole, wider])];
}

function settings(environment: Environment, pattern: string): Record<string, string> {
  const explicit = ['GONOPROXY', 'GONOSUMDB'].filter((name) => {
    const setting = environment.setting(name);
    return setting !== null && setting.origin !== 'default' && setting.value !== '';
  });
  return Object.fromEntries(['GOPRIVATE', ...explicit].map((name) => [name, merged(environment.value(name), pattern)]));
}

function merged(present: string, pattern: string): string {
  const list = present.split(',').filter((one) => one !== '');
  return list.includes(pattern) ? list.join(',') : [...list, pattern].join(',');
}
