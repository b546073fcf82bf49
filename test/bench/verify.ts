/**
 * 300 requirements against go.sum and the checksum database: hashes that go recorded, a log of a hundred thousand records
 * whose tiles are in our cache already, no zip read, no request.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createNodeOwnCache } from '../../src/cli/ports/nodeOwnCache.ts';
import { createNodePorts } from '../../src/cli/ports/nodePorts.ts';
import type { VerifyQuestion } from '../../src/engine/api.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { storedHashIndex } from '../../src/engine/sumdb/merkle.ts';
import { tilePath } from '../../src/engine/sumdb/tile.ts';
import { planTiles } from '../../src/engine/sumdb/tilePlan.ts';
import { parseTree } from '../../src/engine/sumdb/tree.ts';
import { createDatabase, fillerRecord } from '../lab/checksumDatabase.ts';
import { median } from './measure.ts';
import type { BenchResult } from './result.ts';

const moduleCount = 300;
const logSize = 100_000;
const name = 'sum.bench.test';

export async function benchVerify(): Promise<BenchResult[]> {
  const home = mkdtempSync(path.join(tmpdir(), 'gomod-bench-'));
  try {
    const key = await fill(home);
    const times: number[] = [];
    for (let round = -1; round < 5; round++) {
      const started = performance.now();
      await verifyOnce(home, key);
      if (round >= 0) times.push(performance.now() - started);
    }
    return [
      {
        name: `verify ${moduleCount} modules from what is recorded and proved`,
        value: median(times) / 1000,
        limit: 2,
        unit: 's',
        note: `a log of ${logSize} records, no request`,
      },
    ];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** The project, go's recorded hashes, and our cache with a proof for each; gives the database's key. */
async function fill(home: string): Promise<string> {
  const records = Array.from({ length: logSize }, (_, n) => fillerRecord(n));
  const database = createDatabase(name, records);
  const indexes = Array.from({ length: moduleCount }, (_, n) => Math.floor((n * logSize) / moduleCount));
  const chosen = indexes.map((n) => ({ n, ...fillerRecord(n) }));
  const requires = chosen.map(({ id }) => `\t${id.replace('@', ' ')}\n`).join('');
  writeFileSync(path.join(home, 'go.mod'), `module example.com/main\n\ngo 1.24\n\nrequire (\n${requires})\n`);
  writeFileSync(path.join(home, 'go.sum'), chosen.map(({ text }) => text).join(''));
  for (const { id, text } of chosen) recordHash(home, id, /h1:\S+/.exec(text)?.[0] ?? '');
  const cache = createNodeOwnCache({ env: { XDG_CACHE_HOME: home }, platform: process.platform });
  const keep = (file: string, bytes: Buffer | null) => cache?.write(`sumdb/${name}/${file}`, bytes ?? Buffer.alloc(0));
  const head = database.head();
  const tree = parseTree(head.toString().slice(0, head.toString().lastIndexOf('\n\n') + 1));
  if (tree.kind !== 'ok') throw new Error('no tree');
  const planned = planTiles(
    tree.tree,
    indexes.map((n) => storedHashIndex(0, n)),
    8,
  );
  if (planned.kind !== 'ok') throw new Error(planned.message);
  for (const tile of planned.plan.tiles) await keep(tilePath(tile), database.answer(`/${tilePath(tile)}`));
  for (const { n, id, text } of chosen) await keep(`lookup/${id}`, Buffer.from(`${n}\n${text}\n`));
  await keep('latest', head);
  return database.key;
}

function recordHash(home: string, id: string, hash: string): void {
  const [module = '', version = ''] = id.split('@');
  const folder = path.join(home, 'go/pkg/mod/cache/download', module, '@v');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${version}.zip`), '');
  writeFileSync(path.join(folder, `${version}.ziphash`), hash);
}

async function verifyOnce(home: string, key: string): Promise<void> {
  const ports = createNodePorts({ offline: true });
  const env = {
    HOME: home,
    GOPATH: path.join(home, 'go'),
    GOSUMDB: `${key} http://127.0.0.1:1`,
    GOENV: 'off',
    XDG_CACHE_HOME: home,
  };
  const host = { ...ports.host, env, cwd: home };
  const ownCache = createNodeOwnCache(host);
  const engine = createEngine({ ...ports, host, ...(ownCache && { ownCache }) }, { toolVersion: '0' });
  const question: VerifyQuestion = {
    directory: home,
    modules: [],
    overrides: {},
    release: null,
    operation: 'download',
    depth: null,
    cache: 'real',
    passive: false,
    timeoutMs: 60_000,
    mirrors: [],
    clean: null,
    agreed: false,
  };
  const answer = await engine.verify(question, () => {}, new AbortController().signal);
  const verified =
    answer.kind === 'report'
      ? answer.report.modules.filter(({ checksum }) => checksum.zip?.verdict === 'verified')
      : [];
  if (verified.length !== moduleCount) throw new Error(`${verified.length} of ${moduleCount} verified`);
}
