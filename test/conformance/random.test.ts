/** A hundred scenarios that nobody has thought of, others in each run; the seed brings them back. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { loadFaults } from './fault.ts';
import { randomWorld, seeded } from './generate.ts';
import { goVersion, hasGo } from './goDownload.ts';
import { createStage, type Stage } from './play.ts';
import { playRandom, report, worldOf } from './randomRun.ts';
import { shrink, smallerWorlds } from './shrink.ts';
import { render, toScenario, type World } from './world.ts';

const count = 100;

describe('random scenarios', function () {
  this.timeout(120_000);
  let stage: Stage;
  before(async function () {
    if (!hasGo()) {
      console.error('NOT COMPARED WITH GO: there is no go command on PATH');
      this.skip();
    }
    stage = createStage(await goVersion());
  });

  it(`are no place where go and the engine differ (${count} of them)`, async () => {
    const seed = Number(process.env['CONFORMANCE_SEED'] ?? Date.now() % 1_000_000);
    console.log(`      seed ${seed}: npm run conformance -- --random ${count} --seed ${seed}`);
    const found = await playRandom(stage, { count, seed, maxDisagreements: 3 });
    assert.ok(found.length === 0, `seed ${seed}\n${found.map(report).join('\n')}`);
  });
});

describe('the generator of scenarios', () => {
  it('draws the same scenario for the same seed, however many are drawn', () => {
    assert.equal(render(worldOf(7, 41)), render(worldOf(7, 41)));
    assert.notEqual(render(worldOf(7, 41)), render(worldOf(7, 42)));
    assert.notEqual(render(worldOf(7, 41)), render(worldOf(8, 41)));
  });

  it('draws every fault for every file that it can befall, each kind of entry and each kind of cache', () => {
    const random = seeded(1);
    const faults = loadFaults();
    const drawn = new Set<string>();
    for (let count = 0; count < 6000; count++) {
      const world = randomWorld('w', random, faults);
      for (const entry of world.entries) {
        drawn.add(entry.kind);
        for (const { fault, file } of entry.kind === 'server' ? entry.faults : []) drawn.add(`${fault.name} ${file}`);
      }
    }
    const wanted = faults
      .filter(({ rule }) => rule.length > 0)
      .flatMap(({ name, files }) => files.map((file) => `${name} ${file}`));
    assert.deepEqual(
      [...wanted, 'server', 'text', 'folder'].filter((one) => !drawn.has(one)),
      [],
    );
  });

  it('gives scenarios that the lab can read', () => {
    for (let index = 0; index < 300; index++) assert.doesNotThrow(() => toScenario(worldOf(5, index)));
  });
});

describe('shrinking', () => {
  const big = worldOf(1, 0);
  const server = (name: string): World['entries'][number] => ({
    kind: 'server',
    scheme: 'https',
    serves: [],
    faults: loadFaults()
      .filter((fault) => fault.name === name)
      .map((fault) => ({ fault, file: 'info' as const })),
    separator: ',',
  });
  const world: World = {
    ...big,
    query: 'latest',
    entries: [server('status-403'), server('close')],
    cached: [],
    goMod: [],
  };

  it('leaves only what the failure needs', async () => {
    const small = await shrink(world, async (one) => render(one).includes('status 403'));
    assert.deepEqual(
      { ...small, name: '', settings: [] },
      {
        name: '',
        query: 'v1.0.0',
        entries: [{ ...server('status-403'), scheme: 'http' }],
        settings: [],
        cached: [],
        goMod: null,
        goSum: [],
      },
    );
  });

  it('tries only worlds that lack something, and not for ever', async () => {
    for (const smaller of smallerWorlds(world)) assert.notDeepEqual(smaller, world);
    let tries = 0;
    await shrink(world, async () => ++tries > 0, 5);
    assert.ok(tries <= 5);
  });
});
