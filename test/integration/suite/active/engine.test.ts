import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { childrenOf, engine, engines, openGoMod, runToItsEnd, seen, until } from '../helper.ts';

describe('the engine process', () => {
  let document: vscode.TextDocument;

  before(async function () {
    if (process.platform !== 'linux') this.skip();
    document = await openGoMod();
    await until('the engine', () => engines()[0]);
  });

  const diagnose = () => {
    const argument = { uri: document.uri.toString(), module: 'go.example.org/text@v0.31.0' };
    return runToItsEnd('goModules.diagnoseFetch', argument);
  };
  const requestCount = async () => Object.values((await seen()).requests).flat().length;

  it('is one for each window', () => {
    assert.equal(engines().length, 1);
  });

  it('is started again after it was killed, by the next question', async () => {
    const old = engine();
    process.kill(old, 'SIGKILL');
    await until('its end', () => !childrenOf(process.pid).includes(old));
    const before = await requestCount();
    await diagnose();
    assert.equal(engines().length, 1);
    assert.notEqual(engines()[0], old);
    assert.ok((await requestCount()) > before, 'the new engine asked nobody');
  });

  it('leaves no question without an end when it dies', async () => {
    const old = engine();
    const running = diagnose();
    process.kill(old, 'SIGKILL');
    await running;
  });

  it('is replaced by Restart Engine, which looks at the open files again', async () => {
    await diagnose();
    const old = engine();
    const before = await requestCount();
    await vscode.commands.executeCommand('goModules.restartEngine');
    await until('another engine', () => engines().some((pid) => pid !== old) && !engines().includes(old));
    await until('new requests', async () => (await requestCount()) > before);
  });

  it('asked go and the servers here: the counters of Restricted Mode do count', async () => {
    const { commands, contacted } = await seen();
    assert.ok(
      commands.some((line) => line.startsWith('go env')),
      commands.join('\n'),
    );
    assert.equal(contacted.length, 1);
  });
});
