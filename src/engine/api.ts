/** What the front ends ask of the engine. `engine.ts` builds it. */
import type { Answer, ExplainQuestion, Progress, Question } from '../protocol/messages.ts';

export type { Answer, BadQuestionCode, ExplainQuestion, Progress, Question } from '../protocol/messages.ts';

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
  /** What the output of a go command says went wrong. Nobody is asked, no file is read. */
  explain(question: ExplainQuestion): Promise<Answer>;
}
