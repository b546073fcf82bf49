/** What the editor remembers of one module: enough for annotation and hover, small enough to be kept between windows. */
import type {
  ChecksumVerdict,
  Finding,
  Mode,
  ModuleOutcome,
  ModuleReport,
  Report,
  Severity,
} from '../../protocol/report.ts';

export interface ModuleFact {
  path: string;
  version: string;
  mode: Mode;
  /** RFC 3339. */
  checkedAt: string;
  outcome: ModuleOutcome;
  outcomeReason: string | null;
  /** Proxy URL, `direct`, `cache`, `vendor`, `directory` or null. */
  servedBy: string | null;
  /** Time of all answers for this module together; null where nobody was asked. */
  ms: number | null;
  checksum: { verdict: ChecksumVerdict; by: 'go.sum' | 'sumdb' | null; pattern: string | null };
  private: { setting: string; pattern: string } | null;
  replacedBy: string | null;
  /** What go prints, or null. */
  goError: string | null;
  /** Whether this machine has the module in its cache, where that was looked at. */
  isCached: boolean;
  /** True: this machine has the module, and a machine without it could not fetch it. */
  failsOnlyWhenEmpty: boolean;
  problem: Problem | null;
}

export interface Problem {
  code: string;
  severity: Severity;
  title: string;
  detail: string;
  helpUrl: string;
  host: string | null;
  status: number | null;
}

export function moduleKey(path: string, version: string): string {
  return `${path}@${version}`;
}

export function factsOf(report: Report): ModuleFact[] {
  const verdicts = verdictsOf(report.findings);
  return report.modules.map((module) => factOf(module, report.mode, verdicts.get(module.id) ?? null));
}

function factOf(module: ModuleReport, mode: Mode, verdict: Finding | null): ModuleFact {
  const { path, version, checkedAt, outcome, outcomeReason, servedBy, goError, replacedBy } = module;
  const part = module.checksum.zip ?? module.checksum.mod;
  return {
    path,
    version,
    mode,
    checkedAt,
    outcome,
    outcomeReason,
    servedBy,
    ms: totalMs(module),
    checksum: { verdict: module.checksum.verdict, by: part?.by ?? null, pattern: part?.pattern ?? null },
    private: module.private,
    replacedBy,
    goError,
    isCached: servedBy === 'cache' || module.steps.some((step) => step.code === 'cache-hit'),
    failsOnlyWhenEmpty: false,
    problem: verdict === null ? null : problemOf(verdict),
  };
}

/** The first finding of each module: findings come ranked, a cause before its consequences. Notes are no problem. */
function verdictsOf(findings: readonly Finding[]): Map<string, Finding> {
  const verdicts = new Map<string, Finding>();
  for (const finding of findings) {
    if (finding.severity === 'info') continue;
    for (const id of finding.affects) if (!verdicts.has(id)) verdicts.set(id, finding);
  }
  return verdicts;
}

function problemOf(finding: Finding): Problem {
  const { code, severity, title, detail, helpUrl, params, subject } = finding;
  const status = typeof params['status'] === 'number' ? params['status'] : null;
  return { code, severity, title, detail, helpUrl, host: subject.host ?? null, status };
}

function totalMs(module: ModuleReport): number | null {
  const times = Object.values(module.files).flatMap((file) => (typeof file?.ms === 'number' ? [file.ms] : []));
  return times.length === 0 ? null : times.reduce((sum, ms) => sum + ms, 0);
}

export function hasFailed(fact: ModuleFact): boolean {
  return fact.outcome === 'failed' || fact.outcome === 'not-found' || fact.problem?.severity === 'error';
}
