/** Findings and reports for tests of the editor's pure parts. */
import { parseGoMod } from '../../../src/engine/modfile/goMod.ts';
import type { Finding, ModuleReport, Report } from '../../../src/protocol/report.ts';
import type { KnownFinding } from '../../../src/vscode/model/resultStore.ts';
import { sampleFinding, sampleModule, sampleReport } from '../cli/sampleReport.ts';

export const uri = 'file:///p/go.mod';

export const goMod = parseGoMod(
  `module example.com/main

go 1.26

require (
	example.com/a v1.0.0
	example.com/b v1.2.0
)
`,
  '/p/go.mod',
);

export function moduleOf(path: string, version: string, more: Partial<ModuleReport> = {}): ModuleReport {
  return sampleModule('1', path, { id: `${path}@${version}`, version, ...more });
}

export function findingOf(code: string, affects: string[], more: Partial<Finding> = {}): Finding {
  return sampleFinding('1', affects, { code, ...more });
}

const checkedAt = '2026-11-21T09:00:00.000Z';

export function known(finding: Finding, more: Partial<KnownFinding> = {}): KnownFinding {
  return {
    finding,
    mode: 'active',
    onlyWhenEmpty: false,
    isBeyondFile: false,
    checkedAt,
    isFromEarlier: false,
    ...more,
  };
}

export function reportOf(modules: ModuleReport[], findings: Finding[] = [], more: Partial<Report> = {}): Report {
  return sampleReport({ modules, findings, ...more });
}
