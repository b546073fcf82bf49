import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { createNodePorts } from '../../../src/cli/ports/nodePorts.ts';
import { openModuleCache } from '../../../src/engine/modcache/moduleCache.ts';
import { cleanModule } from '../../../src/engine/verify/cleanModule.ts';

const ports = createNodePorts({ offline: true });

describe('taking a version out of the module cache', () => {
  let root = '';
  const at = (name: string) => path.join(root, ...name.split('/'));
  const stem = 'cache/download/example.com/m/@v/v1.0.0';
  const put = (name: string, text = 'x') => {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), text);
  };
  const clean = (wrong: ('zip' | 'mod')[], agreed: boolean) =>
    cleanModule(
      ports,
      openModuleCache(ports, root),
      { path: 'example.com/m', version: 'v1.0.0', wrong: new Set(wrong) },
      agreed,
    );

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'clean-'));
    for (const suffix of ['info', 'mod', 'zip', 'ziphash', 'lock']) put(`${stem}.${suffix}`);
    put('cache/download/example.com/m/@v/v1.1.0.zip');
    put('example.com/m@v1.0.0/sub/a.go');
    chmodSync(at('example.com/m@v1.0.0/sub/a.go'), 0o444);
    chmodSync(at('example.com/m@v1.0.0/sub'), 0o555);
  });
  afterEach(() => {
    if (existsSync(at('example.com/m@v1.0.0/sub'))) chmodSync(at('example.com/m@v1.0.0/sub'), 0o755);
    rmSync(root, { recursive: true, force: true });
  });

  it('first only says what it would delete', async () => {
    const result = await clean(['zip'], false);
    const expected = ['example.com/m@v1.0.0', `${stem}.ziphash`, `${stem}.zip`].map(at);
    assert.deepEqual(result, { kind: 'proposed', paths: expected });
    assert.ok(existsSync(at(`${stem}.zip`)));
  });

  it('deletes the read-only folder and the zip of this version, and nothing else', async () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'outside-'));
    writeFileSync(path.join(outside, 'keep'), 'x');
    chmodSync(at('example.com/m@v1.0.0/sub'), 0o755);
    symlinkSync(outside, at('example.com/m@v1.0.0/sub/link'));
    assert.equal((await clean(['zip'], true)).kind, 'cleaned');
    const left = ['.info', '.mod', '.lock'].map((suffix) => existsSync(at(stem + suffix)));
    assert.deepEqual(left, [true, true, true]);
    assert.ok(existsSync(at('cache/download/example.com/m/@v/v1.1.0.zip')));
    assert.ok(!existsSync(at(`${stem}.zip`)) && !existsSync(at('example.com/m@v1.0.0')));
    assert.ok(existsSync(path.join(outside, 'keep')), 'a link is deleted, not followed');
    rmSync(outside, { recursive: true });
  });

  it('deletes nothing that is not proved to be wrong', async () => {
    assert.deepEqual((await clean([], true)).kind, 'refused');
    assert.ok(existsSync(at(`${stem}.zip`)));
  });

  it('leaves a version alone on which another process holds go’s lock', async function () {
    if (process.platform !== 'linux') this.skip();
    const holder = spawn('flock', [at(`${stem}.lock`), 'cat'], { stdio: ['pipe', 'ignore', 'ignore'] });
    const failed = new Promise<boolean>((resolve) => holder.once('error', () => resolve(true)));
    const started = new Promise<boolean>((resolve) => holder.once('spawn', () => resolve(false)));
    if (await Promise.race([failed, started])) this.skip();
    const isLocked = async () => (await ports.removal?.isLocked(at(`${stem}.lock`))) === true;
    for (let tries = 0; tries < 1000 && !(await isLocked()); tries++) await new Promise(setImmediate);
    const result = await clean(['zip'], true);
    holder.stdin.end();
    assert.deepEqual([result.kind, 'why' in result ? result.why : ''], ['refused', 'locked']);
    assert.ok(existsSync(at(`${stem}.zip`)));
  });
});
