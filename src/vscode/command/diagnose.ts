/** Diagnose Fetch, Diagnose All Modules, and the diagnosis of an import. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { DiagnosisResult } from '../diagnosis.ts';
import type { Room } from '../room.ts';
import { fileOf, moduleOf, type Target } from '../target.ts';
import { openReport } from './report.ts';

export async function diagnoseFetch(room: Room, argument: unknown): Promise<void> {
  const file = await goModOrWords(argument);
  if (file === null) return;
  const module = await moduleOf(argument, file, room.reader, room.results);
  if (module !== null) await diagnose(room, { file, module });
}

export async function diagnoseAll(room: Room, argument: unknown): Promise<void> {
  const file = await goModOrWords(argument);
  if (file !== null) await diagnose(room, { file, module: null });
}

/** The argument names the .go file and the import path; the engine takes a package to its module as go does. */
export async function diagnoseImport(room: Room, argument: unknown): Promise<void> {
  await diagnoseFetch(room, argument);
}

export async function diagnose(room: Room, target: Target): Promise<DiagnosisResult> {
  const result = await room.diagnosis.runWithProgress(target);
  if (result.kind === 'report') await openReport(room, target);
  if (result.kind === 'failed') await sayFailed(room, result.message);
  return result;
}

/** A command that the user ran has failed outright. */
export async function sayFailed(room: Room, message: string): Promise<void> {
  const showLog = l10n.t('Show Log');
  const chosen = await vscode.window.showErrorMessage(message, showLog);
  if (chosen === showLog) room.log.show();
}

export async function goModOrWords(argument: unknown): Promise<vscode.Uri | null> {
  const file = await fileOf(argument);
  if (file === null) void vscode.window.showInformationMessage(l10n.t('There is no go.mod in this workspace.'));
  return file;
}
