/** Asks the engine about a running lab, through real ports and as on a clean machine. */
import { createNodePorts } from '../../src/cli/ports/nodePorts.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { Ports } from '../../src/engine/ports.ts';
import type { Report } from '../../src/protocol/report.ts';
import type { RunningLab } from './lab.ts';

export interface DiagnoseOptions {
  /** Release to simulate; null: the newest known. */
  release?: string;
  /** Changes the ports last. */
  change?: (ports: Ports) => Ports;
}

export async function diagnoseLab(lab: RunningLab, { release, change }: DiagnoseOptions = {}): Promise<Report> {
  const ports = lab.adaptPorts(createNodePorts({ offline: false }));
  const engine = createEngine(change ? change(ports) : ports, { toolVersion: '0.0.0-lab' });
  const question = {
    directory: lab.directory,
    modules: lab.modules,
    overrides: {},
    release: release ?? null,
    operation: 'download',
    depth: 'zip',
    cache: lab.hasCache ? 'real' : 'empty',
    passive: false,
    timeoutMs: 120_000,
  } as const;
  const answer = await engine.diagnose(question, () => {}, new AbortController().signal);
  if (answer.kind !== 'report') throw new Error(`bad question: ${answer.code} ${JSON.stringify(answer.params)}`);
  return answer.report;
}
