/**
 * What the main modules say about the module graph: where it begins, which versions count in its place, which never.
 * Source: cmd/go/internal/modload/init.go (`requirementsFromModFiles`, `makeMainModules`), modfile.go (`Replacement`).
 */
import type { PlatformPath } from 'node:path';
import { findReplace } from '../modfetch/fetchTarget.ts';
import { type MainModule, mainModulesOf, type Project } from '../modfetch/project.ts';
import type { GoMod } from '../modfile/goMod.ts';
import { compareGo, defaultGoModVersion, defaultGoWorkVersion, pruningVersion } from './gover.ts';

export interface Requirement {
  path: string;
  version: string;
}

/** How much of the graph behind a module is looked at. */
export type Pruning = 'pruned' | 'unpruned' | 'workspace';

export type Replacement =
  | { kind: 'module'; path: string; version: string }
  /** `shown` as go writes it in messages, `directory` absolute. */
  | { kind: 'directory'; shown: string; directory: string };

export function pathOf(module: MainModule): string {
  return module.goMod.module?.path ?? '';
}

/** The go line in force: that of go.work in a workspace. */
export function languageVersion(project: Project): string {
  if (project.workspace !== undefined) return project.goWork?.file.go?.version ?? defaultGoWorkVersion;
  return project.goMod.go?.version ?? defaultGoModVersion;
}

export function pruningOf(goVersion: string): 'pruned' | 'unpruned' {
  return compareGo(goVersion, pruningVersion) < 0 ? 'unpruned' : 'pruned';
}

/** Where the graph begins: in a workspace its modules, else what the main module requires; and the go line in force. */
export function rootsOf(project: Project): Requirement[] {
  const toolchain =
    project.workspace === undefined ? project.goMod.toolchain?.name : project.goWork?.file.toolchain?.name;
  const roots =
    project.workspace === undefined
      ? requirementsOf(project.goMod, project)
      : project.workspace.map((module) => ({ path: pathOf(module), version: '' }));
  roots.push({ path: 'go', version: languageVersion(project) });
  if (toolchain !== undefined && toolchain !== 'default') roots.push({ path: 'toolchain', version: toolchain });
  return roots.sort((a, b) => compareText(a.path, b.path));
}

/** The requirements of a go.mod, without the excluded ones. */
export function requirementsOf(goMod: Pick<GoMod, 'requires'>, project: Project): Requirement[] {
  return goMod.requires
    .map(({ path, version }) => ({ path, version }))
    .filter((requirement) => !isExcluded(requirement, project));
}

export function isExcluded({ path, version }: Requirement, project: Project): boolean {
  return mainModulesOf(project).some(({ goMod }) =>
    goMod.excludes.some((one) => one.path === path && one.version === version),
  );
}

/** Null where the module stands for itself. */
export function replacementOf(requirement: Requirement, project: Project, paths: PlatformPath): Replacement | null {
  const found = findReplace(requirement, project);
  if (found === null) return null;
  const { newPath, newVersion } = found.replace;
  if (newVersion !== null) return { kind: 'module', path: newPath, version: newVersion };
  const directory = paths.resolve(paths.dirname(found.file), newPath);
  if (project.goWork === null || paths.isAbsolute(newPath)) return { kind: 'directory', shown: newPath, directory };
  const relative = paths.relative(paths.dirname(project.goWork.path), directory).replaceAll('\\', '/');
  return { kind: 'directory', shown: /^\.\.?(\/|$)/.test(relative) ? relative : `./${relative}`, directory };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
