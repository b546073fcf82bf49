/**
 * Several runs of one question as one report: each under `runs`, and where a run ends otherwise than the first one under
 * `differences`. Ids of later runs get the number of their run in front, so that all evidence stays findable.
 */
import type {
  ConnectionReport,
  ExchangeReport,
  ModuleReport,
  ProcessReport,
  Report,
  RunDifference,
  RunReport,
  Step,
} from '../../protocol/report.ts';

export interface NamedRun {
  label: string;
  kind: RunReport['kind'];
  report: Report;
}

/** The first run also fills the parts of the report that speak of one run. */
export function joinReports(command: string, runs: readonly [NamedRun, ...NamedRun[]]): Report {
  const [first, ...others] = runs;
  const later = others.map((run, index) => ({ ...run, report: withIds(run.report, `${index + 2}.`) }));
  const all = [first, ...later];
  const reports = all.map(({ report }) => report);
  return {
    ...first.report,
    command,
    durationMs: reports.reduce((sum, { durationMs }) => sum + durationMs, 0),
    complete: reports.every(({ complete }) => complete),
    connections: reports.flatMap(({ connections }) => connections),
    exchanges: reports.flatMap(({ exchanges }) => exchanges),
    processes: reports.flatMap(({ processes }) => processes),
    limits: reports.flatMap(({ limits }) => limits),
    runs: all.map(({ label, kind, report }, index) => ({
      id: String(index + 1),
      label,
      kind,
      settings: report.settings,
      modules: report.modules,
    })),
    differences: [
      ...first.report.differences,
      ...later.flatMap(({ report }, index) => differencesOf(String(index + 2), first.report.modules, report.modules)),
    ],
  };
}

function differencesOf(run: string, base: readonly ModuleReport[], changed: readonly ModuleReport[]): RunDifference[] {
  return base.flatMap((module, index) => {
    const other = changed[index];
    if (other === undefined) return [];
    return facts.flatMap(({ step, of }) => {
      const [expected, got] = [of(module), of(other)];
      return expected === got || expected === null || got === null ? [] : [{ run, step, expected, got }];
    });
  });
}

/** What is compared; null where a run does not know it. */
const facts: readonly { step: string; of: (module: ModuleReport) => string | null }[] = [
  { step: 'outcome', of: ({ outcome }) => outcome },
  { step: 'version', of: ({ resolvedVersion }) => resolvedVersion },
  { step: 'served-by', of: ({ servedBy }) => servedBy },
  { step: 'zip-hash', of: (module) => hashOf(module, 'zip') },
  { step: 'mod-hash', of: (module) => hashOf(module, 'mod') },
  { step: 'error', of: ({ goError }) => goError },
  { step: 'requests', of: requestsOf },
];

/** The hash of what was served, not of what a file records. */
export function hashOf({ checksum }: ModuleReport, which: 'zip' | 'mod'): string | null {
  const served = checksum.sources.filter(({ source }) => source !== 'go.sum' && source !== 'sumdb');
  return served.map((source) => source[which]).find((hash) => hash !== null) ?? null;
}

function requestsOf({ steps }: ModuleReport): string | null {
  const urls = steps.flatMap(({ params }) => (typeof params['url'] === 'string' ? [params['url']] : []));
  return urls.length === 0 ? null : urls.join('\n');
}

function withIds(report: Report, prefix: string): Report {
  const id = (own: string) => prefix + own;
  const idOrNull = (own: string | null) => (own === null ? null : id(own));
  return {
    ...report,
    connections: report.connections.map((one): ConnectionReport => ({ ...one, id: id(one.id) })),
    exchanges: report.exchanges.map(
      (one): ExchangeReport => ({
        ...one,
        id: id(one.id),
        connection: idOrNull(one.connection),
        step: idOrNull(one.step),
      }),
    ),
    processes: report.processes.map((one): ProcessReport => ({ ...one, id: id(one.id), step: idOrNull(one.step) })),
    modules: report.modules.map((one) => moduleWithIds(one, id)),
  };
}

/** Findings belong to the first run alone. */
function moduleWithIds(module: ModuleReport, id: (own: string) => string): ModuleReport {
  const files = Object.entries(module.files).map(([kind, file]) => [
    kind,
    file?.exchange == null ? file : { ...file, exchange: id(file.exchange) },
  ]);
  const step = (one: Step): Step => ({
    ...one,
    id: id(one.id),
    exchanges: one.exchanges.map(id),
    processes: one.processes.map(id),
  });
  return { ...module, files: Object.fromEntries(files), steps: module.steps.map(step), findings: [] };
}
