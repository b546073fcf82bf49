/** Explain Error Text: what the selected text, or the one on the clipboard, says went wrong. Nobody is asked. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { resultOf, withProgress } from '../diagnosis.ts';
import { explanationMarkdown, moduleToDiagnose } from '../model/explanationText.ts';
import type { Room } from '../room.ts';
import { fileOf } from '../target.ts';
import { diagnose, sayFailed } from './diagnose.ts';

export async function explainErrorText(room: Room): Promise<void> {
  const text = selectedText() || (await vscode.env.clipboard.readText());
  if (text.trim() === '') {
    const message = l10n.t('Select an error text, or copy it from the terminal, and try again.');
    void vscode.window.showInformationMessage(message);
    return;
  }
  const result = await withProgress(l10n.t('Explaining an error text'), async (_, signal) =>
    resultOf(await room.engine.explain(text, signal)),
  );
  if (result.kind === 'failed') return sayFailed(room, result.message);
  if (result.kind === 'cancelled') return;
  await room.texts.show('Go Modules Explanation.md', explanationMarkdown(result.report, text));
  const module = moduleToDiagnose(result.report);
  if (module !== null && vscode.workspace.isTrusted) void offerDiagnosis(room, module);
}

function selectedText(): string {
  const editor = vscode.window.activeTextEditor;
  return editor === undefined ? '' : editor.document.getText(editor.selection);
}

/** The text tells of another moment, and perhaps of another machine. */
async function offerDiagnosis(room: Room, module: string): Promise<void> {
  const diagnoseIt = l10n.t('Diagnose Fetch');
  const message = l10n.t('Only the text was read. See what happens to {0} on this machine?', module);
  if ((await vscode.window.showInformationMessage(message, diagnoseIt)) !== diagnoseIt) return;
  const file = await fileOf(undefined);
  if (file === null) void vscode.window.showInformationMessage(l10n.t('There is no go.mod in this workspace.'));
  else await diagnose(room, { file, module });
}
