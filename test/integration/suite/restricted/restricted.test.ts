import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import {
  annotations,
  childrenOf,
  commandLineOf,
  engines,
  hoverText,
  networkSockets,
  openGoMod,
  rangeOf,
  runToItsEnd,
  seen,
  until,
} from '../helper.ts';

describe('Restricted Mode', () => {
  let document: vscode.TextDocument;
  let engine = 0;

  before('the plan is there', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    document = await openGoMod();
    engine = await until('the engine', () => engines()[0]);
    await until('notes on four lines', async () => (await annotations(document)).size === 4);
  });

  it('starts the engine without a network', () => {
    assert.ok(commandLineOf(engine).includes('--offline'), commandLineOf(engine).join(' '));
    assert.deepEqual(networkSockets(engine), []);
  });

  it('starts nothing else: no go, no git, no child of the engine', async () => {
    assert.deepEqual(childrenOf(engine), []);
    assert.deepEqual((await seen()).commands, []);
  });

  it('asks no server', async () => {
    const { contacted, requests } = await seen();
    assert.deepEqual(contacted, []);
    assert.deepEqual(Object.values(requests).flat(), []);
  });

  it('tells from files alone what it can', async () => {
    const notes = await annotations(document);
    assert.match(notes.get('go.example.org/text') ?? '', /not asked/);
    assert.match(await hoverText(document, rangeOf(document, 'go.example.org/text').start), /go\\\.sum|go\.sum/);
  });

  it('stays silent even when a command is called by its id', async () => {
    const argument = { uri: document.uri.toString(), module: 'go.example.org/text@v0.31.0' };
    await runToItsEnd('goModules.diagnoseFetch', argument);
    const { contacted, commands } = await seen();
    assert.deepEqual({ contacted, commands }, { contacted: [], commands: [] });
  });
});
