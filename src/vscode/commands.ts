/** Every command, in one table; a test compares it with the manifest. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { undoChange } from './command/applyChange.ts';
import { chooseProbing } from './command/chooseProbing.ts';
import { diagnoseAll, diagnoseFetch, diagnoseImport } from './command/diagnose.ts';
import { explainPlan, showEffectiveSettings } from './command/explain.ts';
import { explainErrorText } from './command/explainText.ts';
import { addToGoprivate } from './command/goprivate.ts';
import { applyRemedy, showFixes } from './command/remedy.ts';
import { copyReport, exportReport, showReport, showTrace } from './command/report.ts';
import type { Room } from './room.ts';

type Handler = (argument: unknown) => unknown;

export function commandTable(room: Room): Record<`goModules.${string}`, Handler> {
  return {
    'goModules.diagnoseFetch': (argument) => ifTrusted(() => diagnoseFetch(room, argument)),
    'goModules.diagnoseAll': (argument) => ifTrusted(() => diagnoseAll(room, argument)),
    'goModules.diagnoseImport': (argument) => ifTrusted(() => diagnoseImport(room, argument)),
    'goModules.explainPlan': (argument) => explainPlan(room, argument),
    'goModules.explainErrorText': () => explainErrorText(room),
    'goModules.showEffectiveSettings': (argument) => showEffectiveSettings(room, argument),
    'goModules.showTrace': (argument) => showTrace(room, argument),
    'goModules.showReport': (argument) => showReport(room, argument),
    'goModules.copyReport': (argument) => copyReport(room, argument),
    'goModules.exportReport': (argument) => exportReport(room, argument),
    'goModules.addToGoprivate': (argument) => ifTrusted(() => addToGoprivate(room, argument)),
    'goModules.applyRemedy': (argument) => ifTrusted(() => applyRemedy(room, argument)),
    'goModules.showFixes': (argument) => showFixes(room, argument),
    'goModules.undoChange': () => ifTrusted(() => undoChange(room)),
    'goModules.chooseProbing': () => chooseProbing(),
    'goModules.restartEngine': () => room.restartEngine(),
    'goModules.showLog': () => room.log.show(),
  };
}

export function registerCommands(room: Room): vscode.Disposable {
  const commands = Object.entries(commandTable(room));
  return vscode.Disposable.from(...commands.map(([id, handler]) => vscode.commands.registerCommand(id, handler)));
}

/** Menus hide these in Restricted Mode, but a link or a key binding can still call them. */
async function ifTrusted(run: () => Promise<void>): Promise<void> {
  if (vscode.workspace.isTrusted) return run();
  const manage = l10n.t('Manage Workspace Trust');
  const message = l10n.t('In Restricted Mode nobody is asked and nothing is changed.');
  const chosen = await vscode.window.showInformationMessage(message, manage);
  if (chosen === manage) await vscode.commands.executeCommand('workbench.trust.manage');
}
