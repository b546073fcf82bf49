import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Question } from '../../../src/protocol/messages.ts';
import { EngineProcess } from '../../../src/vscode/engineProcess.ts';

/** Does what the asked directory says. */
const program = `
const { existsSync, writeFileSync } = require('node:fs');
process.on('message', (message) => {
  if (message.kind === 'cancel') process.send({ kind: 'failure', id: message.id, message: 'cancelled' });
  if (message.kind !== 'request') return;
  const { id, question: { directory } } = message;
  if (directory === 'crash') process.exit(7);
  if (directory === 'busy') for (;;) {}
  const seen = __filename + '.seen';
  if (directory === 'patient' && !existsSync(seen)) {
    writeFileSync(seen, '');
    return process.send({ kind: 'progress', id, progress: { done: 0, total: 1, current: 'x' } });
  }
  if (directory === 'wait') return process.send({ kind: 'progress', id, progress: { done: 0, total: 1, current: 'x' } });
  const params = { argv: process.argv.slice(2), execArgv: process.execArgv, env: Object.keys(process.env) };
  process.send({ kind: 'answer', id, answer: { kind: 'badQuestion', code: 'no-go-mod', params: { said: JSON.stringify(params) } } });
});
`;

const question = (directory: string): Question => ({
  directory,
  modules: [],
  overrides: {},
  release: null,
  operation: 'download',
  depth: null,
  cache: 'real',
  passive: false,
  timeoutMs: 1000,
});

describe('the engine process', () => {
  let folder = '';
  let engine: EngineProcess;
  let isOffline = false;
  const warnings: string[] = [];

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'engine-process-'));
    writeFileSync(path.join(folder, 'program.cjs'), program);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(() => engine.stop());

  function start(): EngineProcess {
    warnings.length = 0;
    engine = new EngineProcess({
      modulePath: path.join(folder, 'program.cjs'),
      isOffline: () => isOffline,
      environment: () => ({ ONLY: 'this' }),
      log: { info: () => {}, warn: (message) => warnings.push(message) },
      cancelGraceMs: 20,
      maxCrashes: 2,
    });
    return engine;
  }

  const ask = (directory: string, signal = new AbortController().signal, onProgress = () => {}) =>
    engine.ask('diagnose', question(directory), 'en', onProgress, signal);

  async function said(): Promise<{ argv: string[]; execArgv: string[]; env: string[] }> {
    const reply = await ask('talk');
    assert.ok(reply.kind === 'answer' && reply.answer.kind === 'badQuestion');
    return JSON.parse(String(reply.answer.params['said']));
  }

  it('starts with the first question, not before', async () => {
    start();
    assert.equal(engine.pid, null);
    await ask('talk');
    assert.equal(typeof engine.pid, 'number');
  });

  it('gets the given environment only, and no option of the host', async () => {
    start();
    const { argv, execArgv, env } = await said();
    assert.deepEqual([argv, execArgv], [['serve'], ['--max-semi-space-size=1']]);
    assert.ok(env.includes('ONLY') && !env.includes('PATH'));
  });

  it('is told to stay offline in an untrusted workspace', async () => {
    isOffline = true;
    start();
    assert.deepEqual((await said()).argv, ['serve', '--offline']);
    isOffline = false;
  });

  it('comes back after a crash, and not for ever', async () => {
    start();
    assert.equal((await ask('crash')).kind, 'failure');
    assert.equal((await ask('crash')).kind, 'failure');
    assert.deepEqual(await ask('talk'), { kind: 'failure', message: 'the engine process does not stay alive' });
    assert.equal(warnings.length, 2);
    engine.restart();
    assert.equal((await ask('talk')).kind, 'answer');
  });

  it('forgives a crash when it has answered since', async () => {
    start();
    for (let turn = 0; turn < 4; turn++) {
      assert.equal((await ask('crash')).kind, 'failure');
      assert.equal((await ask('talk')).kind, 'answer');
    }
  });

  it('lets a cancelled question end by itself', async () => {
    start();
    const abort = new AbortController();
    const reply = await ask('wait', abort.signal, () => abort.abort());
    assert.deepEqual(reply, { kind: 'cancelled' });
    assert.notEqual(engine.pid, null);
  });

  it('is killed where a cancelled question does not end', async () => {
    start();
    await ask('talk');
    const { pid } = engine;
    const abort = new AbortController();
    const reply = ask('busy', abort.signal);
    abort.abort();
    assert.deepEqual(await reply, { kind: 'cancelled' });
    assert.equal(engine.pid, null);
    await gone(pid);
    assert.equal((await ask('talk')).kind, 'answer');
  });

  it('asks other questions again after it was killed for one', async () => {
    start();
    const abort = new AbortController();
    const patient = ask('patient', undefined, () => abort.abort());
    const busy = ask('busy', abort.signal);
    assert.deepEqual(await busy, { kind: 'cancelled' });
    assert.equal((await patient).kind, 'answer');
  });

  it('asks a question no third time', async () => {
    start();
    const aborts = [new AbortController(), new AbortController()];
    const waits = ask('wait', undefined, () => aborts.shift()?.abort());
    const busy = [ask('busy', aborts[0]?.signal), ask('busy', aborts[1]?.signal)];
    assert.deepEqual(await waits, { kind: 'cancelled' });
    await Promise.all(busy);
  });

  it('asks nothing that is cancelled already', async () => {
    start();
    assert.deepEqual(await ask('talk', AbortSignal.abort()), { kind: 'cancelled' });
    assert.equal(engine.pid, null);
  });

  it('has gone when stopping has ended', async () => {
    start();
    await ask('talk');
    const { pid } = engine;
    await engine.stop();
    await gone(pid);
    assert.equal((await ask('talk')).kind, 'failure');
  });
});

/** Resolves when no process has this id; the suite's timeout is the deadline. */
async function gone(pid: number | null): Promise<void> {
  for (;;) {
    try {
      process.kill(pid ?? 0, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
