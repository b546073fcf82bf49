import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { diagnosticOf, openGoMod, ourDiagnostics, rangeOf } from '../helper.ts';

describe('diagnostics', () => {
  it('warn on the line whose module the proxy refuses to a quiet look', async () => {
    const document = await openGoMod();
    const diagnostic = await diagnosticOf(document.uri, 'http-403-forbidden');
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Warning);
    assert.ok(diagnostic.range.isEqual(rangeOf(document, 'github.com/acme/billing')));
    assert.match(diagnostic.message, /allowed from 2026-12-01/);
  });

  it('link their code to the page of the finding', async () => {
    const document = await openGoMod();
    const { code } = await diagnosticOf(document.uri, 'http-403-forbidden');
    assert.ok(typeof code === 'object');
    assert.match(code.target.toString(), /^https:\/\/.*http-403-forbidden/);
  });

  it('leave lines alone whose module can be fetched', async () => {
    const document = await openGoMod();
    await diagnosticOf(document.uri, 'http-403-forbidden');
    const healthy = rangeOf(document, 'go.example.org/text').start.line;
    assert.deepEqual(
      ourDiagnostics(document.uri).filter(({ range }) => range.start.line === healthy),
      [],
    );
  });
});
