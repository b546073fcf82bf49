import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { createNodeCommands, findProgram } from '../../../../src/cli/ports/nodeCommands.ts';
import type { CommandRequest } from '../../../../src/engine/ports.ts';

const never = new AbortController().signal;
const script = (code: string, more: Partial<CommandRequest> = {}): CommandRequest => ({
  argv: [process.execPath, '-e', code],
  cwd: tmpdir(),
  env: {},
  timeoutMs: 10_000,
  ...more,
});

describe('commands through Node', () => {
  const commands = createNodeCommands();

  it('gives output, errors and the exit code', async () => {
    const result = await commands.run(script("console.log('out'); console.error('err'); process.exitCode = 7"), never);
    assert.ok(result.kind === 'exited');
    assert.equal(result.exit, 7);
    assert.equal(Buffer.from(result.stdout).toString(), 'out\n');
    assert.equal(Buffer.from(result.stderr).toString(), 'err\n');
  });

  it('gives a program what it shall read', async () => {
    const code = 'process.stdin.pipe(process.stdout)';
    const request = { argv: [process.execPath, '-e', code], cwd: tmpdir(), env: {}, timeoutMs: 10_000 } as const;
    const result = await commands.run({ ...request, input: Buffer.from('url=x\n\n') }, new AbortController().signal);
    assert.equal(result.kind === 'exited' && Buffer.from(result.stdout).toString(), 'url=x\n\n');
  });

  it('hands over exactly the given environment and an empty standard input', async () => {
    const code = "process.stdin.on('data', () => {}).on('end', () => console.log(JSON.stringify(process.env)))";
    const result = await commands.run(script(code, { env: { ONLY: 'this' } }), never);
    assert.ok(result.kind === 'exited');
    const seen: Record<string, string> = JSON.parse(Buffer.from(result.stdout).toString());
    assert.equal(seen['ONLY'], 'this');
    assert.equal(seen['HOME'], undefined);
    assert.equal(seen['PATH'], undefined);
  });

  it('passes arguments on without a shell', async () => {
    const argv = [process.execPath, '-p', 'process.argv[1]', '$HOME `id`; *'] as const;
    const result = await commands.run({ ...script(''), argv }, never);
    assert.equal(result.kind === 'exited' && Buffer.from(result.stdout).toString(), '$HOME `id`; *\n');
  });

  it('ends a program at the deadline, even if what it started holds its output open', async () => {
    const code = `require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' }); setInterval(() => {}, 1000)`;
    assert.equal((await commands.run(script(code, { timeoutMs: 300 }), never)).kind, 'timedOut');
  });

  it('ends a program that prints without end', async () => {
    const code = "for (;;) require('fs').writeSync(1, 'x'.repeat(65536))";
    const result = await commands.run(script(code, { maxOutputBytes: 1_000_000 }), never);
    assert.deepEqual(result, { kind: 'failed', message: 'printed more than 1000000 bytes' });
  });

  it('throws the reason of an abort, before and during the run', async () => {
    const reason = new Error('stop');
    await assert.rejects(commands.run(script(''), AbortSignal.abort(reason)), reason);
    const controller = new AbortController();
    const running = commands.run(script('setInterval(() => {}, 1000)'), controller.signal);
    setImmediate(() => controller.abort(reason));
    await assert.rejects(running, reason);
  });

  it('says that there is no such program, folder or argument without throwing', async () => {
    const nowhere = script('', { argv: ['no-such-program'], env: { PATH: '/nowhere' } });
    assert.deepEqual(await commands.run(nowhere, never), { kind: 'notFound' });
    assert.equal((await commands.run(script('', { cwd: '/no/such/folder' }), never)).kind, 'failed');
    assert.equal((await commands.run(script('a\0b'), never)).kind, 'failed');
  });
});

describe('the search for a program', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'programs-'));
    writeFileSync(path.join(folder, 'go'), '#!/bin/sh\n');
    chmodSync(path.join(folder, 'go'), 0o755);
    writeFileSync(path.join(folder, 'text'), 'not a program');
    chmodSync(path.join(folder, 'text'), 0o644);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('takes the first match in PATH', function () {
    if (process.platform === 'win32') this.skip();
    assert.equal(findProgram('go', { PATH: `/nowhere:${folder}` }, 'linux'), path.join(folder, 'go'));
  });

  it('passes over relative entries and empty ones: a program in the project never runs', function () {
    if (process.platform === 'win32') this.skip();
    const relative = path.relative(process.cwd(), folder);
    assert.equal(findProgram('go', { PATH: `:.:${relative}` }, 'linux'), null);
    assert.equal(findProgram('./go', { PATH: folder }, 'linux'), null);
  });

  it('passes over files that cannot be executed', function () {
    if (process.platform === 'win32') this.skip();
    assert.equal(findProgram('text', { PATH: folder }, 'linux'), null);
    assert.equal(findProgram(path.join(folder, 'text'), {}, 'linux'), null);
  });
});
