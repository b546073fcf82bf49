/**
 * Finds and reads the files of the project that change a fetch: the nearest go.mod upwards, its go.sum, the go.work in
 * force and whether a vendor folder stands beside it. Source: cmd/go/internal/modload/init.go (`findModuleRoot`,
 * `FindGoWork`) and `go help modules` for `-modfile`.
 */
import path from 'node:path';
import type { Environment } from '../goenv/environment.ts';
import { parseGoMod } from '../modfile/goMod.ts';
import { parseGoSum } from '../modfile/goSum.ts';
import { parseGoWork } from '../modfile/goWork.ts';
import type { Files, Host } from '../ports.ts';
import type { Project } from './project.ts';

export type LoadedProject =
  | { kind: 'ok'; project: Project }
  | { kind: 'none' }
  | { kind: 'unreadable'; file: string; message: string };

/** Larger files than this are no go.mod or go.sum that go could have written. */
const maxFileBytes = 64 * 1024 * 1024;

/** Reads the project that `directory` (absolute) belongs to. */
export async function loadProject(
  files: Files,
  host: Host,
  environment: Environment,
  directory: string,
): Promise<LoadedProject> {
  const paths = host.platform === 'win32' ? path.win32 : path.posix;
  const found = await findUpwards(files, paths, directory, 'go.mod');
  if (found === null) return { kind: 'none' };
  const goModPath = modfileFlag(environment.value('GOFLAGS'), paths, directory) ?? found;
  const read = await files.read(goModPath, { maxBytes: maxFileBytes });
  if (read.kind !== 'ok')
    return { kind: 'unreadable', file: goModPath, message: read.kind === 'notExist' ? 'no such file' : read.message };
  const goSumPath = goModPath.replace(/\.mod$/, '.sum');
  const sum = await files.read(goSumPath, { maxBytes: maxFileBytes });
  return {
    kind: 'ok',
    project: {
      goModPath,
      goMod: parseGoMod(read.bytes, goModPath),
      goSumPath,
      goSum: sum.kind === 'ok' ? parseGoSum(sum.bytes, goSumPath) : null,
      goWork: await loadWorkspace(files, paths, environment, directory),
      hasVendor: (await files.stat(paths.join(paths.dirname(found), 'vendor', 'modules.txt'))).kind === 'ok',
    },
  };
}

async function findUpwards(
  files: Files,
  paths: path.PlatformPath,
  directory: string,
  name: string,
): Promise<string | null> {
  for (let folder = directory; ; folder = paths.dirname(folder)) {
    const candidate = paths.join(folder, name);
    const stat = await files.stat(candidate);
    if (stat.kind === 'ok' && stat.type === 'file') return candidate;
    if (paths.dirname(folder) === folder) return null;
  }
}

/** The file that `-modfile` in GOFLAGS names, or null. */
function modfileFlag(goflags: string, paths: path.PlatformPath, directory: string): string | null {
  const value = /(?:^|\s)--?modfile=(\S+\.mod)(?=\s|$)/.exec(goflags)?.[1];
  return value === undefined ? null : paths.resolve(directory, value);
}

async function loadWorkspace(
  files: Files,
  paths: path.PlatformPath,
  environment: Environment,
  directory: string,
): Promise<Project['goWork']> {
  const setting = environment.value('GOWORK');
  if (setting === 'off') return null;
  const file = paths.isAbsolute(setting) ? setting : await findUpwards(files, paths, directory, 'go.work');
  if (file === null) return null;
  const read = await files.read(file, { maxBytes: maxFileBytes });
  return read.kind === 'ok' ? { path: file, file: parseGoWork(read.bytes, file) } : null;
}
