/** What the panel asks of the editor, answered from the report that it was sent. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { CopySubject, ExportFormat, PanelPlace, PanelReply, PanelRequest } from '../protocol/panelMessages.ts';
import type { Finding, Remedy, Report } from '../protocol/report.ts';
import { shellCommand } from '../text/shellCommand.ts';
import { carryOut } from './command/remedy.ts';
import { render, save } from './command/report.ts';
import { rangeOf } from './documents.ts';
import type { TracePanel } from './panel.ts';
import type { Room } from './room.ts';

const done: PanelReply = { kind: 'done', message: null };

export async function answerPanel(room: Room, panel: TracePanel, request: PanelRequest): Promise<PanelReply> {
  const { shown } = panel;
  if (shown === null) return failed(l10n.t('Nothing has been diagnosed yet.'));
  const { report, target } = shown;
  switch (request.kind) {
    case 'runAgain':
      return panel.runAgain(request.moduleId);
    case 'cancel':
      panel.cancel();
      return done;
    case 'whatIf':
      return failed(l10n.t('Not available here.'));
    case 'applyRemedy': {
      const { finding, remedy } = findRemedy(report, request);
      if (!finding || !remedy) return unknownId();
      await carryOut(room, { file: target.file, module: shown.moduleId ?? target.module }, finding, remedy);
      return done;
    }
    case 'copy':
      return copy(room, report, request.what);
    case 'export':
      return exportAs(room, report, target.file, request.format);
    case 'openLocation':
      return openPlace(report, request.place);
    case 'openHelp':
      return openHelp(report, request.findingId);
    case 'follow':
      panel.follows = request.on;
      return done;
    case 'selectModule':
      panel.select(request.moduleId);
      return done;
  }
}

function failed(message: string): PanelReply {
  return { kind: 'failed', message };
}

function unknownId(): PanelReply {
  return failed(l10n.t('This is not part of the shown report any more.'));
}

function findRemedy(report: Report, ids: { findingId: string; remedyId: string }) {
  const finding = report.findings.find(({ id }) => id === ids.findingId);
  return { finding, remedy: finding?.remedies.find(({ id }) => id === ids.remedyId) };
}

async function copy(room: Room, report: Report, what: CopySubject): Promise<PanelReply> {
  const text = await copyText(room, report, what);
  if (text === null) return unknownId();
  await vscode.env.clipboard.writeText(text);
  return { kind: 'done', message: l10n.t('Copied.') };
}

async function copyText(room: Room, report: Report, what: CopySubject): Promise<string | null> {
  switch (what.kind) {
    case 'report':
      return render(room, report, 'markdown');
    case 'curl':
      return room.panel.curlOf(what.exchangeId);
    case 'goError':
      return report.modules.find(({ id }) => id === what.moduleId)?.goError ?? null;
    case 'remedy': {
      const { remedy } = findRemedy(report, what);
      return remedy ? remedyText(remedy) : null;
    }
  }
}

function remedyText({ change, title }: Remedy): string {
  if ('set' in change) {
    const words = Object.entries(change.set).map(([name, value]) => `${name}=${value}`);
    return shellCommand(['go', 'env', '-w', ...words], process.platform);
  }
  if ('argv' in change) return shellCommand(change.argv, process.platform);
  if ('url' in change) return change.url;
  if ('report' in change) return change.report;
  if ('until' in change) return change.until;
  if ('edits' in change) return change.edits.map(({ newText }) => newText).join('\n');
  return title;
}

async function exportAs(room: Room, report: Report, file: vscode.Uri, format: ExportFormat): Promise<PanelReply> {
  const extension = { har: 'har', markdown: 'md', json: 'json' }[format];
  const written = await save(room, report, file, { extension, format });
  return { kind: 'done', message: written === null ? null : l10n.t('Saved: {0}', written.fsPath) };
}

async function openPlace(report: Report, place: PanelPlace): Promise<PanelReply> {
  const found = placeOf(report, place);
  if (found === null) return unknownId();
  await vscode.window.showTextDocument(found.uri, { viewColumn: vscode.ViewColumn.One, selection: found.range });
  return done;
}

function placeOf(report: Report, place: PanelPlace): { uri: vscode.Uri; range: vscode.Range } | null {
  switch (place.kind) {
    case 'finding': {
      const at = report.findings.find(({ id }) => id === place.findingId)?.locations[place.index];
      return at ? { uri: vscode.Uri.parse(at.uri), range: rangeOf(at) } : null;
    }
    case 'module': {
      const module = report.modules.find(({ id }) => id === place.moduleId);
      return module?.file ? lineOf(module.file, module.line ?? 1) : null;
    }
    case 'setting': {
      const from = /^(.+):(\d{1,9})$/.exec(report.settings.find(({ name }) => name === place.name)?.from ?? '');
      return from?.[1] && from[2] ? lineOf(from[1], Number(from[2])) : null;
    }
  }
}

function lineOf(file: string, line: number): { uri: vscode.Uri; range: vscode.Range } {
  return { uri: vscode.Uri.file(file), range: new vscode.Range(line - 1, 0, line - 1, 0) };
}

async function openHelp(report: Report, findingId: string): Promise<PanelReply> {
  const finding: Finding | undefined = report.findings.find(({ id }) => id === findingId);
  if (!finding) return unknownId();
  await vscode.env.openExternal(vscode.Uri.parse(finding.helpUrl));
  return done;
}
