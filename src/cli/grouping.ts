/**
 * Puts modules that share a cause together, so that one dead proxy with 80 requirements is told once.
 * Findings come ranked by the engine; the first one that concerns a module is its verdict.
 */
import type { Finding, ModuleReport, Report } from '../protocol/report.ts';

export interface Group {
  /** The verdict, or null where the engine has none. */
  finding: Finding | null;
  /** Further findings that concern only modules of this group. */
  also: Finding[];
  modules: [ModuleReport, ...ModuleReport[]];
}

export interface Grouping {
  failing: Group[];
  /** Not known, each with its reason. */
  unknown: Group[];
  skipped: ModuleReport[];
  healthy: ModuleReport[];
  /** Findings that belong to no group: warnings about healthy modules, settings. */
  others: Finding[];
}

export function groupModules(report: Report): Grouping {
  const failed = report.modules.filter((module) => isFailing(report, module));
  const rest = report.modules.filter((module) => !failed.includes(module));
  const failing = groupByCause(report, failed);
  const unknown = groupByCause(
    report,
    rest.filter((module) => module.outcome === 'unknown'),
  );
  const others = placeFurtherFindings(report.findings, failing);
  return {
    failing,
    unknown,
    skipped: rest.filter((module) => module.outcome === 'skipped'),
    healthy: rest.filter((module) => module.outcome === 'ok'),
    others,
  };
}

function isFailing(report: Report, module: ModuleReport): boolean {
  if (module.outcome === 'failed' || module.outcome === 'not-found') return true;
  return module.outcome !== 'ok' ? false : concerning(report, module).some((one) => one.severity === 'error');
}

const concerning = (report: Report, module: ModuleReport) =>
  report.findings.filter((finding) => finding.affects.includes(module.id));

function groupByCause(report: Report, modules: readonly ModuleReport[]): Group[] {
  const groups = new Map<string, Group>();
  for (const module of modules) {
    const finding = verdictOn(report, module);
    const key = finding === null ? keyWithoutFinding(module) : `finding ${finding.id}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { finding, also: [], modules: [module] });
    else group.modules.push(module);
  }
  const rank = ({ finding }: Group) => (finding === null ? report.findings.length : report.findings.indexOf(finding));
  return [...groups.values()].sort((a, b) => rank(a) - rank(b));
}

/** What is not known yet has no verdict: a warning about the module is not the reason. */
function verdictOn(report: Report, module: ModuleReport): Finding | null {
  if (module.outcome === 'unknown') return null;
  const errors = concerning(report, module).filter((finding) => finding.severity === 'error');
  return errors.find((finding) => finding.causedBy === null) ?? errors[0] ?? null;
}

function keyWithoutFinding(module: ModuleReport): string {
  return module.outcome === 'unknown' ? `reason ${module.outcomeReason}` : `module ${module.id}`;
}

/** Gives each finding that is no verdict to the group it is about; returns those that no group can hold. */
function placeFurtherFindings(findings: readonly Finding[], groups: readonly Group[]): Finding[] {
  const verdicts = new Set(groups.map((group) => group.finding));
  const others: Finding[] = [];
  for (const finding of findings) {
    if (verdicts.has(finding)) continue;
    const home = groups.find((group) => belongsTo(finding, group));
    if (home === undefined) others.push(finding);
    else home.also.push(finding);
  }
  return others;
}

function belongsTo(finding: Finding, group: Group): boolean {
  if (finding.causedBy !== null && finding.causedBy === group.finding?.id) return true;
  return finding.affects.length > 0 && finding.affects.every((id) => group.modules.some((module) => module.id === id));
}
