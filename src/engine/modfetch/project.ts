/** The files of the project that change a fetch, read once. */
import type { GoMod } from '../modfile/goMod.ts';
import type { GoSum } from '../modfile/goSum.ts';
import type { GoWork } from '../modfile/goWork.ts';
import type { ModulesTxt } from '../modfile/modulesTxt.ts';

export interface Project {
  /** Absolute path of go.mod (or of the file that `-modfile` names). */
  goModPath: string;
  goMod: GoMod;
  /** Absolute path of the go.sum that go would use, whether or not it exists. */
  goSumPath: string;
  /** Null where there is no such file. */
  goSum: GoSum | null;
  /** Set where go.work is in force: every module that it uses is a main module. */
  workspace?: readonly MainModule[];
  /** What go says about modules that go.work names and that cannot be loaded. */
  workspaceErrors?: readonly string[];
  goWork: { path: string; file: GoWork } | null;
  /** Whether a folder `vendor` with modules.txt stands beside go.mod. */
  hasVendor: boolean;
  /** vendor/modules.txt, where it could be read. */
  modulesTxt?: ModulesTxt;
}

export interface MainModule {
  goModPath: string;
  goMod: GoMod;
}

/** The modules whose requirements, replacements and exclusions count. */
export function mainModulesOf(project: Project): readonly MainModule[] {
  return project.workspace ?? [{ goModPath: project.goModPath, goMod: project.goMod }];
}
