/** The fetch of one module: what it stands on, and the story that it writes. */
import type { ChecksumPart, ModuleOutcome, Params, Step, StepKind } from '../../protocol/report.ts';
import type { ProxyEntry } from '../goenv/goproxy.ts';
import type { PatternMatch } from '../goenv/privacy.ts';
import type { Retract } from '../modfile/goMod.ts';
import type { Trace } from '../web/trace.ts';
import type { Attempt, Failed } from './attempt.ts';
import type { FetchContext } from './context.ts';
import type { RunMemo } from './runMemo.ts';
import type { StepCode } from './stepCode.ts';

export interface Session {
  context: FetchContext;
  memo: RunMemo;
  signal: AbortSignal;
  /** The module that is asked for: after a replacement the new one. */
  path: string;
  entries: readonly ProxyEntry[];
  /** The GONOPROXY or GOPRIVATE pattern that keeps this path from proxies. */
  noProxy: PatternMatch | null;
  story: Story;
  /** Versions that a proxy listed, once one did. */
  listed: string[] | null;
  /** What go.sum and the settings say about the hashes seen so far, by `mod PATH@VERSION` and `zip PATH@VERSION`. */
  sums: Map<string, ChecksumPart>;
  hashes: Map<string, string>;
  /** Who served the go.mod and the zip, also where their checksum was refused. */
  served: Map<'mod' | 'zip', string>;
  /** What the author retracts, once it was read. */
  retracts?: Promise<Attempt<readonly Retract[]>>;
}

/** The steps of one module in order, and every failure on the way. */
export class Story {
  readonly steps: Step[] = [];
  readonly failures: Failed[] = [];
  private readonly trace: Trace;

  constructor(trace: Trace) {
    this.trace = trace;
  }

  nowMs(): number {
    return this.trace.nowMs();
  }

  /** Adds a step. Who learns more about it later fills it in place. */
  add(
    kind: StepKind,
    code: StepCode,
    params: Params,
    end: { result: ModuleOutcome; next?: Step['next']; exchanges?: readonly string[]; ms?: number },
  ): Step {
    const step: Step = {
      id: this.trace.nextStepId(),
      kind,
      code,
      params,
      title: '',
      why: '',
      exchanges: [...(end.exchanges ?? [])],
      processes: [],
      result: end.result,
      next: end.next ?? 'continue',
      ms: end.ms ?? null,
    };
    this.steps.push(step);
    return step;
  }

  /** Remembers a failure once, though go may meet it again. */
  fail(failed: Failed): void {
    if (!this.failures.some((known) => known.failure === failed.failure)) this.failures.push(failed);
  }
}
