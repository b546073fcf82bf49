import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { until } from '../helper.ts';

const error =
  'go: example.com/a@v1.0.0: reading https://proxy.corp.example/example.com/a/@v/v1.0.0.info: 403 Forbidden';

describe('explaining an error text', () => {
  it('opens what the selected text says, as a document that cannot be edited', async () => {
    const document = await vscode.workspace.openTextDocument({ content: `$ go build\n${error}\n` });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(1, 0, 2, 0);
    await vscode.commands.executeCommand('goModules.explainErrorText');
    const shown = await until('the explanation', () =>
      vscode.window.visibleTextEditors.find(({ document: { uri } }) => uri.scheme === 'go-modules'),
    );
    const text = shown.document.getText();
    assert.match(text, /http-403-forbidden/);
    assert.ok(text.includes(error) && !text.includes('$ go build'));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
