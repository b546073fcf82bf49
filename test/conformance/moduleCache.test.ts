/** The module cache as a real go writes it, read by us. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'mocha';
import { createNodePorts } from '../../src/cli/ports/nodePorts.ts';
import { type ModuleCache, openModuleCache } from '../../src/engine/modcache/moduleCache.ts';
import { hashFile } from '../../src/engine/zip/hashFile.ts';
import { buildZip } from '../unit/zip/buildZip.ts';

const modulePath = 'example.com/Upper/m';
const version = 'v1.0.0-RC1';
const goMod = `module ${modulePath}\n`;

describe('the module cache of a real go', function () {
  this.timeout(60_000);
  let folder = '';
  let cache: ModuleCache;

  before(function () {
    if (spawnSync('go', ['version']).status !== 0) {
      console.error('      SKIPPED: there is no go command; its module cache was NOT read');
      this.skip();
    }
    folder = mkdtempSync(path.join(tmpdir(), 'go-modcache-'));
    download(folder);
    cache = openModuleCache(createNodePorts({ offline: true }), path.join(folder, 'cache'));
  });
  after(() => {
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
  });

  it('has the info, go.mod, zip, hash, lock and folder where we look for them', async () => {
    const [info, mod] = [await cache.info(modulePath, version), await cache.mod(modulePath, version)];
    assert.ok(info.kind === 'ok' && mod.kind === 'ok');
    assert.equal(info.info.version, version);
    assert.equal(Buffer.from(mod.bytes).toString(), goMod);
    assert.equal((await cache.zip(modulePath, version)).kind, 'ok');
    assert.equal((await cache.directory(modulePath, version)).kind, 'complete');
    assert.equal(await cache.hasLock(modulePath, version), true);
  });

  it('has the hash that we compute', async () => {
    const zip = await cache.zip(modulePath, version);
    assert.ok(zip.kind === 'ok');
    const ports = createNodePorts({ offline: true });
    const hashed = await hashFile(ports, zip.file, modulePath, version, new AbortController().signal);
    assert.ok(hashed.kind === 'ok' && hashed.accepted);
    assert.equal(hashed.zip, zip.hash);
    const goSum = readFileSync(path.join(folder, 'project', 'go.sum'), 'utf8');
    assert.ok(goSum.includes(`${modulePath} ${version} ${hashed.zip}\n`));
    assert.ok(goSum.includes(`${modulePath} ${version}/go.mod ${hashed.mod}\n`));
  });
});

/** Lets go fetch the module from a proxy that is a folder. */
function download(folder: string): void {
  const files = path.join(folder, 'proxy', 'example.com', '!upper', 'm', '@v');
  mkdirSync(files, { recursive: true });
  const name = path.join(files, 'v1.0.0-!r!c1');
  writeFileSync(`${name}.info`, JSON.stringify({ Version: version, Time: '2020-01-02T03:04:05Z' }));
  writeFileSync(`${name}.mod`, goMod);
  const prefix = `${modulePath}@${version}`;
  const entries = [
    { name: `${prefix}/go.mod`, content: goMod },
    { name: `${prefix}/m.go`, content: 'package m\n' },
  ];
  writeFileSync(`${name}.zip`, buildZip(entries));
  const project = path.join(folder, 'project');
  mkdirSync(project);
  writeFileSync(path.join(project, 'go.mod'), `module example.com/main\n\nrequire ${modulePath} ${version}\n`);
  const run = spawnSync('go', ['mod', 'download', 'all'], { cwd: project, encoding: 'utf8', env: goEnv(folder) });
  assert.equal(run.status, 0, run.stderr);
  const sum = spawnSync('go', ['mod', 'download', `${modulePath}@${version}`], {
    cwd: project,
    encoding: 'utf8',
    env: goEnv(folder),
  });
  assert.equal(sum.status, 0, sum.stderr);
}

function goEnv(folder: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    GOPROXY: pathToFileURL(path.join(folder, 'proxy')).href,
    GOMODCACHE: path.join(folder, 'cache'),
    GOPATH: path.join(folder, 'gopath'),
    GOFLAGS: '-modcacherw',
    GOSUMDB: 'off',
    GONOPROXY: '',
    GOPRIVATE: '',
    GOTOOLCHAIN: 'local',
    GOWORK: 'off',
  };
}
