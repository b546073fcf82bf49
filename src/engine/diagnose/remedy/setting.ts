/** Remedies that write a setting with `go env -w`. */
import type { Params, RemedyChange } from '../../../protocol/report.ts';
import type { Environment } from '../../goenv/environment.ts';
import type { RuleRemedy } from '../rule.ts';

/**
 * Sets NAME to a complete value. `hidden` tells that the process environment sets it too: what `go env -w` writes is
 * then without effect until that is changed.
 */
export function setRemedy(
  environment: Environment,
  code: RuleRemedy['code'],
  name: string,
  value: string,
  risk: RuleRemedy['risk'],
  params: Params,
): RuleRemedy[] {
  if (environment.value(name) === value) return [];
  return [
    {
      code,
      params: { ...params, name, value, hidden: environment.setting(name)?.origin === 'env' },
      kind: 'go-env',
      risk,
      change: { set: { [name]: value } },
      undo: undoOf(environment, name),
    },
  ];
}

/** What puts NAME back as it is in go's settings file; null where it holds a secret. */
export function undoOf(environment: Environment, name: string): RemedyChange | null {
  const setting = environment.setting(name);
  if (setting?.redacted) return null;
  return setting?.origin === 'go-env-file'
    ? { set: { [name]: environment.value(name) } }
    : { argv: ['go', 'env', '-u', name], cwd: null };
}

/** Removes NAME from go's settings file, so that the next lower source counts. */
export function unsetRemedy(environment: Environment, name: string): RuleRemedy[] {
  const setting = environment.setting(name);
  if (setting?.origin !== 'go-env-file') return [];
  return [
    {
      code: 'setting-unset',
      params: { name },
      kind: 'command',
      risk: 'none',
      change: { argv: ['go', 'env', '-u', name], cwd: null },
      undo: undoOf(environment, name),
    },
  ];
}
