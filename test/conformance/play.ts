/** One scenario, played twice from the start: to the real go command and to the engine, each with servers of its own. */
import type { Ports } from '../../src/engine/ports.ts';
import { type Authority, createAuthority } from '../lab/certificates.ts';
import { diagnoseLab } from '../lab/diagnoseLab.ts';
import { defaultData, type RunningLab, startLab } from '../lab/lab.ts';
import type { LogEntry } from '../lab/labServer.ts';
import type { Scenario } from '../lab/scenario.ts';
import { differences, type Side, sideOf } from './compare.ts';
import { type Contact, contacts, recordContacts } from './contact.ts';
import { goDownload, type Told } from './goDownload.ts';

export interface Played {
  go: Side;
  /** What go asked each server, repeats and all. */
  goLogs: Record<string, readonly LogEntry[]>;
  /** Empty where both are alike. */
  differences: string[];
}

export interface Stage {
  /** Such as `1.26.8`. */
  release: string;
  /** The go command; default: the one on PATH. */
  go?: string;
  /** For every encrypted lab; making one takes long. */
  authority: Authority;
}

export const createStage = (release: string, go?: string): Stage => ({
  release,
  authority: createAuthority('Fault Lab Root'),
  ...(go === undefined ? {} : { go }),
});

export async function play(scenario: Scenario, stage: Stage): Promise<Played> {
  const [go, ours] = await Promise.all([playGo(scenario, stage), playEngine(scenario, stage)]);
  const strangers = ours.asked.filter((one) => !go.asked.some((other) => other.what === one.what));
  return {
    go: go.side,
    goLogs: go.logs,
    differences: [
      ...differences(go.side, ours.side),
      ...strangers.map(({ what }) => `asked a host that go did not ask: ${what}`),
    ],
  };
}

async function playGo(
  scenario: Scenario,
  { go = 'go', authority }: Stage,
): Promise<{ side: Side; asked: Contact[]; logs: Record<string, readonly LogEntry[]> }> {
  const lab = await startLab(scenario, defaultData(), authority);
  try {
    const { told, urls } = await goDownload(lab, { go });
    return { side: sideOf(lab, told), asked: contacts(lab, urls), logs: lab.logs() };
  } finally {
    await lab.close();
  }
}

async function playEngine(
  scenario: Scenario,
  { release, authority }: Stage,
): Promise<{ side: Side; asked: Contact[] }> {
  const lab = await startLab(scenario, defaultData(), authority);
  const asked: Contact[] = [];
  try {
    const told = await engineDownload(lab, release, (ports) =>
      recordContacts(lab, scenario.programs.length === 0 ? withoutPrograms(ports) : ports, asked),
    );
    return { side: sideOf(lab, told), asked };
  } finally {
    await lab.close();
  }
}

async function engineDownload(lab: RunningLab, release: string, change: (ports: Ports) => Ports): Promise<Told> {
  const report = await diagnoseLab(lab, { release, change });
  const [module] = report.modules;
  if (module === undefined) throw new Error('the report has no module');
  return {
    outcome: module.outcomeReason === 'no-version' ? 'nothing' : module.outcome,
    version: module.outcome === 'ok' ? module.resolvedVersion : null,
    error: module.goError,
    exact: module.goErrorBasis === 'exact',
  };
}

/** Without programs of the scenario the engine has no PATH, no GOROOT and no right to start one: what it says is its own. */
const withoutPrograms = (ports: Ports): Ports => ({
  ...ports,
  commands: {
    run: ({ argv }) => {
      throw new Error(`the engine started ${argv.join(' ')}`);
    },
  },
});
