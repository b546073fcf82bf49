/** Showing, copying and exporting reports. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { RenderFormat } from '../../protocol/messages.ts';
import type { Report } from '../../protocol/report.ts';
import type { Room } from '../room.ts';
import { fileOf, moduleAtCursor, type Target } from '../target.ts';

/** The newest report about this target, in the panel. */
export async function openReport(room: Room, target: Target): Promise<void> {
  await withReport(room, target, (report) => room.panel.show(target, report));
}

export async function showTrace(room: Room, argument: unknown): Promise<void> {
  const target = await targetOf(room, argument);
  await withReport(room, target, (report, file) => room.panel.show(target ?? { file, module: null }, report));
}

export async function showReport(room: Room, argument: unknown): Promise<void> {
  await withReport(room, await targetOf(room, argument), (report) => showText(room, report));
}

async function showText(room: Room, report: Report): Promise<void> {
  const text = await render(room, report, 'markdown');
  if (text !== null) await room.texts.show('Go Modules Report.md', text);
}

export async function copyReport(room: Room, argument: unknown): Promise<void> {
  await withReport(room, await targetOf(room, argument), async (report) => {
    const text = await render(room, report, 'markdown');
    if (text === null) return;
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(l10n.t('The report is on the clipboard.'), 5000);
  });
}

export async function exportReport(room: Room, argument: unknown): Promise<void> {
  await withReport(room, await targetOf(room, argument), async (report, file) => {
    const formats: { label: string; extension: string; format: RenderFormat }[] = [
      { label: 'Markdown', extension: 'md', format: 'markdown' },
      { label: 'JSON', extension: 'json', format: 'json' },
      { label: 'HAR 1.2', extension: 'har', format: 'har' },
    ];
    const picked = await vscode.window.showQuickPick(formats, { title: l10n.t('Export the report as') });
    if (picked) await save(room, report, file, picked);
  });
}

export async function save(
  room: Room,
  report: Report,
  file: vscode.Uri,
  { extension, format }: { extension: string; format: RenderFormat },
): Promise<vscode.Uri | null> {
  const defaultUri = vscode.Uri.joinPath(file, '..', `go-modules-report.${extension}`);
  const target = await vscode.window.showSaveDialog({ defaultUri, filters: { [extension]: [extension] } });
  const text = target ? await render(room, report, format) : null;
  if (!target || text === null) return null;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  return target;
}

/** The text, or null after the user has been told why there is none. */
export async function render(room: Room, report: Report, format: RenderFormat): Promise<string | null> {
  const reply = await room.engine.render(report, format, new AbortController().signal);
  if (reply.kind === 'rendered') return reply.text;
  if (reply.kind === 'failure') {
    void vscode.window.showErrorMessage(l10n.t('The engine failed: {0}', reply.message));
  }
  return null;
}

/** The module of the argument or under the cursor; null: whatever was diagnosed last. */
async function targetOf(room: Room, argument: unknown): Promise<Target | null> {
  if (typeof argument === 'object' && argument !== null && 'module' in argument) {
    const file = await fileOf(argument);
    return file && { file, module: String(argument.module) };
  }
  const editor = vscode.window.activeTextEditor;
  const module = editor ? moduleAtCursor(editor, room.reader) : null;
  const file = module === null ? null : await fileOf(undefined);
  return file && { file, module };
}

async function withReport(
  room: Room,
  target: Target | null,
  use: (report: Report, file: vscode.Uri) => Promise<void>,
): Promise<void> {
  const about = target?.module ? { file: target.file, path: target.module.replace(/@.*/, '') } : null;
  const found = room.results.latestReport(about) ?? room.results.latestReport(null);
  if (found === null) {
    void vscode.window.showInformationMessage(l10n.t('Nothing has been diagnosed yet.'));
    return;
  }
  await use(found.report, found.file);
}
