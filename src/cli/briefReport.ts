/**
 * A report without its trace. An editor looks at a whole go.mod unasked and shows verdicts only: with 500 requirements
 * the requests and steps are two megabytes, and reading them would hold up its extension host.
 */
import type { ModuleReport, Report } from '../protocol/report.ts';

/** Verdicts, times, checksums and findings stay; of the steps those that say what the module cache has. */
export function briefReport(report: Report): Report {
  return { ...report, connections: [], exchanges: [], processes: [], modules: report.modules.map(briefModule) };
}

function briefModule(module: ModuleReport): ModuleReport {
  return {
    ...module,
    steps: module.steps.filter(({ code }) => code === 'cache-hit'),
    checksum: { ...module.checksum, sources: [] },
  };
}
