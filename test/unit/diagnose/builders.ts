/** Hand-made runs, traces and settings: what a rule sees, without any network. */
import type { RuleContext } from '../../../src/engine/diagnose/rule.ts';
import type { Environment, EnvironmentProblem } from '../../../src/engine/goenv/environment.ts';
import type { FailureCause, FetchFailure } from '../../../src/engine/modfetch/fetchFailure.ts';
import type { ModuleRun } from '../../../src/engine/modfetch/moduleRun.ts';
import type { Project } from '../../../src/engine/modfetch/project.ts';
import { parseGoMod } from '../../../src/engine/modfile/goMod.ts';
import { parseGoSum } from '../../../src/engine/modfile/goSum.ts';
import type { NetFailure } from '../../../src/engine/web/netFailure.ts';
import { createTrace, type Trace } from '../../../src/engine/web/trace.ts';
import type { ExchangeReport, Header, Setting, SettingOrigin, Step } from '../../../src/protocol/report.ts';

export const proxy = 'https://proxy.corp.example';

export function environment(
  values: Record<string, string> = {},
  options: { origin?: SettingOrigin; redacted?: boolean; problems?: EnvironmentProblem[] } = {},
): Environment {
  const all: Record<string, string> = {
    GOPROXY: `${proxy},direct`,
    GOPRIVATE: '',
    GONOPROXY: '',
    GONOSUMDB: '',
    GOFLAGS: '',
    ...values,
  };
  const settings = Object.entries(all).map(
    ([name, value]): Setting => ({
      name,
      value,
      redacted: options.redacted ?? false,
      valid: true,
      origin: name in values ? (options.origin ?? 'go-env-file') : 'default',
      from: name in values ? `/home/user/.config/go/env:${Object.keys(all).indexOf(name) + 1}` : null,
      default: '',
      shadowed: [],
    }),
  );
  return {
    settings,
    value: (name) => all[name] ?? '',
    setting: (name) => settings.find((one) => one.name === name) ?? null,
    release: '1.26.8',
    compareWithGo: async () => ({ differences: [], problems: [] }),
    problems: options.problems ?? [],
  };
}

export function trace(): Trace {
  return createTrace({ nowMs: () => 0, wallTime: () => new Date(0), after: () => () => {} });
}

export function exchange(
  to: Trace,
  fields: Partial<ExchangeReport> = {},
  headers: Record<string, string> = {},
): string {
  const responseHeaders: Header[] = Object.entries(headers).map(([name, value]) => ({ name, value, redacted: false }));
  const record = to.addExchange({
    connection: null,
    step: null,
    purpose: 'info',
    attempt: 1,
    method: 'GET',
    url: `${proxy}/example.com/m/@v/v1.0.0.info`,
    httpVersion: '1.1',
    remoteAddress: null,
    startedMs: 0,
    queuedMs: null,
    sendMs: null,
    waitMs: 5,
    bodyMs: 1,
    status: 403,
    contentType: 'text/plain',
    bodyBytes: 0,
    transferBytes: 0,
    requestHeaders: [],
    responseHeaders,
    excerpt: null,
    excerptTruncated: false,
    redirectedTo: null,
    failedPhase: null,
    error: null,
    ...fields,
  });
  return record.id;
}

export function failure(cause: FailureCause, fields: Partial<FetchFailure> = {}): FetchFailure {
  return {
    step: '3',
    exchange: null,
    entry: proxy,
    file: 'info',
    notExist: false,
    goText: 'go says so',
    goTextExact: true,
    cause,
    ...fields,
  };
}

export function netFailure(net: NetFailure, fields: Partial<FetchFailure> = {}): FetchFailure {
  return failure({ kind: 'net', failure: net }, fields);
}

export function statusFailure(
  status: number,
  serverText: string | null = null,
  fields: Partial<FetchFailure> = {},
): FetchFailure {
  const host = new URL(fields.entry ?? proxy).host;
  return failure(
    { kind: 'status', status, statusLine: `${status} Status`, host, contentType: 'text/plain', serverText },
    { notExist: status === 404 || status === 410, ...fields },
  );
}

export function step(code: string, params: Step['params'], fields: Partial<Step> = {}): Step {
  return {
    id: '4',
    kind: 'decision',
    code,
    params,
    title: '',
    why: '',
    exchanges: [],
    processes: [],
    result: 'failed',
    next: 'stop',
    ms: null,
    ...fields,
  };
}

/** A run that failed where a failure is given, else one that went well. */
export function run(
  path: string,
  version: string,
  failed: FetchFailure | null = null,
  fields: Partial<ModuleRun> = {},
): ModuleRun {
  return {
    id: `${path}@${version}`,
    question: { path, version, depth: 'mod', requirement: null },
    resolvedVersion: null,
    replacedBy: null,
    requiredBy: [],
    private: null,
    outcome: failed ? (failed.notExist ? 'not-found' : 'failed') : 'ok',
    outcomeReason: null,
    files: { list: null, info: null, mod: null, zip: null },
    failure: failed,
    hidden: [],
    goError: failed ? `${path}@${version}: ${failed.goText}` : null,
    goErrorBasis: 'exact',
    checksum: { verdict: 'not-checked', zip: null, mod: null, sources: [] },
    steps: [],
    listed: null,
    goMod: null,
    checkedAt: '2026-11-20T10:00:00.000Z',
    ...fields,
  };
}

/** The same run, asked by a line of go.mod. */
export function required(project: Project, one: ModuleRun): ModuleRun {
  const line = project.goMod.requires.find((require) => require.path === one.question.path)?.range.start.line ?? 1;
  return { ...one, question: { ...one.question, requirement: { file: project.goModPath, line, indirect: false } } };
}

export function project(goMod: string, goSum: string | null = null): Project {
  return {
    goModPath: '/home/user/app/go.mod',
    goMod: parseGoMod(goMod, '/home/user/app/go.mod'),
    goSumPath: '/home/user/app/go.sum',
    goSum: goSum === null ? null : parseGoSum(goSum, '/home/user/app/go.sum'),
    goWork: null,
    hasVendor: false,
  };
}

export function context(fields: Partial<RuleContext> = {}): RuleContext {
  return {
    environment: environment(),
    runs: [],
    trace: trace(),
    project: null,
    mode: 'active',
    platform: 'linux',
    ...fields,
  };
}
