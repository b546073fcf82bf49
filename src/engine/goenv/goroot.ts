/**
 * Finds the go command and GOROOT by looking at the files, as go itself does (cmd/go/internal/cfg, `findGOROOT`): a
 * GOROOT that is given, else the folder above the go command, also through symbolic links. Where no go is on PATH the
 * usual places of installers are tried, because GOROOT/go.env changes the defaults.
 */
import type { Files } from '../ports.ts';
import { type EnvFile, linesFor } from './envFile.ts';
import type { GoFacts } from './environment.ts';
import type { ProcessEnv } from './processEnv.ts';
import { cleanPath, pathsOf } from './userFile.ts';

const usualPlaces: Readonly<Record<string, readonly string[]>> = {
  linux: ['/usr/local/go', '/usr/lib/go', '/usr/lib/golang', '/usr/lib64/go', '/snap/go/current'],
  darwin: ['/usr/local/go', '/opt/homebrew/opt/go/libexec', '/usr/local/opt/go/libexec', '/opt/local/lib/go'],
  win32: ['C:\\Program Files\\Go', 'C:\\Go', 'C:\\Program Files (x86)\\Go'],
};

/** Absolute path of the go command, or null. Relative folders in PATH are passed over, as os/exec of Go does. */
export async function findGoOnPath(files: Files, env: ProcessEnv): Promise<string | null> {
  const paths = pathsOf(env.platform);
  const name = env.platform === 'win32' ? 'go.exe' : 'go';
  for (const folder of env.get('PATH').split(paths.delimiter)) {
    if (!paths.isAbsolute(folder)) continue;
    const candidate = paths.join(folder, name);
    const found = await files.stat(candidate);
    if (found.kind === 'ok' && found.type === 'file') return candidate;
  }
  return null;
}

/**
 * GOROOT for reading go.env. A line in the user file comes before the variable here, although for the value of the
 * setting itself the variable comes first: so it is in go.
 */
export async function findGoroot(
  files: Files,
  env: ProcessEnv,
  userFile: EnvFile | null,
  command: string | null,
): Promise<Pick<GoFacts, 'goroot' | 'gorootBy'>> {
  const inFile = linesFor(userFile, 'GOROOT')[0]?.value ?? '';
  if (inFile !== '') return { goroot: cleanPath(env.platform, inFile), gorootBy: 'go-env-file' };
  if (env.get('GOROOT') !== '') {
    const gorootBy = env.override('GOROOT') === null ? 'env' : 'override';
    return { goroot: cleanPath(env.platform, env.get('GOROOT')), gorootBy };
  }
  const above = command === null ? null : await gorootAbove(files, env, command);
  if (above !== null) return { goroot: above, gorootBy: 'command' };
  for (const place of usualPlaces[env.platform] ?? []) {
    if (await isGoroot(files, env, place)) return { goroot: place, gorootBy: 'usual-place' };
  }
  return { goroot: '', gorootBy: null };
}

/** The command is in GOROOT/bin or GOROOT/bin/GOOS_GOARCH. Linux tells a program its path without symbolic links. */
async function gorootAbove(files: Files, env: ProcessEnv, command: string): Promise<string | null> {
  const resolved = await files.realPath(command);
  const real = resolved.kind === 'ok' ? [resolved.path] : [];
  const paths = pathsOf(env.platform);
  for (const program of env.platform === 'linux' ? [...real, command] : [command, ...real]) {
    for (const up of ['../..', '../../..']) {
      const folder = paths.join(program, up);
      if (await isGoroot(files, env, folder)) return folder;
    }
  }
  return null;
}

async function isGoroot(files: Files, env: ProcessEnv, folder: string): Promise<boolean> {
  const found = await files.stat(pathsOf(env.platform).join(folder, 'pkg', 'tool'));
  return found.kind === 'ok' && found.type === 'directory';
}
