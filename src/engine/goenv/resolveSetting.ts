/**
 * The effective value of one setting. Precedence: an override of this run, the process environment (where set but empty
 * is unset), the user file (where an empty line does count), GOROOT/go.env, what is built in. Variables with a fallback
 * take it also when the sources end in an empty value. (cmd/go/internal/cfg, `Getenv` and `EnvOrAndChanged`.)
 */
import type { Setting, SettingOrigin } from '../../protocol/report.ts';
import { isValidSetting } from './checkSetting.ts';
import { type EnvFile, linesFor } from './envFile.ts';
import type { ProcessEnv } from './processEnv.ts';
import { redactSetting } from './redactValue.ts';

export interface Source {
  origin: SettingOrigin;
  value: string;
  /** `FILE:LINE` or null. */
  from: string | null;
}

export interface Sources {
  env: ProcessEnv;
  userFile: EnvFile | null;
  gorootFile: EnvFile | null;
  /** Whether a GOROOT was found at all; if not, what go ships with stands in for go.env. */
  hasGoroot: boolean;
}

export interface Resolved {
  name: string;
  /** Not redacted. */
  value: string;
  setting: Setting;
}

/** What go.env says as shipped, for machines without go. */
const shipped: Readonly<Record<string, string>> = {
  GOPROXY: 'https://proxy.golang.org,direct',
  GOSUMDB: 'sum.golang.org',
  GOTOOLCHAIN: 'auto',
};

/** A variable that go reads from the files too. `fallback` is what an empty result becomes; it may have its own place. */
export function resolveConfigurable(name: string, sources: Sources, fallback: Source | null): Resolved {
  const found = sourcesOf(name, sources);
  const [first] = found;
  const builtIn = fallback ?? { origin: 'default', value: builtInValue(name, sources), from: null };
  const usesFallback = first === undefined || (fallback !== null && first.value === '');
  const winner = usesFallback ? builtIn : first;
  const below = usesFallback ? [] : found.slice(1);
  const hasHiddenFallback = fallback !== null && fallback.from !== null && !usesFallback;
  const shadowed = hasHiddenFallback ? [...below, fallback] : below;
  const inGoroot = found.find((source) => source.origin === 'goroot-env');
  const whenUnset = inGoroot !== undefined && inGoroot.value !== '' ? inGoroot : builtIn;
  return describe(name, sources.env.platform, winner, shadowed, whenUnset.value);
}

/** A variable that only the process environment sets. */
export function resolveProcess(name: string, env: ProcessEnv): Resolved {
  const override = env.override(name);
  const inherited: Source = { origin: 'env', value: env.inherited(name), from: null };
  const winner: Source = override === null ? inherited : { origin: 'override', value: override, from: null };
  const shadowed = override === null || inherited.value === '' ? [] : [inherited];
  return describe(name, env.platform, winner.value === '' ? { ...winner, origin: 'default' } : winner, shadowed, '');
}

/** Every place that sets the variable, the one that counts first. */
function sourcesOf(name: string, { env, userFile, gorootFile }: Sources): Source[] {
  const found: Source[] = [];
  const override = env.override(name);
  if (override !== null) found.push({ origin: 'override', value: override, from: null });
  if (env.inherited(name) !== '') found.push({ origin: 'env', value: env.inherited(name), from: null });
  return [...found, ...fileSources('go-env-file', userFile, name), ...fileSources('goroot-env', gorootFile, name)];
}

function fileSources(origin: SettingOrigin, file: EnvFile | null, name: string): Source[] {
  return linesFor(file, name).map(({ value, line }) => ({ origin, value, from: `${file?.path}:${line}` }));
}

function builtInValue(name: string, sources: Sources): string {
  return sources.hasGoroot ? '' : (shipped[name] ?? '');
}

export function describe(
  name: string,
  platform: string,
  winner: Source,
  shadowed: readonly Source[],
  whenUnset: string,
): Resolved {
  const shown = redactSetting(name, winner.value);
  const setting: Setting = {
    name,
    value: shown,
    redacted: shown !== winner.value,
    valid: isValidSetting(name, winner.value, platform),
    origin: winner.origin,
    from: winner.from,
    default: redactSetting(name, whenUnset),
    shadowed: shadowed.map((source) => ({ ...source, value: redactSetting(name, source.value) })),
  };
  return { name, value: winner.value, setting };
}
