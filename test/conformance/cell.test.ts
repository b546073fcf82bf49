/**
 * Each fault for each file behind each separator, played to go and to the engine; private or public and with or without
 * a cache by turns. `npm run conformance -- --cells` plays the whole grid.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { allCells, inTurns } from './cell.ts';
import { coverageTable } from './coverage.ts';
import { askedFiles, loadFaults } from './fault.ts';
import { goVersion, hasGo } from './goDownload.ts';
import { createStage, type Stage } from './play.ts';
import { playCells } from './playCells.ts';

const faults = loadFaults();
const cells = inTurns(allCells(faults));

describe('each fault for each file', function () {
  this.timeout(60_000);
  let stage: Stage;
  const met = new Set<string>();
  before(async function () {
    if (!hasGo()) {
      console.error('NOT COMPARED WITH GO: there is no go command on PATH');
      this.skip();
    }
    stage = createStage(await goVersion());
  });

  for (const fault of faults) {
    for (const file of askedFiles.filter((one) => fault.files.includes(one))) {
      it(`${fault.name} on ${file}: go and the engine agree, whatever stands behind it`, async () => {
        const here = cells.filter((cell) => cell.fault === fault && cell.file === file);
        const found = await playCells(here, stage, met);
        assert.ok(found.length === 0, `\n${found.join('\n\n')}`);
      });
    }
  }

  it('meets every cell that it plays', () => {
    assert.equal(met.size, cells.length, coverageTable(cells, met));
  });

  after(() => {
    if (met.size > 0) console.log(`\n${coverageTable(cells, met)}\n\n${met.size} of ${cells.length} cells met`);
  });
});
