/** A diagnosis that the user asked for: as on a clean machine, with what this machine has in its cache beside it. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Progress } from '../protocol/messages.ts';
import type { Report } from '../protocol/report.ts';
import type { Asking } from './asking.ts';
import { badQuestionWords } from './badQuestion.ts';
import { readConfiguration } from './configuration.ts';
import type { EngineClient } from './engineClient.ts';
import type { EngineReply } from './engineProcess.ts';
import type { Results } from './results.ts';
import type { Target } from './target.ts';

export type DiagnosisResult =
  | { kind: 'report'; report: Report }
  | { kind: 'cancelled' }
  /** One sentence for the user. */
  | { kind: 'failed'; message: string };

export class Diagnosis {
  readonly #engine: EngineClient;
  readonly #results: Results;
  readonly #asking: Asking;

  constructor(engine: EngineClient, results: Results, asking: Asking) {
    this.#engine = engine;
    this.#results = results;
    this.#asking = asking;
  }

  async run(
    { file, module }: Target,
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<DiagnosisResult> {
    const { timeoutMs } = readConfiguration(file);
    const modules = module === null ? [] : [module];
    const asked = { uri: file.toString(), keys: module === null ? null : modules, isByUser: true };
    const [plan, reply] = await this.#asking.during(asked, () =>
      Promise.all([
        this.#engine.ask('plan', file, { modules, timeoutMs }, () => {}, signal),
        this.#engine.ask('diagnose', file, { modules, cache: 'empty', timeoutMs }, onProgress, signal),
      ]),
    );
    const result = resultOf(reply);
    if (result.kind !== 'report') return result;
    const { report } = result;
    this.#results.take(file, { report, isWholeFile: module === null, cachedHere: cachedIn(plan) });
    this.#results.keepReport(file, report);
    return result;
  }

  /** The same with a notification that can be cancelled. */
  runWithProgress(target: Target): Thenable<DiagnosisResult> {
    const title = l10n.t('Diagnosing {0}', target.module ?? vscode.workspace.asRelativePath(target.file));
    return withProgress(title, (onProgress, signal) => this.run(target, onProgress, signal));
  }
}

/** Long work that the user started: shown, cancellable. */
export function withProgress<T>(
  title: string,
  work: (onProgress: (progress: Progress) => void, signal: AbortSignal) => Promise<T>,
): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (shown, token) => {
    const abort = new AbortController();
    const subscription = token.onCancellationRequested(() => abort.abort());
    try {
      return await work(({ done, total, current }) => {
        if (current !== null) shown.report({ message: total > 1 ? `${done}/${total} ${current}` : current });
      }, abort.signal);
    } finally {
      subscription.dispose();
    }
  });
}

export function resultOf(reply: EngineReply): DiagnosisResult {
  if (reply.kind === 'cancelled') return reply;
  if (reply.kind === 'failure') {
    return { kind: 'failed', message: l10n.t('The engine failed: {0}', reply.message) };
  }
  const { answer } = reply;
  if (answer.kind === 'badQuestion') return { kind: 'failed', message: badQuestionWords(answer) };
  return { kind: 'report', report: answer.report };
}

/** Modules that this machine has. */
function cachedIn(plan: EngineReply): Set<string> {
  if (plan.kind !== 'answer' || plan.answer.kind !== 'report') return new Set();
  return new Set(plan.answer.report.modules.filter(({ servedBy }) => servedBy === 'cache').map(({ id }) => id));
}
