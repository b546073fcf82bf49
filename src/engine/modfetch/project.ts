/** The files of the project that change a fetch, read once. */
import type { GoMod } from '../modfile/goMod.ts';
import type { GoSum } from '../modfile/goSum.ts';
import type { GoWork } from '../modfile/goWork.ts';

export interface Project {
  /** Absolute path of go.mod (or of the file that `-modfile` names). */
  goModPath: string;
  goMod: GoMod;
  /** Absolute path of the go.sum that go would use, whether or not it exists. */
  goSumPath: string;
  /** Null where there is no such file. */
  goSum: GoSum | null;
  goWork: { path: string; file: GoWork } | null;
  /** Whether a folder `vendor` with modules.txt stands beside go.mod. */
  hasVendor: boolean;
}
