/** What the front ends ask of the engine. `engine.ts` builds it. */
import type {
  Answer,
  CompareQuestion,
  ExplainQuestion,
  Progress,
  Question,
  VerifyQuestion,
  WhatifQuestion,
} from '../protocol/messages.ts';

export type {
  Answer,
  BadQuestionCode,
  CompareQuestion,
  ExplainQuestion,
  Progress,
  Question,
  VerifyQuestion,
  WhatifQuestion,
} from '../protocol/messages.ts';

export interface EngineOptions {
  toolVersion: string;
}

export interface Engine {
  /** What go would do to fetch these modules, doing it. An abort gives a report with `complete: false`. */
  diagnose(question: Question, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<Answer>;
  /** The same without any network. */
  plan(question: Question, signal: AbortSignal): Promise<Answer>;
  /** Every setting that changes a fetch. `modules[0]`, where given, is the module whose privacy is judged. */
  env(question: Question, signal: AbortSignal): Promise<Answer>;
  /** Two runs in one report: under settings as they are, and under changed ones. */
  whatif(question: WhatifQuestion, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<Answer>;
  /**
   * One module through each proxy of GOPROXY, each given mirror and from its origin: more hosts than go would ask, told
   * to `onProgress` before the first is. Never for a path that GONOPROXY matches.
   */
  compare(question: CompareQuestion, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<Answer>;
  /**
   * go.sum, module cache, each proxy, given mirrors, origin and checksum database: who says what about module versions.
   * Hosts are told to `onProgress` before the first is asked; a private path is asked of no proxy and no public database.
   */
  verify(question: VerifyQuestion, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<Answer>;
  /** What the output of a go command says went wrong. Nobody is asked, no file is read. */
  explain(question: ExplainQuestion): Promise<Answer>;
}
