/**
 * What the editor and its engine process say to each other, as JSON messages over the process channel.
 *
 *     editor → engine   { kind: 'request', id, method, question, language }   { kind: 'render', id, report, format, language }
 *                       { kind: 'cancel', id }
 *     engine → editor   { kind: 'progress', id, progress }   { kind: 'answer', id, answer }   { kind: 'rendered', id, text }
 *                       { kind: 'failure', id, message }
 *
 * Each request is answered exactly once, by `answer`, `rendered` or `failure`; a cancelled diagnosis is answered with a report that
 * is not complete. The ids are the editor's own. The engine process ends when the channel closes.
 */
import type { Operation, Params, Report } from './report.ts';

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
  /** The user agreed that the effect of remedies is tried by fetching; otherwise it is only planned. */
  tryRemedies?: boolean;
  /** The answer leaves out connections, requests, processes and most steps: for a look at many modules at once. */
  brief?: boolean;
}

/** The same modules under settings as they are and under changed ones. */
export interface WhatifQuestion extends Question {
  changes: Readonly<Record<string, string>>;
  /** False: only planned, nobody is asked. */
  fetches: boolean;
}

/** One module through every proxy of GOPROXY, further mirrors and from its origin. */
export interface CompareQuestion extends Question {
  /** URLs of further proxies. */
  mirrors: readonly string[];
}

/** Who says what about these module versions. Nothing named: what is recorded for every requirement, without a download. */
export interface VerifyQuestion extends Question {
  /** URLs of further proxies, named by the user. */
  mirrors: readonly string[];
  /** `MODULE@VERSION` to take out of the module cache, if its bytes are proved to be wrong; or null. */
  clean: string | null;
  /** The user agreed to that; otherwise it is only said what would be deleted. */
  agreed: boolean;
}

/** Output of a go command, or of a tool that relays it. */
export interface ExplainQuestion {
  text: string | Uint8Array;
  /** Where `text` is only the beginning: the size of the whole. */
  totalBytes?: number;
}

/** Where a run is; calls come often, so listeners do little. */
export interface Progress {
  done: number;
  total: number;
  /** The module or host that is being asked. */
  current: string | null;
  /** Told once, before a comparison begins: the hosts that it asks; `direct` is the origin of the module. */
  hosts?: readonly string[];
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
  | 'private-not-compared' // module, setting, pattern
  | 'not-a-mirror' // argument
  | 'unknown-release'; // release

export type Method = 'diagnose' | 'plan' | 'env';

/** A report as a text file; `panel`: what the trace panel needs beside it, as JSON (`PanelTexts`). */
export type RenderFormat = 'markdown' | 'json' | 'har' | 'panel';

export type ToEngine =
  | { kind: 'request'; id: number; method: Method; question: Question; language: 'en' | 'zh-cn' }
  | { kind: 'request'; id: number; method: 'explain'; question: ExplainQuestion; language: 'en' | 'zh-cn' }
  | { kind: 'request'; id: number; method: 'whatif'; question: WhatifQuestion; language: 'en' | 'zh-cn' }
  | { kind: 'request'; id: number; method: 'verify'; question: VerifyQuestion; language: 'en' | 'zh-cn' }
  | { kind: 'request'; id: number; method: 'compare'; question: CompareQuestion; language: 'en' | 'zh-cn' }
  | { kind: 'render'; id: number; report: Report; format: RenderFormat; language: 'en' | 'zh-cn' }
  | { kind: 'cancel'; id: number };

export type FromEngine =
  | { kind: 'progress'; id: number; progress: Progress }
  | { kind: 'answer'; id: number; answer: Answer }
  | { kind: 'rendered'; id: number; text: string }
  /** The engine itself failed: a defect of ours. */
  | { kind: 'failure'; id: number; message: string };
