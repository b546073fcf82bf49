/** The module cache that the lab lays out is the one that a real go leaves behind. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { cacheFiles, cacheStates } from '../lab/cacheLayout.ts';
import { defaultData, startLab } from '../lab/lab.ts';
import { loadModules } from '../lab/moduleFixture.ts';
import { parseScenario } from '../lab/scenario.ts';
import { goDownload, hasGo } from './goDownload.ts';

const scenario = `title: fills a cache
module: example.com/m@v1.0.0
GOPROXY={{a}}
-- server a --
serves: example.com/m@v1.0.0
`;

describe('the module cache of the lab', function () {
  this.timeout(30_000);
  before(function () {
    if (!hasGo()) this.skip();
  });

  it('has the files that go downloads, byte for byte', async () => {
    const lab = await startLab(parseScenario('cache', scenario));
    try {
      const { told } = await goDownload(lab);
      assert.equal(told.outcome, 'ok');
      const root = join(lab.environment['GOPATH'] ?? '', 'pkg', 'mod');
      const module = loadModules(defaultData().moduleDirectory).get('example.com/m@v1.0.0');
      assert.ok(module);
      const ours = cacheFiles(module, 'complete');
      for (const [name, data] of ours) {
        assert.equal(readFileSync(join(root, name), 'latin1'), Buffer.from(data).toString('latin1'), name);
      }
      const folder = join(root, 'cache', 'download', 'example.com', 'm', '@v');
      const names = readdirSync(folder).filter((name) => name !== 'list');
      assert.deepEqual(names.sort(), ours.map(([name]) => name.split('/').at(-1)).sort());
    } finally {
      await lab.close();
    }
  });

  it('is different in each state', () => {
    const module = loadModules(defaultData().moduleDirectory).get('example.com/m@v1.0.0');
    assert.ok(module);
    const states = cacheStates.map((state) => JSON.stringify(cacheFiles(module, state)));
    assert.equal(new Set(states).size, cacheStates.length);
  });
});
