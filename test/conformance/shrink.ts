/** Takes away from a world what is not needed for go and the engine to differ. */
import type { Entry, World } from './world.ts';

/** Greedy: the first smaller world that still fails is shrunk further. At most `patience` worlds are tried. */
export async function shrink(
  world: World,
  stillFails: (world: World) => Promise<boolean>,
  patience = 80,
): Promise<World> {
  let smallest = world;
  let tries = 0;
  for (let found = true; found; ) {
    found = false;
    for (const smaller of smallerWorlds(smallest)) {
      if (tries++ >= patience) return smallest;
      if (!(await stillFails(smaller))) continue;
      smallest = smaller;
      found = true;
      break;
    }
  }
  return smallest;
}

/** Each with one part less. */
export function smallerWorlds(world: World): World[] {
  const { entries, cached, settings, goMod, goSum } = world;
  const withEntry = (index: number, entry: Entry): World => ({ ...world, entries: entries.with(index, entry) });
  return [
    ...(entries.length > 1 ? entries.map((_, index) => ({ ...world, entries: entries.toSpliced(index, 1) })) : []),
    ...(cached.length > 0 ? [{ ...world, cached: [] }] : []),
    ...cached.map((_, index) => ({ ...world, cached: cached.toSpliced(index, 1) })),
    ...(settings.length > 0 ? [{ ...world, settings: [] }] : []),
    ...(goMod === null ? [] : [{ ...world, goMod: null, goSum: [] }]),
    ...goSum.map((_, index) => ({ ...world, goSum: goSum.toSpliced(index, 1) })),
    ...entries.flatMap((entry, index) =>
      entry.kind === 'server'
        ? entry.faults.map((_, fault) => withEntry(index, { ...entry, faults: entry.faults.toSpliced(fault, 1) }))
        : [],
    ),
    ...entries.flatMap((entry, index) =>
      entry.kind === 'server' && entry.scheme !== 'http' ? [withEntry(index, { ...entry, scheme: 'http' })] : [],
    ),
    ...(world.query === 'v1.0.0' ? [] : [{ ...world, query: 'v1.0.0' }]),
  ].filter((one) => JSON.stringify(one) !== JSON.stringify(world));
}
