/** Applying what a finding advises: each kind in its own way, never without the user seeing what will happen. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Finding, Remedy } from '../../protocol/report.ts';
import { shellCommand } from '../../text/shellCommand.ts';
import { rangeOf } from '../documents.ts';
import { requireAtKey } from '../model/requireAt.ts';
import type { Room } from '../room.ts';
import { fileOf, type Target } from '../target.ts';
import { applyChange } from './applyChange.ts';

export async function applyRemedy(room: Room, argument: unknown): Promise<void> {
  const ids = remedyIds(argument);
  const file = await fileOf(argument);
  if (ids === null || file === null) return;
  const finding = room.results.findings(file).find((one) => one.finding.id === ids.findingId)?.finding;
  const remedy = finding?.remedies.find(({ id }) => id === ids.remedyId);
  if (finding && remedy) await carryOut(room, { file, module: ids.module }, finding, remedy);
}

export async function carryOut(room: Room, target: Target, finding: Finding, remedy: Remedy): Promise<void> {
  const { change } = remedy;
  if (remedy.code === 'goprivate-add') {
    const module = target.module ?? finding.affects[0] ?? null;
    await vscode.commands.executeCommand('goModules.addToGoprivate', { uri: target.file.toString(), module });
  } else if ('set' in change) {
    const caution = [remedy.effect, remedy.caution].filter((part) => part !== null && part !== '').join(' ');
    await applyChange(room, { target, change: change.set, title: remedy.title, caution });
  } else if ('edits' in change) {
    await edit(remedy, change);
  } else if ('argv' in change) {
    await typeCommand(target, change.argv, change.cwd);
  } else if ('url' in change) {
    await open(change.url);
  } else if ('report' in change) {
    await vscode.env.clipboard.writeText(change.report);
    void vscode.window.showInformationMessage(l10n.t('A report for them is on the clipboard. It holds no secrets.'));
  } else if ('key' in change) {
    await vscode.commands.executeCommand('workbench.action.openSettings', change.key);
  }
}

async function edit(remedy: Remedy, change: Extract<Remedy['change'], { edits: unknown }>): Promise<void> {
  const uri = vscode.Uri.parse(change.uri);
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.isDirty) {
    void vscode.window.showInformationMessage(
      l10n.t('Save {0} first: the change was made for the saved file.', uri.path),
    );
    return;
  }
  const edits = new vscode.WorkspaceEdit();
  for (const one of change.edits) edits.replace(uri, rangeOf(one), one.newText);
  await vscode.workspace.applyEdit(edits);
  await vscode.window.showTextDocument(document);
  vscode.window.setStatusBarMessage(remedy.title, 5000);
}

/** The command stands in a terminal; the user sends it. Where gopls has the same command, gopls does it. */
async function typeCommand(target: Target, argv: readonly string[], cwd: string | null): Promise<void> {
  const isTidy = argv.join(' ') === 'go mod tidy';
  if (isTidy && (await vscode.commands.getCommands(true)).includes('gopls.tidy')) {
    await vscode.commands.executeCommand('gopls.tidy', { URIs: [target.file.toString()] });
    return;
  }
  const folder = cwd ?? vscode.Uri.joinPath(target.file, '..').fsPath;
  const terminal = vscode.window.createTerminal({ name: 'Go Modules', cwd: folder });
  terminal.show();
  terminal.sendText(shellCommand(argv, process.platform), false);
}

async function open(url: string): Promise<void> {
  const uri = vscode.Uri.parse(url);
  const line = /^L(\d{1,9})$/.exec(uri.fragment)?.[1];
  if (uri.scheme !== 'file') {
    await vscode.env.openExternal(uri);
    return;
  }
  const at = line === undefined ? 0 : Number(line) - 1;
  await vscode.window.showTextDocument(uri.with({ fragment: '' }), { selection: new vscode.Range(at, 0, at, 0) });
}

/** Puts the cursor on the module's line and opens the list of fixes there. */
export async function showFixes(room: Room, argument: unknown): Promise<void> {
  const file = await fileOf(argument);
  const key = typeof argument === 'object' && argument !== null && 'module' in argument ? argument.module : null;
  if (file === null || typeof key !== 'string') return;
  const editor = await vscode.window.showTextDocument(file);
  const require = requireAtKey(room.reader.read(editor.document), key);
  if (require === null) return;
  const start = new vscode.Position(require.pathRange.start.line - 1, require.pathRange.start.column - 1);
  editor.selection = new vscode.Selection(start, start);
  await vscode.commands.executeCommand('editor.action.quickFix');
}

function remedyIds(value: unknown): { findingId: string; remedyId: string; module: string | null } | null {
  if (typeof value !== 'object' || value === null || !('findingId' in value) || !('remedyId' in value)) return null;
  const module = 'module' in value && typeof value.module === 'string' ? value.module : null;
  return { findingId: String(value.findingId), remedyId: String(value.remedyId), module };
}
