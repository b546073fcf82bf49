/** Changes of go's settings: what would be written, what hides it, and when it may be taken back. */
import type { RemedyChange, Setting } from '../../protocol/report.ts';
import { mergePattern } from './privatePattern.ts';

/** Complete new values, already merged with the present ones. */
export type SettingChange = Readonly<Record<string, string>>;

/** GOPRIVATE with the pattern; GONOPROXY and GONOSUMDB too where they are set, because then they do not follow GOPRIVATE. */
export function goprivateChange(settings: readonly Setting[], pattern: string): SettingChange {
  const explicit = ['GONOPROXY', 'GONOSUMDB'].filter((name) => {
    const setting = find(settings, name);
    return setting !== null && setting.origin !== 'default' && setting.value !== '';
  });
  return withPattern(settings, ['GOPRIVATE', ...explicit], pattern);
}

/** Only the checksum database is not asked; proxies still are. GONOSUMDB starts from what it has now, also from GOPRIVATE. */
export function gonosumdbChange(settings: readonly Setting[], pattern: string): SettingChange {
  return withPattern(settings, ['GONOSUMDB'], pattern);
}

function withPattern(settings: readonly Setting[], names: readonly string[], pattern: string): SettingChange {
  return Object.fromEntries(names.map((name) => [name, mergePattern(find(settings, name)?.value ?? '', pattern)]));
}

/** Names that the process environment sets: what `go env -w` writes is without effect while it does. */
export function hiddenByEnvironment(settings: readonly Setting[], change: SettingChange): string[] {
  return Object.keys(change).filter((name) => find(settings, name)?.origin === 'env');
}

/** What go's own file says of each name; null where it says nothing. */
export function fileValues(settings: readonly Setting[], names: readonly string[]): Map<string, string | null> {
  return new Map(
    names.map((name) => {
      const setting = find(settings, name);
      const sources = setting === null ? [] : [setting, ...setting.shadowed];
      return [name, sources.find(({ origin }) => origin === 'go-env-file')?.value ?? null];
    }),
  );
}

/** Names whose value is no longer what was written: somebody else changed it since, so it is not ours to take back. */
export function changedSince(now: ReadonlyMap<string, string | null>, written: SettingChange): string[] {
  return Object.entries(written)
    .filter(([name, value]) => (now.get(name) ?? null) !== value)
    .map(([name]) => name);
}

/** The arguments for `go` that write these values; null removes one. */
export function goEnvArguments(values: ReadonlyMap<string, string | null>): string[][] {
  const set = [...values].filter((entry): entry is [string, string] => entry[1] !== null);
  const unset = [...values].filter(([, value]) => value === null).map(([name]) => name);
  return [
    ...(set.length === 0 ? [] : [['env', '-w', ...set.map(([name, value]) => `${name}=${value}`)]]),
    ...(unset.length === 0 ? [] : [['env', '-u', ...unset]]),
  ];
}

/** The new value of `go.toolsEnvVars`: the present one with these names. */
export function withToolsVariables(present: unknown, change: SettingChange): Record<string, unknown> {
  const kept = typeof present === 'object' && present !== null ? present : {};
  return { ...kept, ...change };
}

export function settingsOf(change: RemedyChange): SettingChange | null {
  return 'set' in change ? change.set : null;
}

function find(settings: readonly Setting[], name: string): Setting | null {
  return settings.find((one) => one.name === name) ?? null;
}
