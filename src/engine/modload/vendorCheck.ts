/**
 * Whether vendor/modules.txt says the same as go.mod: before a build takes anything from the vendor folder, go compares
 * both. Source: cmd/go/internal/modload/vendor.go (`checkVendorConsistency`).
 */
import type { PlatformPath } from 'node:path';
import { mainModulesOf, type Project } from '../modfetch/project.ts';
import type { VendoredModule } from '../modfile/modulesTxt.ts';
import { compareGo } from './gover.ts';
import { type Requirement, replacementOf } from './mainModules.ts';

export interface VendorProblem {
  path: string;
  version: string;
  /** go's words behind `PATH@VERSION: `. */
  message: string;
}

export function vendorProblems(project: Project, paths: PlatformPath): VendorProblem[] {
  const listed = project.modulesTxt?.modules ?? [];
  // Only a module that packages are listed for counts as vendored.
  const vendoredModules = listed.filter(({ packages }) => packages.length > 0);
  const metaOf = ({ path, version }: Requirement): VendoredModule | undefined =>
    listed.findLast((one) => one.path === path && (one.version ?? '') === version);
  const isOld = project.goWork === null && compareGo(project.goMod.go?.version ?? '', '1.14') < 0;
  const required = mainModulesOf(project).flatMap(({ goMod }) => goMod.requires);
  const problems: VendorProblem[] = [];
  const add = ({ path, version }: Requirement, message: string) => problems.push({ path, version, message });
  for (const { path, version } of required) {
    if (metaOf({ path, version })?.explicit === true) continue;
    const vendored = vendoredModules.find((one) => one.path === path && one.version !== null)?.version;
    if (!isOld)
      add({ path, version }, 'is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt');
    else if (vendored != null && vendored !== version) {
      add({ path, version }, `is explicitly required in go.mod, but vendor/modules.txt indicates ${path}@${vendored}`);
    }
  }
  for (const old of replacedIn(project)) checkReplace(old, project, paths, metaOf(old), isOld, add);
  const article = project.goWork === null ? '' : 'a ';
  for (const { path, version, explicit } of vendoredModules) {
    const isRequired = required.some((one) => one.path === path && one.version === version);
    if (explicit && version !== null && !isRequired) {
      add(
        { path, version },
        `is marked as explicit in vendor/modules.txt, but not explicitly required in ${article}go.mod`,
      );
    }
  }
  const source = project.goWork === null ? 'go.mod' : 'the workspace';
  for (const { path, version, replacement } of listed) {
    if (replacement === null || replacementOf({ path, version: version ?? '' }, project, paths) !== null) continue;
    add({ path, version: version ?? '' }, `is marked as replaced in vendor/modules.txt, but not replaced in ${source}`);
  }
  return problems;
}

/** What replace lines are about, each once. */
function replacedIn(project: Project): Requirement[] {
  const all = [
    ...mainModulesOf(project).flatMap(({ goMod }) => goMod.replaces),
    ...(project.goWork?.file.replaces ?? []),
  ];
  const seen = new Map(all.map((one) => [`${one.oldPath}@${one.oldVersion ?? ''}`, one]));
  return [...seen.values()].map(({ oldPath, oldVersion }) => ({ path: oldPath, version: oldVersion ?? '' }));
}

function checkReplace(
  old: Requirement,
  project: Project,
  paths: PlatformPath,
  meta: VendoredModule | undefined,
  isOld: boolean,
  add: (module: Requirement, message: string) => void,
): void {
  const replacement = replacementOf(old, project, paths);
  const now =
    replacement === null ? null : shown(replacement.kind === 'module' ? replacement : { path: replacement.shown });
  const then = meta?.replacement == null ? null : shown(meta.replacement);
  if (then === null) {
    const isLenient = isOld && (old.version === '' || meta === undefined);
    if (now !== null && !isLenient) add(old, 'is replaced in go.mod, but not marked as replaced in vendor/modules.txt');
  } else if (then !== now) {
    add(old, `is replaced by ${now ?? ''} in go.mod, but marked as replaced by ${then} in vendor/modules.txt`);
  }
}

function shown({ path, version }: { path: string; version?: string | null }): string {
  return version == null || version === '' ? path : `${path}@${version}`;
}

/** The whole of go's message. `directory` is the folder in which vendor stands. */
export function vendorText(problems: readonly VendorProblem[], directory: string, isWorkspace: boolean): string {
  const lines = problems.map(({ message, ...module }) => `\n\t${shown(module)}: ${message}`).join('');
  const subcommand = isWorkspace ? 'work' : 'mod';
  return `inconsistent vendoring in ${directory}:${lines}\n\n\tTo ignore the vendor directory, use -mod=readonly or -mod=mod.\n\tTo sync the vendor directory, run:\n\t\tgo ${subcommand} vendor`;
}
