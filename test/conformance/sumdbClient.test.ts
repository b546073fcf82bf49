/**
 * The client of the checksum database beside go's, over several runs: what is asked on a clean machine, with the files that
 * an earlier go left, and after the log has grown. (Single runs, with every lie of a database, are scenarios of the lab.)
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { createNodeOwnCache } from '../../src/cli/ports/nodeOwnCache.ts';
import { createNodePorts } from '../../src/cli/ports/nodePorts.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { type ChecksumDatabase, createDatabase, fillerRecord } from '../lab/checksumDatabase.ts';
import { defaultData } from '../lab/lab.ts';
import { loadModules } from '../lab/moduleFixture.ts';
import { serveModule } from '../lab/proxyAnswer.ts';
import { goVersion, hasGo } from './goDownload.ts';

const modules = [...loadModules(defaultData().moduleDirectory).values()];
const first = 'example.com/m@v1.0.0';
const second = 'example.com/Upper/Case@v1.0.0';

describe('go and the engine at a checksum database, run after run', function () {
  this.timeout(60_000);
  let home = '';
  let server: Server;
  let url = '';
  let database: ChecksumDatabase;
  let log: string[] = [];

  before(async function () {
    if (!hasGo()) {
      console.error('NOT COMPARED WITH GO: there is no go command on PATH');
      this.skip();
    }
    home = mkdtempSync(join(tmpdir(), 'sumdb-'));
    mkdirSync(join(home, 'project'));
    server = createServer((request, response) => {
      const raw = request.url ?? '';
      log.push(raw);
      const asked = raw.replace(/^\/base\/dir(?=\/)/, '');
      const path = decodeURIComponent(asked);
      const below = /^\/sumdb\/sum\.lab\.test(\/.*)$/.exec(path)?.[1];
      const sums = below === '/supported' ? Buffer.alloc(0) : below === undefined ? null : database.answer(below);
      if (sums !== null) return void response.end(sums);
      const served = serveModule(modules, asked);
      response.writeHead(served.status, { 'content-type': served.contentType }).end(served.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server?.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });

  const environment = (gopath: string) => ({
    HOME: home,
    GOENV: 'off',
    GOPATH: join(home, gopath),
    GOPROXY: url,
    GOSUMDB: database.key,
    GOFLAGS: '-modcacherw',
    GOTOOLCHAIN: 'local',
  });

  async function asked(work: () => Promise<void>): Promise<string[]> {
    log = [];
    await work();
    return log.sort();
  }

  async function go(gopath: string, module: string): Promise<string[]> {
    mkdirSync(join(home, '.config/go/telemetry'), { recursive: true });
    writeFileSync(join(home, '.config/go/telemetry/mode'), 'off\n');
    return asked(async () => {
      const env = { ...environment(gopath), PATH: process.env['PATH'] ?? '' };
      const child = spawn('go', ['mod', 'download', module], { cwd: join(home, 'project'), env, stdio: 'ignore' });
      const exit = await new Promise((resolve) => child.once('exit', resolve));
      assert.equal(exit, 0);
    });
  }

  async function ours(gopath: string, module: string, cache: 'empty' | 'real'): Promise<string[]> {
    return asked(async () => {
      const ports = createNodePorts({ offline: false });
      const host = { ...ports.host, env: { ...environment(gopath), XDG_CACHE_HOME: join(home, 'own') }, cwd: home };
      const ownCache = createNodeOwnCache(host);
      const engine = createEngine({ ...ports, host, ...(ownCache && { ownCache }) }, { toolVersion: '0' });
      const question = {
        directory: join(home, 'project'),
        modules: [module],
        overrides: {},
        release: await goVersion(),
        operation: 'download',
        depth: 'zip',
        cache,
        passive: false,
        timeoutMs: 30_000,
      } as const;
      const answer = await engine.diagnose(question, () => {}, new AbortController().signal);
      assert.ok(answer.kind === 'report');
      assert.deepEqual(
        [answer.report.modules[0]?.outcome, answer.report.modules[0]?.checksum.zip?.by],
        ['ok', 'sumdb'],
      );
    });
  }

  const filesBelow = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((file) => file.isFile() && file.parentPath.includes('sumdb'))
      .map((file) => `${join(file.parentPath, file.name)} ${readFileSync(join(file.parentPath, file.name), 'hex')}`)
      .sort();

  it('ask the same on a clean machine, with what go left, and after the log has grown', async () => {
    database = createDatabase(
      'sum.lab.test',
      Array.from({ length: 300 }, (_, n) => fillerRecord(n)),
    );
    for (const { path, version, zipHash, modHash } of modules) {
      database.add({
        id: `${path}@${version}`,
        text: `${path} ${version} ${zipHash}\n${path} ${version}/go.mod ${modHash}\n`,
      });
    }
    assert.deepEqual(await ours('clean', first, 'empty'), await go('a', first));
    cpSync(join(home, 'a'), join(home, 'b'), { recursive: true });
    const before = filesBelow(join(home, 'b'));
    assert.deepEqual(await ours('b', second, 'real'), await go('a', second));
    assert.deepEqual(filesBelow(join(home, 'b')), before, 'go’s own files are not written');

    for (let n = 300; n < 900; n++) database.add(fillerRecord(n));
    const third = 'example.com/m@v1.1.0';
    cpSync(join(home, 'a'), join(home, 'c'), { recursive: true });
    const grown = await go('a', third);
    assert.deepEqual(await ours('c', third, 'real'), grown);
    assert.ok(
      grown.some((path) => path.includes('/tile/')),
      'a larger log needs new tiles',
    );
    // Our own cache has all of it by now; a clean machine asks for it all the same, as go does.
    assert.deepEqual(await ours('clean', third, 'empty'), await go('d', third));
  });

  it('write capitals alike, below a proxy with a path of its own and without', async () => {
    const root = url;
    for (const base of ['/base/dir', '/base/dir/', '/']) {
      url = `${root}${base}`;
      const gopath = `path${base.replaceAll('/', '_')}`;
      const asked = await go(gopath, second);
      assert.ok(asked.some((path) => /lookup.*(?:!|%21)upper/.test(path)));
      assert.deepEqual(await ours('clean', second, 'empty'), asked);
    }
    url = root;
  });

  it('refuse a log that has another history than the one that go saved', async () => {
    const honest = database;
    const other = honest.fork(250);
    for (let n = 0; n < 900; n++) other.add(fillerRecord(20_000 + n));
    const module = 'example.com/m@v1.2.0-rc.1';
    const known = modules.find(({ path, version }) => `${path}@${version}` === module);
    assert.ok(known);
    const { path, version, zipHash, modHash } = known;
    other.add({ id: module, text: `${path} ${version} ${zipHash}\n${path} ${version}/go.mod ${modHash}\n` });
    database = other;
    const said = await goSays('a', module);
    assert.match(said, /^SECURITY ERROR\ngo\.sum database server misbehavior detected!\n/);
    assert.equal(await oursSays('a', module), said.trimEnd());
    database = honest;
  });

  async function goSays(gopath: string, module: string): Promise<string> {
    const env = { ...environment(gopath), PATH: process.env['PATH'] ?? '' };
    const child = spawn('go', ['mod', 'download', module], {
      cwd: join(home, 'project'),
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let text = '';
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    await new Promise((resolve) => child.once('close', resolve));
    return text;
  }

  async function oursSays(gopath: string, module: string): Promise<string | null> {
    const ports = createNodePorts({ offline: false });
    const host = { ...ports.host, env: environment(gopath), cwd: home };
    const { ownCache: _own, ...rest } = ports;
    const question = {
      directory: join(home, 'project'),
      modules: [module],
      overrides: {},
      release: await goVersion(),
      operation: 'download',
      depth: 'zip',
      cache: 'real',
      passive: false,
      timeoutMs: 30_000,
    } as const;
    const engine = createEngine({ ...rest, host }, { toolVersion: '0' });
    const answer = await engine.diagnose(question, () => {}, new AbortController().signal);
    assert.ok(answer.kind === 'report');
    assert.equal(answer.report.findings[0]?.code, 'sumdb-misbehaving');
    return answer.report.modules[0]?.goError ?? null;
  }
});
