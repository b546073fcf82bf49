/** The real go command is the judge: it and the engine meet the same faults, and the servers' logs are compared. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { fixedScenarios } from './fixed.ts';
import { goVersion, hasGo } from './goDownload.ts';
import { createStage, play, type Stage } from './play.ts';

describe('go mod download and the engine', function () {
  this.timeout(60_000);
  let stage: Stage;
  before(async function () {
    if (!hasGo()) {
      console.error('NOT COMPARED WITH GO: there is no go command on PATH');
      this.skip();
    }
    stage = createStage(await goVersion());
  });

  for (const scenario of fixedScenarios()) {
    it(`agree about ${scenario.name}`, async () => {
      const { differences } = await play(scenario, stage);
      assert.ok(differences.length === 0, `\n${differences.join('\n')}`);
    });
  }
});
