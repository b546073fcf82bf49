import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { annotations, diagnosticOf, hoverText, openGoMod, rangeOf, seen, until } from '../helper.ts';

const changed = new Set<string>();

async function set(name: string, value: unknown): Promise<void> {
  changed.add(name);
  await vscode.workspace.getConfiguration('goModules').update(name, value, vscode.ConfigurationTarget.Workspace);
}

async function replace(document: vscode.TextDocument, range: vscode.Range, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  await vscode.workspace.applyEdit(edit);
  await document.save();
}

describe('settings', () => {
  afterEach(async () => {
    for (const name of changed) await set(name, undefined);
    changed.clear();
  });

  it('leave annotations only on problems, or on nothing', async () => {
    const document = await openGoMod();
    await diagnosticOf(document.uri, 'http-403-forbidden');
    await set('annotations', 'problems');
    const paths = await until('fewer notes', async () => {
      const notes = await annotations(document);
      return notes.size < 4 && [...notes.keys()];
    });
    assert.ok(paths.includes('github.com/acme/billing'));
    assert.ok(!paths.includes('go.example.org/text'));
    await set('annotations', 'off');
    await until('no notes', async () => (await annotations(document)).size === 0);
  });

  it('keep servers unasked with probe off, even when the file is saved', async () => {
    const document = await openGoMod();
    await diagnosticOf(document.uri, 'http-403-forbidden');
    await set('probe', 'off');
    const version = rangeOf(document, 'v0.31.0');
    await replace(document, version, 'v0.99.0');
    // A plan knows the new version, so the file was looked at.
    await until('a note on the new version', async () => (await hoverText(document, version.start)).includes('go.sum'));
    // A question that is asked later and answered shows that a look would have been under way.
    const argument = { uri: document.uri.toString(), module: 'go.example.org/text@v0.31.0' };
    await vscode.commands.executeCommand('goModules.diagnoseFetch', argument);
    const { requests } = await seen();
    await replace(document, version, 'v0.31.0');
    assert.ok(requests['proxy']?.some((line) => line.includes('v0.31.0')));
    assert.deepEqual(
      requests['proxy']?.filter((line) => line.includes('v0.99.0')),
      [],
    );
  });
});
