/** The process environment with the user's overrides on top, by the rules of the platform. */
import type { Host } from '../ports.ts';

export interface ProcessEnv {
  platform: string;
  /** The override for this run; null where there is none. It may be ''. */
  override(name: string): string | null;
  /** The variable of the process; '' where unset, which is the same to go. */
  inherited(name: string): string;
  /** Override or variable; '' where unset. */
  get(name: string): string;
}

export function createProcessEnv(host: Host, overrides: Readonly<Record<string, string>>): ProcessEnv {
  const isWindows = host.platform === 'win32';
  const spell = (name: string) => (isWindows ? name.toUpperCase() : name);
  const given = new Map(Object.entries(overrides).map(([name, value]) => [spell(name), value]));
  const variables = new Map(Object.entries(host.env).map(([name, value]) => [spell(name), value ?? '']));
  const override = (name: string) => given.get(spell(name)) ?? null;
  const inherited = (name: string) => variables.get(spell(name)) ?? '';
  return { platform: host.platform, override, inherited, get: (name) => override(name) ?? inherited(name) };
}

/** The whole environment for a child process. */
export function childEnvironment(
  host: Host,
  overrides: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const spell = (name: string) => (host.platform === 'win32' ? name.toUpperCase() : name);
  const child: Record<string, string> = {};
  for (const [name, value] of [...Object.entries(host.env), ...Object.entries(overrides)]) {
    if (value !== undefined) child[spell(name)] = value;
  }
  return child;
}
