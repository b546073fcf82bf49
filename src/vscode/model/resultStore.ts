/** The newest results for each go.mod, by its URI. Facts and findings outlive the window; remedies do not. */
import type { Finding, Mode, Report, Setting } from '../../protocol/report.ts';
import { ageMs, freshForMs } from './age.ts';
import { factsOf, type ModuleFact, moduleKey } from './moduleFact.ts';
import { fromSaved, type SavedResults, toSave } from './savedResults.ts';

export interface KnownFinding {
  finding: Finding;
  mode: Mode;
  /** Only a machine without the module meets it. */
  onlyWhenEmpty: boolean;
  /** Its modules stand on no require line: requirements of requirements, or a toolchain. */
  isBeyondFile: boolean;
  /** RFC 3339. */
  checkedAt: string;
  /** Seen by a window that has been closed since. */
  isFromEarlier: boolean;
}

export interface Recall {
  fact: ModuleFact;
  /** Settings or files have changed since. */
  isOutdated: boolean;
}

/** A report and how to take it in. */
export interface Arrival {
  report: Report;
  /** The report speaks for the whole file: findings it lacks are gone. */
  isWholeFile: boolean;
  /** Module keys that this machine has in its cache, in a report that pretends an empty one. */
  cachedHere: ReadonlySet<string>;
}

interface FileResults {
  facts: Map<string, ModuleFact>;
  outdated: Set<string>;
  findings: KnownFinding[];
  settings: readonly Setting[];
}

/** The module in which go gets another release of itself. */
export const toolchainModule = 'golang.org/toolchain';

const mostFiles = 50;
/** A failure is looked at again on the next save, but not on every keystroke's. */
const retryAfterMs = 15_000;
/** A host that gave no answer at all is left alone for longer; a change of settings or a user's question does not wait. */
const retryHostAfterMs = 3 * 60_000;

export class ResultStore {
  readonly #files = new Map<string, FileResults>();
  #arrivals = 0;

  /** `key` is `PATH@VERSION`. */
  recall(uri: string, key: string): Recall | null {
    const file = this.#files.get(uri);
    const fact = file?.facts.get(key);
    return file && fact ? { fact, isOutdated: file.outdated.has(key) } : null;
  }

  /** Which of these modules a quiet look should ask for: what is new, old, or failed a while ago. */
  due(uri: string, keys: readonly string[], nowMs: number): string[] {
    return keys.filter((key) => {
      const recall = this.recall(uri, key);
      if (recall === null || recall.isOutdated || recall.fact.mode === 'offline') return true;
      return ageMs(recall.fact.checkedAt, nowMs) > keptStillMs(recall.fact);
    });
  }

  findings(uri: string): readonly KnownFinding[] {
    return this.#files.get(uri)?.findings ?? [];
  }

  /** As the newest report for this file has them. */
  settings(uri: string): readonly Setting[] {
    return this.#files.get(uri)?.settings ?? [];
  }

  facts(uri: string): ModuleFact[] {
    return [...(this.#files.get(uri)?.facts.values() ?? [])];
  }

  take(uri: string, arrival: Arrival): void {
    const file = this.#fileOf(uri);
    const { report, isWholeFile, cachedHere } = withoutOvertaken(arrival, file);
    const arrived = factsOf(report).map((fact) => withCache(fact, cachedHere));
    for (const fact of arrived) {
      const key = moduleKey(fact.path, fact.version);
      if (report.mode === 'offline' && this.#isBetter(file, key)) continue;
      file.facts.set(key, fact);
      file.outdated.delete(key);
    }
    if (isWholeFile && report.mode !== 'offline') forgetToolchains(file, report);
    const asked = new Set(report.modules.map((module) => module.id));
    const kept = isWholeFile ? keptBeside(report, file.findings) : withoutModules(file.findings, asked);
    file.settings = report.settings;
    const run = ++this.#arrivals;
    file.findings = [...kept, ...report.findings.map((finding) => known(finding, run, report, cachedHere))];
  }

  /** Settings changed: what is known is still shown, marked as old. */
  outdate(uri: string | null): void {
    for (const [one, file] of this.#files) {
      if (uri !== null && uri !== one) continue;
      for (const key of file.facts.keys()) file.outdated.add(key);
    }
  }

  forget(uri: string): void {
    this.#files.delete(uri);
  }

  save(nowMs: number): SavedResults {
    const files = [...this.#files].slice(-mostFiles);
    return {
      version: 2,
      files: files.map(([uri, { facts, findings }]) => toSave(uri, facts.values(), findings, nowMs)),
    };
  }

  /** Takes what an earlier window saved. */
  load(saved: unknown, nowMs: number): void {
    for (const { uri, facts, findings } of fromSaved(saved, nowMs)) {
      const file = this.#fileOf(uri);
      for (const fact of facts) file.facts.set(moduleKey(fact.path, fact.version), fact);
      file.findings = findings;
      // Ids begin with the number of a run: runs of this window get others.
      for (const { finding } of findings)
        this.#arrivals = Math.max(this.#arrivals, Number.parseInt(finding.id, 10) || 0);
    }
  }

  #fileOf(uri: string): FileResults {
    const file = this.#files.get(uri) ?? { facts: new Map(), outdated: new Set(), findings: [], settings: [] };
    this.#files.set(uri, file);
    return file;
  }

  /** A plan asks nobody, so it never replaces what somebody answered, unless that is known to be old. */
  #isBetter(file: FileResults, key: string): boolean {
    const present = file.facts.get(key);
    return present !== undefined && present.mode !== 'offline' && !file.outdated.has(key);
  }
}

/**
 * A quiet look that began before the user's own diagnosis of a module answered knows less about it, however late it
 * arrives. What it says of other modules still counts.
 */
function withoutOvertaken(arrival: Arrival, file: FileResults): Arrival {
  const { report } = arrival;
  if (report.mode !== 'passive') return arrival;
  const isOvertaken = (id: string) => {
    const present = file.facts.get(id);
    return present?.mode === 'active' && Date.parse(present.checkedAt) > Date.parse(report.startedAt);
  };
  const modules = report.modules.filter(({ id }) => !isOvertaken(id));
  if (modules.length === report.modules.length) return arrival;
  const findings = report.findings.flatMap((finding) => {
    const affects = finding.affects.filter((id) => !isOvertaken(id));
    return finding.affects.length > 0 && affects.length === 0 ? [] : [{ ...finding, affects }];
  });
  return { ...arrival, report: { ...report, modules, findings }, isWholeFile: false };
}

/** How long a quiet look takes this for granted. */
function keptStillMs({ outcome, problem }: ModuleFact): number {
  if (outcome === 'ok' || outcome === 'skipped') return freshForMs;
  const isHostSilent = problem !== null && problem.host !== null && problem.status === null;
  return isHostSilent ? retryHostAfterMs : retryAfterMs;
}

/** A release that the file no longer asks for. */
function forgetToolchains(file: FileResults, report: Report): void {
  for (const [key, { path }] of file.facts) {
    if (path === toolchainModule && !report.modules.some(({ id }) => id === key)) file.facts.delete(key);
  }
}

function withCache(fact: ModuleFact, cachedHere: ReadonlySet<string>): ModuleFact {
  if (!cachedHere.has(moduleKey(fact.path, fact.version))) return fact;
  const fails = fact.outcome === 'failed' || fact.outcome === 'not-found';
  return { ...fact, isCached: true, failsOnlyWhenEmpty: fails };
}

/** Ids are unique within one report only, so the run becomes part of them. */
function known(original: Finding, run: number, report: Report, cachedHere: ReadonlySet<string>): KnownFinding {
  const idOf = (id: string) => `${run}/${id}`;
  const causedBy = original.causedBy === null ? null : idOf(original.causedBy);
  const finding = { ...original, id: idOf(original.id), causedBy };
  const onlyWhenEmpty = finding.affects.length > 0 && finding.affects.every((id) => cachedHere.has(id));
  const affected = report.modules.filter(({ id }) => finding.affects.includes(id));
  const isBeyondFile =
    affected.length > 0 && affected.every(({ line, path }) => line === null || path === toolchainModule);
  const { mode, startedAt: checkedAt } = report;
  return { finding, mode, onlyWhenEmpty, isBeyondFile, checkedAt, isFromEarlier: false };
}

/** A plan of the whole file says nothing about what servers answered. */
function keptBeside(report: Report, findings: readonly KnownFinding[]): KnownFinding[] {
  if (report.mode !== 'offline') return [];
  const present = new Set(report.modules.map((module) => module.id));
  return findings.filter(
    ({ finding, mode }) => mode !== 'offline' && usesNetwork(finding) && finding.affects.some((id) => present.has(id)),
  );
}

export function usesNetwork(finding: Finding): boolean {
  return finding.evidence.some((id) => /^(?:exchange|connection|process):/.test(id));
}

/** What is left of earlier findings when these modules were asked again. */
function withoutModules(findings: readonly KnownFinding[], asked: ReadonlySet<string>): KnownFinding[] {
  return findings.flatMap((one) => {
    const { affects } = one.finding;
    const left = affects.filter((id) => !asked.has(id));
    if (left.length === affects.length && affects.length > 0) return [one];
    return left.length === 0 ? [] : [{ ...one, finding: { ...one.finding, affects: left } }];
  });
}
