/**
 * One question to the engine in a process of its own, because Node reads /etc/resolv.conf when it starts. Arguments: the
 * text of a scenario and the release; prints a NetworkSide as JSON.
 */
import { diagnoseLab } from '../lab/diagnoseLab.ts';
import { startLab } from '../lab/lab.ts';
import { parseScenario } from '../lab/scenario.ts';
import { type Side, sideOf } from './compare.ts';

export interface NetworkSide {
  side: Side;
  /** Code of the first finding. */
  code: string | null;
}

const [scenario = '', release = ''] = process.argv.slice(2);
const lab = await startLab(parseScenario('network', scenario));
const report = await diagnoseLab(lab, { release });
const module = report.modules[0];
const told = {
  outcome: module?.outcome ?? 'unknown',
  version: null,
  error: module?.goError ?? null,
  exact: module?.goErrorBasis === 'exact',
};
const result: NetworkSide = { side: sideOf(lab, told), code: report.findings[0]?.code ?? null };
await lab.close();
process.stdout.write(JSON.stringify(result));
