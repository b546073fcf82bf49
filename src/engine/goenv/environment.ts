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
  /** Differences between what the go command says and what our rules say: defects of ours. */
  readonly differences: readonly { name: string; ours: string; gos: string }[];
  /** What is wrong with the setting files themselves, such as a line that go ignores. */
  readonly problems: readonly EnvironmentProblem[];
}

export interface EnvironmentProblem {
  code: 'ignored-line' | 'trailing-carriage-return' | 'shadowed-by-process' | 'relative-path' | 'other';
  setting: string | null;
  from: string | null;
  text: string;
}
