/** `gomod-doctor lab`: a tour through the scenarios, each with its lesson, the diagnosis, and whether it was right. */
import type { Ports } from '../../src/engine/ports.ts';
import type { Report } from '../../src/protocol/report.ts';
import { dataIn, defaultData, loadScenarios, type RunningLab, startLab } from './lab.ts';
import { type LabLanguage, labWords } from './labWords.ts';
import type { Scenario } from './scenario.ts';
import { judge } from './verdict.ts';

export interface LabOptions {
  /** Names of scenarios; empty: all. */
  scenarios: readonly string[];
  /** A folder that holds `scenario/` and `module/`; null: beside the sources. */
  dataDirectory: string | null;
  language: LabLanguage;
  write(text: string): void;
  /**
   * Diagnoses the modules (none: the whole go.mod) to the depth of the zip, with the ports that `adapt` makes of real
   * ones: they carry the victim's whole environment and the scripted faults. The settings are in that environment too.
   * `real`: the victim's go has been at work before, and what it left counts.
   */
  diagnose(
    directory: string,
    settings: Readonly<Record<string, string>>,
    modules: readonly string[],
    adapt: (ports: Ports) => Ports,
    cache: 'empty' | 'real',
  ): Promise<Report>;
  /** The diagnosis in a few lines for people. */
  render(report: Report): string;
}

/** The exit code: 0 where every scenario led to its finding, 1 where one did not, 2 where a name is unknown. */
export async function runLab(options: LabOptions): Promise<number> {
  const words = labWords(options.language);
  const data = options.dataDirectory === null ? defaultData() : dataIn(options.dataDirectory);
  const all = loadScenarios(data);
  const unknown = options.scenarios.filter((name) => !all.some((scenario) => scenario.name === name));
  if (unknown.length > 0) {
    const names = all.map(({ name }) => name).join('\n  ');
    options.write(`${words.noSuchScenario(unknown.join(', '))}\n  ${names}\n`);
    return 2;
  }
  const chosen = all.filter(({ name }) => options.scenarios.length === 0 || options.scenarios.includes(name));
  const count = { right: 0, wrong: 0, skipped: 0 };
  for (const [index, scenario] of chosen.entries()) {
    options.write(`\n[${index + 1}/${chosen.length}] ${scenario.name}: ${scenario.title[options.language]}\n`);
    count[await visit(scenario, await startLab(scenario, data), options)] += 1;
  }
  options.write(`\n${words.total(count)}\n`);
  return count.wrong === 0 ? 0 : 1;
}

type Visit = 'right' | 'wrong' | 'skipped';

async function visit(scenario: Scenario, lab: RunningLab, options: LabOptions): Promise<Visit> {
  const words = labWords(options.language);
  try {
    options.write(indent(scenario.lesson[options.language], '  '));
    let skipped: string | null = null;
    let report: Report | null = null;
    const platformCannot = (ports: Ports): Ports => {
      if (lab.caFile !== null && !['linux', 'freebsd'].includes(ports.host.platform)) skipped = ports.host.platform;
      return lab.adaptPorts(ports);
    };
    const cache = lab.hasCache ? 'real' : 'empty';
    report = await options.diagnose(lab.directory, lab.settings, lab.modules, platformCannot, cache);
    options.write(indent(options.render(report), '  │ '));
    if (skipped !== null) {
      options.write(`  – ${words.notOnThisSystem(skipped)}\n`);
      return 'skipped';
    }
    const problems = judge(scenario, report);
    const expected = scenario.expect[0] ?? words.nothing;
    const got = report.findings[0]?.code ?? words.nothing;
    options.write(`  ${problems.length === 0 ? '✓' : '✗'} ${words.verdict(expected, got)}\n`);
    for (const problem of problems) options.write(`    ${problem}\n`);
    options.write(`  ${words.repair[scenario.repairableBy]}\n`);
    return problems.length === 0 ? 'right' : 'wrong';
  } finally {
    await lab.close();
  }
}

const indent = (text: string, margin: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `${margin}${line}\n`)
    .join('');
