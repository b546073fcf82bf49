/** Every state that a module cache can be in, with and without a go.sum, met by go and by the engine. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { cacheStates } from '../lab/cacheLayout.ts';
import { goVersion, hasGo } from './goDownload.ts';
import { createStage, play, type Stage } from './play.ts';
import { render, toScenario, versions, type World } from './world.ts';

const sums = {
  'no go.sum': null,
  'a right go.sum': ['{{h1 example.com/m@v1.0.0}}', '{{h1 example.com/m@v1.0.0/go.mod}}'],
  'a go.sum with another zip': ['{{h1 example.com/m@v1.1.0}}', '{{h1 example.com/m@v1.0.0/go.mod}}'],
  'a go.sum with another go.mod': ['{{h1 example.com/m@v1.0.0}}', '{{h1 example.com/other@v0.1.0/go.mod}}'],
} as const;

describe('each state of the module cache', function () {
  this.timeout(60_000);
  let stage: Stage;
  before(async function () {
    if (!hasGo()) {
      console.error('NOT COMPARED WITH GO: there is no go command on PATH');
      this.skip();
    }
    stage = createStage(await goVersion());
  });

  for (const state of cacheStates) {
    for (const [sum, hashes] of Object.entries(sums)) {
      for (const goproxy of ['a proxy', 'off'] as const) {
        it(`${state}, ${sum}, ${goproxy}`, async () => {
          const world: World = {
            name: `${state}, ${sum}, ${goproxy}`,
            query: 'v1.0.0',
            entries: [
              goproxy === 'off'
                ? { kind: 'text', text: 'off', separator: ',' }
                : { kind: 'server', scheme: 'http', serves: versions, faults: [], separator: ',' },
            ],
            settings: [],
            cached: [{ module: 'example.com/m@v1.0.0', state }],
            goMod: hashes === null ? null : ['require example.com/m v1.0.0'],
            goSum:
              hashes === null ? [] : [`example.com/m v1.0.0 ${hashes[0]}`, `example.com/m v1.0.0/go.mod ${hashes[1]}`],
          };
          const { differences } = await play(toScenario(world), stage);
          assert.ok(differences.length === 0, `\n${differences.join('\n')}\n\n${render(world)}`);
        });
      }
    }
  }
});
