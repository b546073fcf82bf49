/**
 * What diagnosing costs beside the network: one healthy module against a bare script with the same undici Agent and the
 * same requests, and 300 modules against the ideal of 16 connections and against `go mod graph`.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { timeInTurns, timeOnce } from './measure.ts';
import { createModuleProxy } from './moduleProxy.ts';
import type { BenchResult } from './result.ts';

const cli = path.resolve(import.meta.dirname, '../../dist/cli.js');
const moduleCount = 300;
const answerAfterMs = 50;

export async function benchDiagnose(): Promise<BenchResult[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gomod-bench-'));
  try {
    return [await oneModule(folder), ...(await manyModules(folder))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function oneModule(folder: string): Promise<BenchResult> {
  const proxy = await createModuleProxy(0);
  const base = `${proxy.url}/example.com/m0/@v/v1.0.0`;
  const script = path.join(folder, 'bare.cjs');
  const agent = path.resolve(import.meta.dirname, '../../node_modules/undici/lib/dispatcher/agent.js');
  writeFileSync(script, bareScript(agent, [`${base}.info`, `${base}.mod`, `${base}.zip`]));
  const env = { ...process.env, GOPROXY: proxy.url, GOSUMDB: 'off', GOFLAGS: '', GONOPROXY: '', GOPRIVATE: '' };
  const [bare = 1, ours = 0] = await timeInTurns(
    [
      { argv: [process.execPath, script] as const, cwd: folder },
      { argv: [process.execPath, cli, 'diagnose', 'example.com/m0@v1.0.0', '--json'] as const, cwd: folder, env },
    ],
    15,
  );
  await proxy.close();
  return {
    name: 'diagnose one healthy module, against a bare script',
    value: ours / bare,
    limit: 1.3,
    unit: '×',
    note: `${ours.toFixed(0)} ms against ${bare.toFixed(0)} ms`,
  };
}

function bareScript(agent: string, urls: readonly string[]): string {
  return `const Agent = require(${JSON.stringify(agent)});
const agent = new Agent();
(async () => {
  for (const url of ${JSON.stringify(urls)}) {
    const { origin, pathname } = new URL(url);
    const { body } = await agent.request({ origin, path: pathname, method: 'GET' });
    await body.arrayBuffer();
  }
  await agent.close();
})();
`;
}

async function manyModules(folder: string): Promise<BenchResult[]> {
  const proxy = await createModuleProxy(answerAfterMs);
  const project = path.join(folder, 'many');
  mkdirSync(project);
  writeProject(project, proxy.goModOf);
  const home = path.join(folder, 'home');
  const env: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    HOME: home,
    GOPROXY: proxy.url,
    GOSUMDB: 'off',
    GOFLAGS: '-modcacherw',
    GOTOOLCHAIN: 'local',
  };
  const ours: number[] = [];
  let requests = 0;
  for (let round = 0; round < 3; round++) {
    proxy.reset();
    ours.push(await timeOnce({ argv: [process.execPath, cli, 'diagnose', '--json'], cwd: project, env }));
    requests = proxy.requests();
  }
  const mine = Math.min(...ours);
  const ideal = (requests / 16) * answerAfterMs;
  const graph = await goModGraphMs(project, env, folder);
  await proxy.close();
  const results: BenchResult[] = [
    {
      name: `${moduleCount} modules, against 16 connections without a pause`,
      value: mine / ideal,
      limit: 1.3,
      unit: '×',
      note: `${mine.toFixed(0)} ms for ${requests} requests`,
    },
  ];
  if (graph !== null) {
    results.push({
      name: `${moduleCount} modules, share of what go mod graph takes`,
      value: mine / graph,
      limit: 1 / 3,
      unit: '×',
      note: `${mine.toFixed(0)} ms against ${graph.toFixed(0)} ms`,
    });
  }
  return results;
}

function writeProject(project: string, goModOf: (index: number) => string): void {
  const numbers = Array.from({ length: moduleCount }, (_, index) => index);
  writeFileSync(
    path.join(project, 'go.mod'),
    `module example.com/main\n\ngo 1.24\n\nrequire (\n${numbers.map((n) => `\texample.com/m${n} v1.0.0\n`).join('')})\n`,
  );
  writeFileSync(
    path.join(project, 'go.sum'),
    numbers.map((n) => `example.com/m${n} v1.0.0/go.mod ${hashGoMod(goModOf(n))}\n`).join(''),
  );
}

/** The h1: of a go.mod: the hash of the one-line list that names its hash. */
function hashGoMod(text: string): string {
  const inner = createHash('sha256').update(text).digest('hex');
  return `h1:${createHash('sha256').update(`${inner}  go.mod\n`).digest('base64')}`;
}

/** Time of `go mod graph` with an empty cache, or null where there is no go. */
async function goModGraphMs(cwd: string, env: NodeJS.ProcessEnv, folder: string): Promise<number | null> {
  const started = performance.now();
  const exit = await new Promise<number | null>((resolve) => {
    const child = spawn('go', ['mod', 'graph'], {
      cwd,
      env: { ...env, GOPATH: path.join(folder, 'gopath') },
      stdio: 'ignore',
    });
    child.once('error', () => resolve(null));
    child.once('exit', resolve);
  });
  return exit === 0 ? performance.now() - started : null;
}
