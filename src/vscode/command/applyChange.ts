/** From a chosen change of settings to its end: where to write it, writing, undo, a new diagnosis that says whether it helped. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { hasToolsVariables, type Place } from '../goSettings.ts';
import { helpedWords } from '../model/helped.ts';
import { hiddenByEnvironment, type SettingChange } from '../model/settingChange.ts';
import type { Room } from '../room.ts';
import type { Target } from '../target.ts';
import { sayFailed } from './diagnose.ts';

export interface WantedChange {
  target: Target;
  change: SettingChange;
  /** What the user reads above the choice. */
  title: string;
  caution: string | null;
}

const restartCommand = 'go.languageserver.restart';

export async function applyChange(room: Room, { target, change, title, caution }: WantedChange): Promise<void> {
  const read = await room.settings.read(target.file);
  if (read.kind === 'failed') return sayFailed(room, read.message);
  const hidden = hiddenByEnvironment(read.report.settings, change);
  const hasGo = read.report.host.goCommand !== null;
  const picked = await vscode.window.showQuickPick(places(change, hidden, hasGo, hasToolsVariables(target.file)), {
    title,
    placeHolder: caution ?? l10n.t('Where should it be written?'),
    ignoreFocusOut: true,
  });
  if (!picked) return;
  if (picked.place === null) return vscode.env.clipboard.writeText(commandLine(change));
  const result = await room.settings.write(target.file, change, picked.place);
  if (result.kind === 'failed') return sayFailed(room, result.message);
  room.results.outdate(null);
  await tellOutcome(room, target, change);
}

type PlaceItem = vscode.QuickPickItem & { place: Place | null };

function places(change: SettingChange, hidden: readonly string[], hasGo: boolean, hasTools: boolean): PlaceItem[] {
  const warning = l10n.t(
    'No effect while the environment of this process sets {0}: remove it there first.',
    hidden.join(', '),
  );
  const goEnv: PlaceItem = {
    label: commandLine(change),
    description: l10n.t('for you, in every folder'),
    place: 'go-env',
    ...(hidden.length === 0 ? {} : { detail: `$(warning) ${warning}` }),
  };
  const tools: PlaceItem = {
    label: 'go.toolsEnvVars',
    description: l10n.t('for the Go extension, in this workspace'),
    detail: shown(change),
    place: 'workspace',
  };
  const copy: PlaceItem = { label: l10n.t('Copy the command'), detail: commandLine(change), place: null };
  return [...(hasGo ? [goEnv] : []), ...(hasTools ? [tools] : []), copy];
}

function shown(change: SettingChange): string {
  return Object.entries(change)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

function commandLine(change: SettingChange): string {
  const words = Object.entries(change).map(([name, value]) => `${name}=${value}`);
  return ['go', 'env', '-w', ...words.map((word) => (/[\s|&;<>"'$*?]/.test(word) ? `'${word}'` : word))].join(' ');
}

/** Diagnoses again and says whether it helped; what may come next is offered, not done. */
async function tellOutcome(room: Room, target: Target, change: SettingChange): Promise<void> {
  const result = await room.diagnosis.runWithProgress(target);
  const outcome = result.kind === 'report' ? helpedWords(result.report, target.module) : '';
  if (result.kind === 'report' && room.panel.shown !== null) await room.panel.show(target, result.report);
  room.prober.probeDue();
  const undo = l10n.t('Undo');
  const restart = l10n.t('Restart Go Language Server');
  const canRestart = (await vscode.commands.getCommands(true)).includes(restartCommand);
  const message = l10n.t('{0} is written. {1}', shown(change), outcome).trim();
  const chosen = await vscode.window.showInformationMessage(message, undo, ...(canRestart ? [restart] : []));
  if (chosen === undo) await undoChange(room);
  if (chosen === restart) await vscode.commands.executeCommand(restartCommand);
}

export async function undoChange(room: Room): Promise<void> {
  const result = await room.settings.undo();
  if (result.kind === 'failed') {
    void vscode.window.showWarningMessage(result.message);
    return;
  }
  room.prober.probeOpen();
  vscode.window.setStatusBarMessage(l10n.t('The settings are as they were before.'), 5000);
}
