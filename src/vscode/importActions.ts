/** On an import that gopls cannot resolve: diagnose the fetch of the module that would hold it. */
import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { commandAction } from './actions.ts';
import { importOfLine } from './model/requireAt.ts';

const unresolved =
  /could not import|no required module provides package|cannot find (?:package|module)|is not in (?:std|GOROOT)|missing go\.sum entry|BrokenImport/;

export class ImportActions implements vscode.CodeActionProvider {
  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const told = context.diagnostics.filter(({ message, code }) => unresolved.test(`${message} ${codeText(code)}`));
    const path = importOfLine(document.lineAt(range.start.line).text);
    // Without a dot in its first element a path is the standard library's, and never fetched.
    if (told.length === 0 || path === null || !path.split('/')[0]?.includes('.')) return [];
    const target = { uri: document.uri.toString(), module: path };
    const action = commandAction(l10n.t('Diagnose Fetch of {0}', path), 'goModules.diagnoseImport', target);
    action.diagnostics = told;
    return [action];
  }
}

function codeText(code: vscode.Diagnostic['code']): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}
