import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { diagnosticOf, extensionId, openGoMod, seen, until } from '../helper.ts';

function openTabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
}

describe('commands', () => {
  it('are all registered that the manifest names', async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    await extension?.activate();
    const manifest = extension?.packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = manifest.contributes.commands.map(({ command }) => command).filter((id) => !registered.has(id));
    assert.deepEqual(missing, []);
  });

  it('diagnose a module for real, open the panel, and prove what was only suspected', async () => {
    const document = await openGoMod();
    await diagnosticOf(document.uri, 'http-403-forbidden');
    const argument = { uri: document.uri.toString(), module: 'github.com/acme/billing@v1.4.2' };
    await vscode.commands.executeCommand('goModules.diagnoseFetch', argument);
    const panel = await until('the panel', () =>
      openTabs().find(({ input }) => input instanceof vscode.TabInputWebview),
    );
    assert.match(panel.label, /trace/i);
    const diagnostic = await diagnosticOf(document.uri, 'http-403-forbidden');
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Error);
  });

  it('diagnose every module of the file', async () => {
    const document = await openGoMod();
    await vscode.commands.executeCommand('goModules.diagnoseAll', { uri: document.uri.toString(), module: null });
    const { requests } = await seen();
    assert.ok(requests['proxy']?.some((line) => line.includes('go.example.org/text/@v/v0.31.0')));
  });

  it('show the settings with their values and origins', async () => {
    const document = await openGoMod();
    await vscode.commands.executeCommand('goModules.showEffectiveSettings', document.uri);
    const shown = await until('a document with GOPROXY', () =>
      vscode.window.visibleTextEditors.map((editor) => editor.document.getText()).find((text) => /GOPROXY/.test(text)),
    );
    assert.match(shown, /http:\/\/127\.0\.0\.1:\d+/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
