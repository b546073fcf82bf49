/** The only reader of settings. */
import * as vscode from 'vscode';
import { toolsEnvironment } from './model/environment.ts';

export interface Configuration {
  probe: 'off' | 'passive';
  annotations: 'all' | 'problems' | 'off';
  codeLens: 'all' | 'off';
  timeoutMs: number;
}

export const section = 'goModules';

export function readConfiguration(scope: vscode.Uri | undefined): Configuration {
  const settings = vscode.workspace.getConfiguration(section, scope);
  return {
    probe: settings.get('probe') === 'off' ? 'off' : 'passive',
    annotations: oneOf(['all', 'problems', 'off'], settings.get('annotations'), 'all'),
    codeLens: settings.get('codeLens') === 'off' ? 'off' : 'all',
    timeoutMs: 1000 * within(5, settings.get('diagnose.timeout'), 600, 120),
  };
}

/** What the Go extension gives its tools for files of this folder. Nothing of it counts before the user trusts the workspace. */
export function readToolsEnvironment(scope: vscode.Uri): Record<string, string> {
  if (!vscode.workspace.isTrusted) return {};
  const workspaceFolder = vscode.workspace.getWorkspaceFolder(scope)?.uri.fsPath ?? null;
  const setting = vscode.workspace.getConfiguration('go', scope).get('toolsEnvVars');
  return toolsEnvironment(setting, { workspaceFolder, environment: process.env });
}

/** Whether a change of settings can change what a fetch does. */
export function changesFetch(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration('go.toolsEnvVars') || event.affectsConfiguration('goModules.probe');
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown, otherwise: T): T {
  return allowed.find((one) => one === value) ?? otherwise;
}

function within(least: number, value: unknown, most: number, otherwise: number): number {
  return typeof value === 'number' && value >= least && value <= most ? value : otherwise;
}
