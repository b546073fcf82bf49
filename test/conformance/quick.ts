/** Compares with go until something differs: prints `differs: NAME` and ends with 1. For planted faults. */
import type { Scenario } from '../lab/scenario.ts';
import { allCells, inTurns, worldOfCell } from './cell.ts';
import { loadFaults } from './fault.ts';
import { fixedScenarios } from './fixed.ts';
import { goVersion } from './goDownload.ts';
import { createStage, play } from './play.ts';
import { worldOf } from './randomRun.ts';
import { toScenario } from './world.ts';

const stage = createStage(await goVersion());
const width = 3;

function* candidates(): Generator<Scenario> {
  yield* fixedScenarios();
  for (const cell of inTurns(allCells(loadFaults()))) yield toScenario(worldOfCell(cell));
  for (let index = 0; index < 200; index++) yield toScenario(worldOf(1, index));
}

const waiting = candidates();

async function worker(): Promise<void> {
  for (const scenario of waiting) {
    const { differences } = await play(scenario, stage);
    if (differences.length === 0) continue;
    console.log(`differs: ${scenario.name}\n${differences.join('\n')}`);
    process.exit(1);
  }
}

await Promise.all(Array.from({ length: width }, worker));
