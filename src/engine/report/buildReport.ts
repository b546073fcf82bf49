/** Puts what a run saw into the versioned report. Words are filled in later, by `src/text`. */
import type {
  Finding,
  HostFacts,
  Mode,
  ModuleReport,
  Operation,
  Report,
  Setting,
  Summary,
} from '../../protocol/report.ts';
import type { GoComparison } from '../goenv/environment.ts';
import type { ModuleRun } from '../modfetch/moduleRun.ts';
import type { Trace } from '../web/trace.ts';

export interface ReportParts {
  command: string;
  operation: Operation;
  mode: Mode;
  toolVersion: string;
  startedAt: Date;
  durationMs: number;
  complete: boolean;
  host: HostFacts;
  settings: readonly Setting[];
  subject: Report['subject'];
  runs: readonly ModuleRun[];
  trace: Trace | null;
  findings: readonly Finding[];
  /** Settings on which the go command does not agree with us. */
  differences: GoComparison['differences'];
}

/** Builds the report of one question. */
export function buildReport(parts: ReportParts): Report {
  const modules = parts.runs.map((run) => moduleReport(run, parts.findings));
  return {
    schema: 'gomod-doctor.report/1',
    command: parts.command,
    operation: parts.operation,
    mode: parts.mode,
    tool: { name: 'gomod-doctor', version: parts.toolVersion },
    startedAt: parts.startedAt.toISOString(),
    durationMs: roundMs(parts.durationMs),
    complete: parts.complete,
    host: parts.host,
    settings: [...parts.settings],
    subject: parts.subject,
    modules,
    connections: [...(parts.trace?.connections ?? [])],
    exchanges: [...(parts.trace?.exchanges ?? [])],
    processes: [...(parts.trace?.processes ?? [])],
    findings: [...parts.findings],
    runs: [],
    differences: parts.differences.map(({ name, ours, gos }) => ({ run: 'env', step: name, expected: gos, got: ours })),
    checks: [],
    recognised: [],
    unrecognisedBytes: 0,
    limits: [...(parts.trace?.limits ?? [])],
    summary: summarize(modules, parts.findings),
  };
}

function moduleReport(run: ModuleRun, findings: readonly Finding[]): ModuleReport {
  const deepest = run.files.zip ?? run.files.mod ?? run.files.info ?? run.files.list;
  return {
    id: run.id,
    path: run.question.path,
    version: run.question.version,
    file: run.question.requirement?.file ?? null,
    line: run.question.requirement?.line ?? null,
    indirect: run.question.requirement?.indirect ?? false,
    resolvedVersion: run.resolvedVersion,
    replacedBy: run.replacedBy,
    requiredBy: run.requiredBy,
    private: run.private,
    outcome: run.outcome,
    outcomeReason: run.outcomeReason,
    servedBy: deepest?.servedBy ?? null,
    files: run.files,
    goError: run.goError,
    goErrorBasis: run.goErrorBasis,
    hiddenErrors: run.hidden.map((failure) => failure.goText),
    checksum: run.checksum,
    checkedAt: run.checkedAt,
    steps: run.steps,
    findings: findings.filter((finding) => finding.affects.includes(run.id)).map((finding) => finding.id),
  };
}

function summarize(modules: readonly ModuleReport[], findings: readonly Finding[]): Summary {
  const count = (...outcomes: ModuleReport['outcome'][]) => modules.filter((m) => outcomes.includes(m.outcome)).length;
  return {
    modules: modules.length,
    ok: count('ok'),
    failed: count('failed', 'not-found'),
    unknown: count('unknown'),
    skipped: count('skipped'),
    errors: findings.filter((finding) => finding.severity === 'error').length,
    warnings: findings.filter((finding) => finding.severity === 'warning').length,
  };
}

function roundMs(ms: number): number {
  return Math.round(ms * 10) / 10;
}
