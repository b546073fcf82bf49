/** Writes go's settings where the user wants them, and takes them back. The only place that runs `go` in the extension. */
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Report } from '../protocol/report.ts';
import { readConfiguration } from './configuration.ts';
import { resultOf } from './diagnosis.ts';
import type { EngineClient } from './engineClient.ts';
import { scrubEnvironment } from './model/environment.ts';
import {
  changedSince,
  fileValues,
  goEnvArguments,
  type SettingChange,
  withToolsVariables,
} from './model/settingChange.ts';

export type Place = 'go-env' | 'workspace';

interface Written {
  place: Place;
  file: vscode.Uri;
  change: SettingChange;
  before: ReadonlyMap<string, string | null>;
}

export type WriteResult = { kind: 'written' } | { kind: 'failed'; message: string };

const goTimeoutMs = 20_000;

export class GoSettings {
  readonly #engine: EngineClient;
  #last: Written | null = null;

  constructor(engine: EngineClient) {
    this.#engine = engine;
  }

  /** The effective settings for this file, or why they cannot be read. */
  async read(file: vscode.Uri): Promise<{ kind: 'report'; report: Report } | { kind: 'failed'; message: string }> {
    const { timeoutMs } = readConfiguration(file);
    const reply = await this.#engine.ask('env', file, { timeoutMs }, () => {}, new AbortController().signal);
    const result = resultOf(reply);
    return result.kind === 'cancelled' ? { kind: 'failed', message: l10n.t('cancelled') } : result;
  }

  async write(file: vscode.Uri, change: SettingChange, place: Place): Promise<WriteResult> {
    const read = await this.read(file);
    if (read.kind === 'failed') return read;
    const names = Object.keys(change);
    const before = place === 'go-env' ? fileValues(read.report.settings, names) : workspaceValues(file, names);
    const values = new Map<string, string | null>(Object.entries(change));
    const result = await this.#put(place, file, values, read.report.host.goCommand);
    if (result.kind === 'written') this.#remember({ place, file, change, before });
    return result;
  }

  /** Takes the last change back, unless somebody has changed the value since. */
  async undo(): Promise<WriteResult> {
    const last = this.#last;
    if (last === null) return { kind: 'failed', message: l10n.t('There is nothing to undo.') };
    const read = await this.read(last.file);
    if (read.kind === 'failed') return read;
    const names = Object.keys(last.change);
    const now = last.place === 'go-env' ? fileValues(read.report.settings, names) : workspaceValues(last.file, names);
    const foreign = changedSince(now, last.change);
    if (foreign.length > 0) {
      return { kind: 'failed', message: l10n.t('Not undone: {0} has been changed since.', foreign.join(', ')) };
    }
    const result = await this.#put(last.place, last.file, last.before, read.report.host.goCommand);
    if (result.kind === 'written') this.#remember(null);
    return result;
  }

  #remember(written: Written | null): void {
    this.#last = written;
    void vscode.commands.executeCommand('setContext', 'goModules.canUndo', written !== null);
  }

  async #put(
    place: Place,
    file: vscode.Uri,
    values: ReadonlyMap<string, string | null>,
    goCommand: string | null,
  ): Promise<WriteResult> {
    if (!vscode.workspace.isTrusted) return { kind: 'failed', message: l10n.t('The workspace is not trusted.') };
    if (place === 'workspace') return putIntoWorkspace(file, values);
    if (goCommand === null) return { kind: 'failed', message: l10n.t('There is no go command on this machine.') };
    for (const args of goEnvArguments(values)) {
      const message = await runGo(goCommand, args);
      if (message !== null) return { kind: 'failed', message };
    }
    return { kind: 'written' };
  }
}

/** Null, or what go complained about. In a neutral folder, with no toolchain to be fetched. */
function runGo(command: string, args: readonly string[]): Promise<string | null> {
  const env = { ...scrubEnvironment(process.env), GOTOOLCHAIN: 'local' };
  return new Promise((resolve) => {
    execFile(command, args, { cwd: tmpdir(), env, timeout: goTimeoutMs }, (error, _stdout, stderr) => {
      resolve(error === null ? null : stderr.trim() || error.message);
    });
  });
}

function workspaceValues(file: vscode.Uri, names: readonly string[]): Map<string, string | null> {
  const present = toolsVariables(file);
  return new Map(
    names.map((name) => {
      const value = present[name];
      return [name, typeof value === 'string' ? value : null];
    }),
  );
}

async function putIntoWorkspace(file: vscode.Uri, values: ReadonlyMap<string, string | null>): Promise<WriteResult> {
  const change: Record<string, string> = {};
  for (const [name, value] of values) if (value !== null) change[name] = value;
  const next = withToolsVariables(toolsVariables(file), change);
  for (const [name, value] of values) if (value === null) delete next[name];
  try {
    const isEmpty = Object.keys(next).length === 0;
    await vscode.workspace
      .getConfiguration('go', file)
      .update('toolsEnvVars', isEmpty ? undefined : next, vscode.ConfigurationTarget.Workspace);
    return { kind: 'written' };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

/** Whether the Go extension is there to read `go.toolsEnvVars`; VS Code refuses to write a setting that nobody declares. */
export function hasToolsVariables(file: vscode.Uri): boolean {
  return (
    vscode.workspace.workspaceFolders !== undefined &&
    vscode.workspace.getConfiguration('go', file).inspect('toolsEnvVars')?.defaultValue !== undefined
  );
}

function toolsVariables(file: vscode.Uri): Record<string, unknown> {
  const value = vscode.workspace.getConfiguration('go', file).inspect('toolsEnvVars')?.workspaceValue;
  return withToolsVariables(value, {});
}
