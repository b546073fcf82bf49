/** All settings together: some take their default from others. */

import { linesFor } from './envFile.ts';
import type { GoFacts } from './environment.ts';
import type { ProcessEnv } from './processEnv.ts';
import {
  describe,
  type Resolved,
  resolveConfigurable,
  resolveProcess,
  type Source,
  type Sources,
} from './resolveSetting.ts';
import { type SettingName, settingNames } from './settingNames.ts';
import { cleanPath, defaultUserFile, locateUserFile, pathsOf } from './userFile.ts';

/** In the order in which they are shown, GOENV and GOROOT behind what they decide. */
export function resolveAll(sources: Sources, go: GoFacts): Resolved[] {
  const { env } = sources;
  const goprivate = asFallback(resolveConfigurable('GOPRIVATE', sources, null));
  const home: Source = { origin: 'default', value: defaultGopath(env), from: null };
  const gopath = resolveConfigurable('GOPATH', sources, home);
  const modcache: Source = { origin: 'default', value: firstGopath(env, gopath.value, 'pkg/mod'), from: null };
  const netrc: Source = { origin: 'default', value: 'netrc', from: null };
  const resolve = ({ name, isConfigurable, fallback }: SettingName): Resolved => {
    if (!isConfigurable) return resolveProcess(name, env);
    if (fallback === 'gopath') return gopath;
    const values = { GOPRIVATE: goprivate, netrc, modcache };
    return resolveConfigurable(name, sources, fallback === null ? null : values[fallback]);
  };
  const isShown = (name: SettingName) =>
    name.isAlwaysShown || env.override(name.name) !== null || env.get(name.name) !== '';
  const names = settingNames(env.platform).filter(isShown);
  const process = names.filter((name) => !name.isConfigurable).map(resolve);
  return [
    ...names.filter((name) => name.isConfigurable).map(resolve),
    resolveGoenv(env),
    resolveGoroot(sources, go),
    ...process,
  ];
}

/** A list that takes its value from GOPRIVATE points to the place where that is set. */
function asFallback(goprivate: Resolved): Source {
  return { origin: 'default', value: goprivate.value, from: goprivate.setting.from };
}

/** `go` in the home folder, unless that is GOROOT (go/build, `defaultGOPATH`). */
function defaultGopath(env: ProcessEnv): string {
  const home = env.get(env.platform === 'win32' ? 'USERPROFILE' : env.platform === 'plan9' ? 'home' : 'HOME');
  if (home === '') return '';
  const folder = pathsOf(env.platform).join(home, 'go');
  const goroot = env.get('GOROOT');
  return goroot !== '' && cleanPath(env.platform, goroot) === folder ? '' : folder;
}

function firstGopath(env: ProcessEnv, gopath: string, below: string): string {
  const paths = pathsOf(env.platform);
  const [first = ''] = gopath.split(paths.delimiter, 1);
  return first === '' ? '' : paths.join(first, below);
}

/** Its value is the file that is read: '' where there is none, `off` where it is switched off. */
function resolveGoenv(env: ProcessEnv): Resolved {
  const located = locateUserFile(env);
  const value = located.kind === 'file' ? located.path : located.kind === 'off' ? 'off' : '';
  const usual = defaultUserFile(env) ?? '';
  const { setting } = resolveProcess('GOENV', env);
  return describe('GOENV', env.platform, { origin: setting.origin, value, from: null }, setting.shadowed, usual);
}

/** `from` is the go command where GOROOT was found from it. */
function resolveGoroot(sources: Sources, go: GoFacts): Resolved {
  const from = go.gorootBy === 'command' ? go.command : null;
  const found: Source = { origin: 'default', value: go.goroot, from };
  const [line] = linesFor(sources.userFile, 'GOROOT');
  const withoutGorootFile = { ...sources, gorootFile: null };
  const resolved = resolveConfigurable('GOROOT', withoutGorootFile, found);
  if (resolved.setting.origin !== 'go-env-file' || line === undefined) return resolved;
  const winner: Source = { origin: 'go-env-file', value: go.goroot, from: resolved.setting.from };
  return describe('GOROOT', sources.env.platform, winner, [], '');
}
