/**
 * Finds and reads the files of the project that change a fetch: the nearest go.mod upwards, the go.work in force with the
 * modules that it uses, their go.sum files and whether a vendor folder stands beside.
 * Source: cmd/go/internal/modload/init.go (`findModuleRoot`, `FindGoWork`, `LoadWorkFile`, `loadModFile`).
 */
import path from 'node:path';
import type { Environment } from '../goenv/environment.ts';
import { goflagValue } from '../goenv/goflags.ts';
import { type GoMod, parseGoMod } from '../modfile/goMod.ts';
import { type GoSum, joinGoSums, parseGoSum } from '../modfile/goSum.ts';
import { type GoWork, parseGoWork } from '../modfile/goWork.ts';
import { type ModulesTxt, parseModulesTxt } from '../modfile/modulesTxt.ts';
import { compareGo, defaultGoModVersion, defaultGoWorkVersion, strictVersion } from '../modload/gover.ts';
import type { Files, Host } from '../ports.ts';
import type { MainModule, Project } from './project.ts';

export type LoadedProject =
  | { kind: 'ok'; project: Project }
  | { kind: 'none' }
  | { kind: 'unreadable'; file: string; message: string };

/** Larger files than this are no go.mod or go.sum that go could have written. */
const maxFileBytes = 64 * 1024 * 1024;

/** A go.work with more modules than this is not read to its end. */
const maxWorkspaceModules = 2000;

interface Place {
  files: Files;
  paths: path.PlatformPath;
  directory: string;
}

/** Reads the project that `directory` (absolute) belongs to. */
export async function loadProject(
  files: Files,
  host: Host,
  environment: Environment,
  directory: string,
): Promise<LoadedProject> {
  const place: Place = { files, paths: host.platform === 'win32' ? path.win32 : path.posix, directory };
  const goWork = await loadGoWork(place, environment);
  const workspace = goWork === null ? null : await loadWorkspace(place, goWork);
  const found = await findUpwards(place, 'go.mod');
  const [first] = workspace?.modules ?? [];
  if (found === null && first === undefined) return { kind: 'none' };
  const goModPath = modfileFlag(place, environment, goWork !== null) ?? found ?? first?.goModPath ?? '';
  const read = await files.read(goModPath, { maxBytes: maxFileBytes });
  if (read.kind !== 'ok')
    return { kind: 'unreadable', file: goModPath, message: read.kind === 'notExist' ? 'no such file' : read.message };
  const sums = await loadSums(place, goModPath, goWork, workspace?.modules ?? []);
  const modulesTxt = await loadModulesTxt(place, goWork?.path ?? found ?? goModPath);
  return {
    kind: 'ok',
    project: {
      goModPath,
      goMod: parseGoMod(read.bytes, goModPath),
      ...sums,
      goWork,
      ...(workspace === null ? {} : { workspace: workspace.modules, workspaceErrors: workspace.errors }),
      hasVendor: modulesTxt !== null,
      ...(modulesTxt === null ? {} : { modulesTxt }),
    },
  };
}

async function findUpwards({ files, paths, directory }: Place, name: string): Promise<string | null> {
  for (let folder = directory; ; folder = paths.dirname(folder)) {
    const candidate = paths.join(folder, name);
    const stat = await files.stat(candidate);
    if (stat.kind === 'ok' && stat.type === 'file') return candidate;
    if (paths.dirname(folder) === folder) return null;
  }
}

/** The file that `-modfile` in GOFLAGS names, or null. In a workspace go does not take it. */
function modfileFlag({ paths, directory }: Place, environment: Environment, isWorkspace: boolean): string | null {
  const value = isWorkspace ? null : goflagValue(environment.value('GOFLAGS'), 'modfile');
  return value?.endsWith('.mod') ? paths.resolve(directory, value) : null;
}

async function loadGoWork(place: Place, environment: Environment): Promise<Project['goWork']> {
  const setting = environment.value('GOWORK');
  if (setting === 'off') return null;
  const file = place.paths.isAbsolute(setting) ? setting : await findUpwards(place, 'go.work');
  if (file === null) return null;
  const read = await place.files.read(file, { maxBytes: maxFileBytes });
  return read.kind === 'ok' ? { path: file, file: parseGoWork(read.bytes, file) } : null;
}

interface Workspace {
  modules: MainModule[];
  errors: string[];
}

async function loadWorkspace(place: Place, goWork: { path: string; file: GoWork }): Promise<Workspace> {
  const { files, paths, directory } = place;
  const workspace: Workspace = { modules: [], errors: [] };
  for (const use of goWork.file.uses.slice(0, maxWorkspaceModules)) {
    const root = paths.resolve(paths.dirname(goWork.path), use.path);
    const goModPath = paths.join(root, 'go.mod');
    const read = await files.read(goModPath, { maxBytes: maxFileBytes });
    const shown = (file: string) => shortPath(paths, directory, file);
    if (read.kind === 'ok') {
      const goMod = parseGoMod(read.bytes, goModPath);
      workspace.modules.push({ goModPath, goMod });
      const tooOld = workTooOld(goMod, goWork, shown(root));
      if (tooOld !== null) workspace.errors.push(tooOld);
    } else {
      const why = read.kind === 'notExist' ? 'no such file or directory' : read.message;
      workspace.errors.push(
        `cannot load module ${shown(root)} listed in go.work file: open ${shown(goModPath)}: ${why}`,
      );
    }
  }
  return workspace;
}

/** go refuses a go.work whose go line is older than that of a module in it (`errWorkTooOld`). */
function workTooOld(goMod: GoMod, goWork: { file: GoWork }, module: string): string | null {
  const needs = goMod.go?.version ?? defaultGoModVersion;
  const lists = goWork.file.go?.version ?? defaultGoWorkVersion;
  if (compareGo(needs, lists) <= 0 || compareGo(needs, strictVersion) < 0) return null;
  const verb = goWork.file.go === null ? 'implicitly requires' : 'lists';
  return `module ${module} listed in go.work file requires go >= ${needs}, but go.work ${verb} go ${lists}; to update it:\n\tgo work use`;
}

/** As go shortens paths in messages: relative to the working folder where that is shorter. */
export function shortPath(paths: path.PlatformPath, directory: string, file: string): string {
  const relative = paths.relative(directory, file) || '.';
  return relative.length < file.length ? relative : file;
}

async function loadSums(
  place: Place,
  goModPath: string,
  goWork: Project['goWork'],
  modules: readonly MainModule[],
): Promise<Pick<Project, 'goSumPath' | 'goSum'>> {
  const besideGoMod = (file: string) => file.replace(/\.mod$/, '.sum');
  if (goWork === null) {
    const goSumPath = besideGoMod(goModPath);
    return { goSumPath, goSum: await readSum(place.files, goSumPath) };
  }
  const goSumPath = `${goWork.path}.sum`;
  const own = await Promise.all(modules.map((one) => readSum(place.files, besideGoMod(one.goModPath))));
  const others = own.filter((sum) => sum !== null);
  const first = await readSum(place.files, goSumPath);
  if (first === null && others.length === 0) return { goSumPath, goSum: null };
  return { goSumPath, goSum: joinGoSums(first ?? parseGoSum('', goSumPath), others) };
}

async function loadModulesTxt({ files, paths }: Place, besides: string): Promise<ModulesTxt | null> {
  const file = paths.join(paths.dirname(besides), 'vendor', 'modules.txt');
  const read = await files.read(file, { maxBytes: maxFileBytes });
  return read.kind === 'ok' ? parseModulesTxt(read.bytes, file) : null;
}

async function readSum(files: Files, file: string): Promise<GoSum | null> {
  const read = await files.read(file, { maxBytes: maxFileBytes });
  return read.kind === 'ok' ? parseGoSum(read.bytes, file) : null;
}
