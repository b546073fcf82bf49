/** Results of modules that the module graph alone tells something about. */
import type { FetchContext } from '../modfetch/context.ts';
import type { FailureCause } from '../modfetch/fetchFailure.ts';
import type { FetchQuestion, ModuleRun } from '../modfetch/moduleRun.ts';
import { emptyRun } from '../modfetch/runResult.ts';
import { Story } from '../modfetch/session.ts';
import type { NodeFailure } from './buildList.ts';

/** In the build list, but nothing of it is needed to load the graph, and `go mod download` leaves it out. */
export function prunedRun(context: FetchContext, question: FetchQuestion): ModuleRun {
  const story = new Story(context.trace);
  story.add('decision', 'pruned', {}, { result: 'skipped', next: 'stop' });
  const facts = { question, story, environment: context.environment, ports: context.ports };
  return {
    ...emptyRun(facts, null, null),
    resolvedVersion: question.version,
    outcome: 'skipped',
    outcomeReason: 'pruned',
  };
}

/** Says on the module that makes a hole in the graph what go says about it, with the chain that leads there. */
export function failedInGraph(run: ModuleRun, { failure, text }: NodeFailure, isReported: boolean): ModuleRun {
  if (failure.cause === 'unknown') return run;
  const goErrorBasis = isReported ? run.goErrorBasis : 'approximate';
  if (run.outcome === 'failed' || run.outcome === 'not-found') return { ...run, goError: text, goErrorBasis };
  return {
    ...run,
    outcome: 'failed',
    outcomeReason: failure.cause,
    goError: text,
    goErrorBasis,
    failure: {
      step: run.steps.at(-1)?.id ?? null,
      exchange: run.files.mod?.exchange ?? null,
      entry: null,
      file: 'mod',
      notExist: false,
      goText: failure.text,
      goTextExact: true,
      cause: causeOf(run, failure.cause, failure.text, failure.module),
    },
  };
}

function causeOf(
  run: ModuleRun,
  cause: NodeFailure['failure']['cause'],
  text: string,
  module: string | null,
): FailureCause {
  const declared = /^parsing go\.mod:\n\tmodule declares its path as: (.*)\n/.exec(text)?.[1];
  if (declared !== undefined) return { kind: 'modulePathMismatch', declared, required: run.question.path };
  if (cause === 'directory') return { kind: 'replaceDirMissing', directory: module ?? '' };
  const needs = /requires go >= (\S+) \(/.exec(text)?.[1];
  if (cause === 'too-new' && needs !== undefined) return { kind: 'goVersionTooNew', needs };
  return { kind: 'goFailure', code: cause, message: text };
}
