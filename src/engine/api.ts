/** What the front ends ask of the engine. `engine.ts` builds it. */
import type { Operation, Params, Report } from '../protocol/report.ts';

export interface Question {
  /** Absolute folder to work in; go.mod is looked for from here upwards. */
  directory: string;
  /** `MODULE[@VERSION]`, or a package path; empty: every requirement of go.mod. */
  modules: readonly string[];
  /** Settings for this run, above everything else. */
  overrides: Readonly<Record<string, string>>;
  /** Go release to simulate, or null: what the go command says, else the newest known. */
  release: string | null;
  operation: Operation;
  /** Null: `zip` for named modules, `mod` for a whole go.mod. */
  depth: 'info' | 'mod' | 'zip' | null;
  cache: 'empty' | 'real';
  passive: boolean;
  /** For the whole run. */
  timeoutMs: number;
}

/** Where a run is; calls come often, so listeners do little. */
export interface Progress {
  done: number;
  total: number;
  /** The module or host that is being asked. */
  current: string | null;
}

export type Answer =
  | { kind: 'report'; report: Report }
  /** The question was bad: exit 2, one sentence named by `code`. */
  | { kind: 'badQuestion'; code: BadQuestionCode; params: Params };

export type BadQuestionCode =
  | 'no-such-directory' // directory
  | 'no-go-mod' // directory
  | 'go-mod-unreadable' // file, message
  | 'go-mod-malformed' // file, line, column, message
  | 'not-a-module-path' // argument, reason
  | 'not-a-setting' // argument
  | 'unknown-release'; // release

export interface Engine {
  /** What go would do to fetch these modules, doing it. An abort gives a report with `complete: false`. */
  diagnose(question: Question, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<Answer>;
  /** The same without any network. */
  plan(question: Question, signal: AbortSignal): Promise<Answer>;
  /** Every setting that changes a fetch. `modules[0]`, where given, is the module whose privacy is judged. */
  env(question: Question, signal: AbortSignal): Promise<Answer>;
}
