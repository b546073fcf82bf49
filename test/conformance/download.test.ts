/** The real go command is the judge: it and the engine meet the same faults, and the servers' logs are compared. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { Ports } from '../../src/engine/ports.ts';
import { diagnoseLab } from '../lab/diagnoseLab.ts';
import { loadScenarios, type RunningLab, startLab } from '../lab/lab.ts';
import type { Scenario } from '../lab/scenario.ts';
import { differences, type Side, sideOf } from './compare.ts';
import { goDownload, goVersion, hasGo, type Told } from './goDownload.ts';

const comparable = loadScenarios().filter(({ ports, notComparable }) => ports === null && notComparable === null);

describe('go mod download and the engine', function () {
  this.timeout(60_000);
  let release = '';
  before(async function () {
    if (!hasGo()) {
      console.error('NOT COMPARED WITH GO: there is no go command on PATH');
      this.skip();
    }
    release = await goVersion();
  });

  for (const scenario of comparable) {
    it(`agree about ${scenario.name}`, async () => {
      const [go, ours] = await Promise.all([
        inLab(scenario, (lab) => goDownload(lab)),
        inLab(scenario, (lab) => engineDownload(lab, release)),
      ]);
      const found = differences(go, ours);
      assert.ok(found.length === 0, `\n${found.join('\n')}`);
    });
  }
});

async function inLab(scenario: Scenario, ask: (lab: RunningLab) => Promise<Told>): Promise<Side> {
  const lab = await startLab(scenario);
  try {
    return sideOf(lab, await ask(lab));
  } finally {
    await lab.close();
  }
}

/** The engine has no PATH, no GOROOT and no right to start a program: what it says is its own. */
async function engineDownload(lab: RunningLab, release: string): Promise<Told> {
  const report = await diagnoseLab(lab, { release, change: withoutPrograms });
  const [module] = report.modules;
  assert.ok(module, 'the report has no module');
  return {
    outcome: module.outcome,
    version: module.outcome === 'ok' ? module.resolvedVersion : null,
    error: module.goError,
    exact: module.goErrorBasis === 'exact',
  };
}

const withoutPrograms = (ports: Ports): Ports => ({
  ...ports,
  commands: {
    run: ({ argv }) => {
      throw new Error(`the engine started ${argv.join(' ')}`);
    },
  },
});
