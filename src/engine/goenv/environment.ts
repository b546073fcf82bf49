/** Every setting that changes a fetch, its effective value and where it came from. */
import type { Setting } from '../../protocol/report.ts';

export interface Environment {
  /** All settings, in the order in which they are shown. Values are redacted. */
  readonly settings: readonly Setting[];
  /** The effective value as go sees it, not redacted: for the engine's own use, never for output. '' where unset. */
  value(name: string): string;
  setting(name: string): Setting | null;
  /** Release that is simulated, such as `1.26.8` or `1.26`. */
  readonly release: string;
  /** Starts the go command, where there is one, and compares its settings with ours. Nothing is decided from it. */
  compareWithGo(signal: AbortSignal): Promise<GoComparison>;
  /** What is wrong with the setting files themselves, such as a line that go ignores. */
  readonly problems: readonly EnvironmentProblem[];
  /** The go command and its root folder, as found on this machine. */
  readonly go?: GoFacts;
}

export interface GoComparison {
  /** Where the go command and our rules differ: defects of ours. */
  differences: readonly { name: string; ours: string; gos: string }[];
  /** What keeps go itself from starting. */
  problems: readonly EnvironmentProblem[];
}

export interface GoFacts {
  /** Absolute path of the go command on PATH, or null. */
  command: string | null;
  /** Its version, such as `go1.26.8`, from GOROOT/VERSION or from itself; null where neither says it. */
  version: string | null;
  /** GOROOT; '' where none was found. */
  goroot: string;
  /** How GOROOT was found; null where it was not. */
  gorootBy: 'override' | 'env' | 'go-env-file' | 'command' | 'usual-place' | null;
}

export interface EnvironmentProblem {
  code:
    | 'ignored-line'
    | 'trailing-carriage-return'
    | 'quoted-value'
    | 'repeated-line'
    | 'shadowed-by-process'
    | 'relative-path'
    | 'unreadable-file'
    | 'other';
  setting: string | null;
  /** `FILE:LINE`, or the file. */
  from: string | null;
  /** The line or value that is concerned, redacted; for `other` what go says. */
  text: string;
}
