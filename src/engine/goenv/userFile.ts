/**
 * Where the file of `go env -w` is: GOENV names it or switches it `off`; else it is `go/env` in the user's configuration
 * folder, which is `os.UserConfigDir` of Go.
 */
import path from 'node:path';
import type { ProcessEnv } from './processEnv.ts';

export type UserFile =
  /** Relative only where GOENV or HOME is. */
  | { kind: 'file'; path: string }
  | { kind: 'off' }
  /** No folder is known; go reads no file then and does not complain. */
  | { kind: 'none' };

export function locateUserFile(env: ProcessEnv): UserFile {
  const given = env.get('GOENV');
  if (given === 'off') return { kind: 'off' };
  if (given !== '') return { kind: 'file', path: given };
  const file = defaultUserFile(env);
  return file === null ? { kind: 'none' } : { kind: 'file', path: file };
}

/** Where the file is when GOENV is unset, or null. */
export function defaultUserFile(env: ProcessEnv): string | null {
  const folder = configFolder(env);
  return folder === null ? null : pathsOf(env.platform).join(folder, 'go', 'env');
}

function configFolder(env: ProcessEnv): string | null {
  const below = (base: string, rest: string) => (base === '' ? null : base + rest);
  switch (env.platform) {
    case 'win32':
      return below(env.get('APPDATA'), '');
    case 'darwin':
    case 'ios':
      return below(env.get('HOME'), '/Library/Application Support');
    case 'plan9':
      return below(env.get('home'), '/lib');
    default: {
      const folder = env.get('XDG_CONFIG_HOME');
      if (folder === '') return below(env.get('HOME'), '/.config');
      return path.posix.isAbsolute(folder) ? folder : null;
    }
  }
}

export function pathsOf(platform: string): path.PlatformPath {
  return platform === 'win32' ? path.win32 : path.posix;
}

/** Go's `filepath.Clean`: the shortest spelling, without a slash at the end. */
export function cleanPath(platform: string, file: string): string {
  const paths = pathsOf(platform);
  const clean = paths.normalize(file);
  return clean.length > paths.parse(clean).root.length ? clean.replace(/[/\\]$/, '') : clean;
}
