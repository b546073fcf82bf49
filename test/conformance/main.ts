/**
 * `npm run conformance -- OPTIONS`: what takes too long for every `npm test`.
 *
 *     --go 1.24,1.25.5  with these releases, downloaded as toolchain modules; without more, the scenarios in files
 *     --random COUNT    random scenarios, shrunk where go and the engine differ
 *     --seed SEED       draws the same ones again
 *     --mutants         plants faults in a copy of the engine; each must be noticed
 *     --only TEXT       only the planted faults whose names hold this
 *     --cells           every cell of the grid of faults, with the table of what was met
 */
import { parseArgs } from 'node:util';
import { allCells } from './cell.ts';
import { coverageTable } from './coverage.ts';
import { loadFaults } from './fault.ts';
import { fixedScenarios } from './fixed.ts';
import { goVersion } from './goDownload.ts';
import { loadMutants, tryMutants } from './mutant.ts';
import { createStage, play, type Stage } from './play.ts';
import { playCells } from './playCells.ts';
import { playRandom, report } from './randomRun.ts';
import { obtainRelease } from './release.ts';

const { values } = parseArgs({
  options: {
    go: { type: 'string' },
    random: { type: 'string' },
    seed: { type: 'string' },
    cells: { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
    only: { type: 'string' },
    'max-failures': { type: 'string' },
  },
});

const stages =
  values.go === undefined
    ? [createStage(await goVersion())]
    : values.go.split(',').map((wanted) => {
        const { version, go } = obtainRelease(wanted);
        return createStage(version, go);
      });
const seed = Number(values.seed ?? Date.now() % 1_000_000);

for (const stage of stages) {
  if (values.go !== undefined) await fixed(stage);
  if (values.random !== undefined) await random(stage, Number(values.random));
  if (values.cells) await grid(stage);
}
if (values.mutants) await plant();

async function fixed(on: Stage): Promise<void> {
  let differing = 0;
  const scenarios = fixedScenarios();
  for (const scenario of scenarios) {
    const { differences } = await play(scenario, on);
    if (differences.length === 0) continue;
    differing += 1;
    console.log(`\n── ${scenario.name} ──\n${differences.join('\n')}`);
  }
  console.log(`${scenarios.length} scenarios, go ${on.release}: ${differing} differ`);
  process.exitCode = differing === 0 ? process.exitCode : 1;
}

async function plant(): Promise<void> {
  const mutants = loadMutants().filter(({ name }) => name.includes(values.only ?? ''));
  let missed = 0;
  await tryMutants(mutants, ({ mutant, caughtBy, ms }) => {
    missed += caughtBy === null ? 1 : 0;
    console.log(
      `${caughtBy === null ? 'MISSED' : 'caught'} ${(ms / 1000).toFixed(1)} s  ${mutant.name}: ${caughtBy ?? ''}`,
    );
  });
  console.log(`${mutants.length - missed} of ${mutants.length} planted faults caught`);
  process.exitCode = missed === 0 ? process.exitCode : 1;
}

async function grid(on: Stage): Promise<void> {
  const cells = allCells(loadFaults());
  const met = new Set<string>();
  const found = await playCells(cells, on, met);
  for (const one of found) console.log(`\n── ${one}`);
  console.log(
    `${coverageTable(cells, met)}\n\n${met.size} of ${cells.length} cells met, ${found.length} differ, go ${on.release}`,
  );
  process.exitCode = found.length === 0 && met.size === cells.length ? process.exitCode : 1;
}

async function random(on: Stage, count: number): Promise<void> {
  console.log(`${count} random scenarios, go ${on.release}, --seed ${seed}`);
  const startedMs = Date.now();
  const onPlayed = (done: number): void => {
    if (done % 500 === 0) console.log(`  ${done} after ${((Date.now() - startedMs) / 1000).toFixed(0)} s`);
  };
  const maxDisagreements = Number(values['max-failures'] ?? 20);
  const found = await playRandom(on, { count, seed, maxDisagreements, onPlayed });
  for (const one of found) console.log(`\n── ${one.world.name} ──\n${report(one)}`);
  console.log(`${found.length} of ${count} differ`);
  process.exitCode = found.length === 0 ? process.exitCode : 1;
}
