import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { diagnosticOf, openGoMod, rangeOf } from '../helper.ts';

async function titlesAt(document: vscode.TextDocument, text: string): Promise<string[]> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    rangeOf(document, text),
  );
  return actions.map(({ title }) => title);
}

describe('quick fixes', () => {
  it('offer to call a module private that the proxy does not have', async () => {
    const document = await openGoMod();
    await diagnosticOf(document.uri, 'http-403-forbidden');
    const titles = await titlesAt(document, 'git.corp.example/pay/core');
    assert.ok(titles.includes('Add to GOPRIVATE…'), titles.join('\n'));
    assert.ok(titles.includes('Diagnose Fetch'), titles.join('\n'));
  });

  it('offer nothing where nothing is wrong', async () => {
    const document = await openGoMod();
    await diagnosticOf(document.uri, 'http-403-forbidden');
    assert.deepEqual(await titlesAt(document, 'go.example.org/text'), []);
  });
});
