/** Plays cells of the grid, a few at a time, and remembers which were met. */
import { type Cell, nameOf, worldOfCell } from './cell.ts';
import { isMet } from './coverage.ts';
import { play, type Stage } from './play.ts';
import { render, toScenario } from './world.ts';

const width = 3;

/** What differs, with the scenario, for each cell in which something does. Names of cells that were met go into `met`. */
export async function playCells(cells: readonly Cell[], stage: Stage, met: Set<string>): Promise<string[]> {
  const found: string[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let cell = cells[next++]; cell !== undefined; cell = cells[next++]) {
      const world = worldOfCell(cell);
      const { differences, goLogs } = await play(toScenario(world), stage);
      if (isMet(cell, goLogs)) met.add(nameOf(cell));
      if (differences.length > 0) found.push(`${nameOf(cell)}\n${differences.join('\n')}\n\n${render(world)}`);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return found;
}
