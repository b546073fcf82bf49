/** The result of planning or simulating the fetch of one module version: what `report/` prints and `diagnose/` reads. */
import type { ChecksumReport, FileKind, ModuleOutcome, Step } from '../../protocol/report.ts';
import type { FetchFailure } from './fetchFailure.ts';

export interface FetchQuestion {
  /** Module path, or a package path where `isPackage`. */
  path: string;
  /** A version or query: `v1.2.3`, `latest`, a branch. */
  version: string;
  depth: 'info' | 'mod' | 'zip';
  /** Where it is required, or null for a module named by the user. */
  requirement: { file: string; line: number; indirect: boolean } | null;
  /** Asked for as `PATH@VERSION`: go then takes it as it is, without replace or exclude, also where go.mod requires it. */
  isNamedExactly?: boolean;
  /** The path is that of a package: go looks for the module that holds it. */
  isPackage?: boolean;
  /** Selected in the build list, so that replace counts though no line of go.mod may require it. */
  isSelected?: boolean;
  /** From the first requirement of go.mod to the module that requires this one, `PATH@VERSION` each. */
  requiredBy?: readonly string[];
}

export interface FileRun {
  /** Proxy URL (redacted), `direct`, `cache`, `vendor` or `directory`. */
  servedBy: string | null;
  outcome: ModuleOutcome;
  exchange: string | null;
  ms: number | null;
}

export interface ModuleRun {
  id: string;
  question: FetchQuestion;
  resolvedVersion: string | null;
  /** `PATH@VERSION` or a directory. */
  replacedBy: string | null;
  requiredBy: string[];
  private: { setting: string; pattern: string } | null;
  outcome: ModuleOutcome;
  outcomeReason: string | null;
  files: Record<FileKind, FileRun | null>;
  /** The failure that go reports; with outcome `unknown` the one at which our view ends; or null. */
  failure: FetchFailure | null;
  /** The other failures of the run, in the order in which they happened. */
  hidden: FetchFailure[];
  goError: string | null;
  goErrorBasis: 'exact' | 'approximate';
  checksum: ChecksumReport;
  steps: Step[];
  /** Versions that a proxy listed in this run, sorted by semver; null where no list was read. */
  listed: string[] | null;
  /** The go.mod that was served, for rules that read it; null where none was. */
  goMod: Uint8Array | null;
  checkedAt: string;
}
