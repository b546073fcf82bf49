/**
 * The build list of well-known projects is that of `go list -m all`. Asks the module proxies of this machine's settings,
 * so it is not part of `npm test`. Where a proxy refuses a version, both must fail alike.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import { createNodePorts } from '../../src/cli/ports/nodePorts.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { hasGo } from '../conformance/goDownload.ts';

/** Old and new, pruned and not, with replacements, with hundreds of modules. */
const projects = [
  'github.com/spf13/cobra v1.8.1',
  'github.com/spf13/viper v1.7.0',
  'github.com/gorilla/mux v1.7.0',
  'github.com/gin-gonic/gin v1.9.1',
  'github.com/gohugoio/hugo v0.68.0',
  'github.com/gohugoio/hugo v0.140.0',
  'github.com/caddyserver/caddy/v2 v2.8.4',
  'github.com/hashicorp/terraform v1.5.7',
  'github.com/prometheus/prometheus v0.54.1',
  'github.com/grafana/loki/v3 v3.1.1',
  'github.com/influxdata/telegraf v1.30.0',
  'go.etcd.io/etcd/v3 v3.5.9',
];

const settings = { GOFLAGS: '-mod=mod', GOSUMDB: 'off', GOTOOLCHAIN: 'local', GOWORK: 'off', GOENV: 'off' };

describe('the build list of a real project', function () {
  this.timeout(600_000);
  before(function () {
    if (!hasGo()) this.skip();
  });

  for (const project of projects) {
    it(`is that of go list -m all: ${project}`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'live-'));
      try {
        const [path = '', version = ''] = project.split(' ');
        writeFileSync(join(folder, 'go.mod'), await goModOf(folder, path, version));
        await compare(folder);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }

  it('is that of go list -m all: a workspace of two projects', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'live-'));
    try {
      const uses = ['github.com/spf13/cobra v1.8.1', 'github.com/gin-gonic/gin v1.9.1'];
      for (const [index, project] of uses.entries()) {
        const [path = '', version = ''] = project.split(' ');
        const text = await goModOf(folder, path, version);
        await run('mkdir', ['-p', join(folder, String(index))], folder, {});
        writeFileSync(join(folder, String(index), 'go.mod'), text);
      }
      writeFileSync(join(folder, 'go.work'), 'go 1.20\n\nuse (\n\t./0\n\t./1\n)\n');
      await compare(folder, { GOFLAGS: '', GOWORK: '' });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

async function compare(folder: string, more: Record<string, string> = {}): Promise<void> {
  const start = performance.now();
  const ours = await askEngine(folder, { ...settings, ...more });
  const oursMs = performance.now() - start;
  const go = await run('go', ['list', '-m', 'all'], folder, { ...settings, ...more });
  const goMs = performance.now() - start - oursMs;
  console.log(`      ${ours.list.length} modules, ours ${Math.round(oursMs)} ms, go ${Math.round(goMs)} ms`);
  if (go.failed) {
    // go names the first of many, and which one that is depends on who answers first.
    assert.notEqual(ours.errors.length, 0, `go alone fails: ${go.stderr}`);
    return;
  }
  assert.deepEqual(ours.errors, []);
  const list = go.stdout
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([path, version]) => path !== '' && version !== undefined && version !== '')
    .map(([path, version]) => `${path} ${version}`);
  assert.deepEqual(ours.list, list.sort());
}

async function askEngine(
  folder: string,
  overrides: Record<string, string>,
): Promise<{ list: string[]; errors: string[] }> {
  const real = createNodePorts({ offline: false });
  const commands = {
    run: () => {
      throw new Error('the engine started a command');
    },
  };
  const host = { ...real.host, cwd: folder, env: { ...real.host.env, PATH: '' } };
  const engine = createEngine({ ...real, host, commands }, { toolVersion: '0' });
  const question = {
    directory: folder,
    modules: [],
    overrides,
    release: null,
    operation: 'list',
    depth: 'mod',
    cache: 'real',
    passive: false,
    timeoutMs: 300_000,
  } as const;
  const answer = await engine.diagnose(question, () => {}, new AbortController().signal);
  if (answer.kind !== 'report') throw new Error(answer.code);
  const { modules } = answer.report;
  return {
    list: modules.map(({ path, version }) => `${path} ${version}`).sort(),
    errors: modules.flatMap(({ goError }) => (goError === null ? [] : [goError])),
  };
}

/** The go.mod of a published version, as the proxy of this machine gives it. */
async function goModOf(folder: string, path: string, version: string): Promise<string> {
  const { stdout, stderr } = await run('go', ['mod', 'download', '-json', `${path}@${version}`], folder, {
    ...settings,
    GOFLAGS: '-modcacherw',
  });
  const told = JSON.parse(stdout === '' ? '{}' : stdout) as { GoMod?: string; Error?: string };
  if (told.GoMod === undefined) throw new Error(told.Error ?? stderr);
  return (await run('cat', [told.GoMod], folder, {})).stdout;
}

interface Ran {
  stdout: string;
  stderr: string;
  failed: boolean;
}

function run(command: string, argv: string[], cwd: string, more: Record<string, string>): Promise<Ran> {
  const env = { ...process.env, ...more };
  return new Promise((resolve) => {
    execFile(command, argv, { cwd, env, maxBuffer: 1 << 28 }, (error, stdout, stderr) =>
      resolve({ stdout, stderr, failed: error !== null }),
    );
  });
}
