/** Plays random worlds; of those in which go and the engine differ it gives the smallest data file that shows it. */
import { loadFaults } from './fault.ts';
import { randomWorld, seeded } from './generate.ts';
import { play, type Stage } from './play.ts';
import { shrink } from './shrink.ts';
import { render, toScenario, type World } from './world.ts';

export interface Disagreement {
  world: World;
  differences: string[];
}

export interface RandomRun {
  count: number;
  seed: number;
  /** Stops after so many. */
  maxDisagreements?: number;
  onPlayed?: (done: number) => void;
}

/** World `index` of a seed does not depend on how many are played. */
export const worldOf = (seed: number, index: number, faults = loadFaults()): World =>
  randomWorld(`random-${seed}-${index}`, seeded(seed * 1_000_003 + index), faults);

export async function playRandom(
  stage: Stage,
  { count, seed, maxDisagreements = 5, onPlayed }: RandomRun,
): Promise<Disagreement[]> {
  const faults = loadFaults();
  const found: Disagreement[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count && found.length < maxDisagreements) {
      const world = worldOf(seed, next++, faults);
      const { differences } = await play(toScenario(world), stage);
      if (differences.length > 0) found.push(await smallest(world, differences, stage));
      onPlayed?.(next);
    }
  };
  await Promise.all([worker(), worker(), worker()]);
  return found;
}

async function smallest(world: World, differences: string[], stage: Stage): Promise<Disagreement> {
  let last = differences;
  const small = await shrink(world, async (one) => {
    const played = await play(toScenario(one), stage);
    if (played.differences.length > 0) last = played.differences;
    return played.differences.length > 0;
  });
  return { world: small, differences: last };
}

export const report = ({ world, differences }: Disagreement): string =>
  `${differences.join('\n')}\n\nas a scenario:\n\n${render(world)}`;
