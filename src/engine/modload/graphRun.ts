/** Results of modules that nothing more is fetched of than what the module graph needs. */
import nodePath from 'node:path';
import { plainFailure } from '../modfetch/attempt.ts';
import type { FetchContext } from '../modfetch/context.ts';
import type { FailureCause } from '../modfetch/fetchFailure.ts';
import type { FetchQuestion, ModuleRun } from '../modfetch/moduleRun.ts';
import type { Project } from '../modfetch/project.ts';
import { emptyRun } from '../modfetch/runResult.ts';
import { Story } from '../modfetch/session.ts';
import type { NodeFailure } from './buildList.ts';
import { vendorProblems, vendorText } from './vendorCheck.ts';

/**
 * A module that go does not ask for: pruning leaves it out of a download (`pruned`), or something kept go from getting so
 * far (`go-ended-before`).
 */
export function skippedRun(
  context: FetchContext,
  question: FetchQuestion,
  reason: 'pruned' | 'go-ended-before',
): ModuleRun {
  const story = new Story(context.trace);
  story.add('decision', reason, {}, { result: 'skipped', next: 'stop' });
  const facts = { question, story, environment: context.environment, ports: context.ports };
  return { ...emptyRun(facts, null, null), outcome: 'skipped', outcomeReason: reason };
}

/** Where vendor/modules.txt does not fit, go ends before it takes anything from the vendor folder. */
export function withVendorProblems(context: FetchContext, project: Project, runs: readonly ModuleRun[]): ModuleRun[] {
  const paths = context.ports.host.platform === 'win32' ? nodePath.win32 : nodePath.posix;
  const problems = vendorProblems(project, paths);
  const [first] = problems;
  if (first === undefined) return [...runs];
  const root = paths.dirname(project.goWork?.path ?? project.goModPath);
  const text = vendorText(problems, root, project.goWork !== null);
  const concerned = new Set(problems.map(({ path }) => path));
  const blamed = runs.some(({ question }) => concerned.has(question.path))
    ? concerned
    : new Set(runs.slice(0, 1).map(({ question }) => question.path));
  return runs.map((run) => {
    if (!blamed.has(run.question.path)) return run;
    const { message } = problems.find(({ path }) => path === run.question.path) ?? first;
    const cause = { kind: 'vendorInconsistent', message } as const;
    const { failure } = plainFailure(cause, text, text, { step: run.steps.at(-1)?.id ?? null });
    return { ...run, outcome: 'failed', outcomeReason: 'vendor-inconsistent', goError: text, failure };
  });
}

/** The requirement is raised by others, and go may not write that into go.mod. */
export function needsUpdate(run: ModuleRun, message: string): ModuleRun {
  const { failure } = plainFailure({ kind: 'goModNeedsUpdate', message }, message, message);
  return { ...run, outcome: 'failed', outcomeReason: 'gomod-needs-update', goError: message, failure };
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
  if (cause === 'gosum-missing') return { kind: 'goSumMissing', which: 'mod' };
  if (cause === 'directory') return { kind: 'replaceDirMissing', directory: module ?? '' };
  const needs = /requires go >= (\S+) \(/.exec(text)?.[1];
  if (cause === 'too-new' && needs !== undefined) return { kind: 'goVersionTooNew', needs };
  return { kind: 'goFailure', code: cause, message: text };
}
