/** The extension: builds its objects in reading order. The engine process starts with the first question. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Annotations } from './vscode/annotations.ts';
import { registerCommands } from './vscode/commands.ts';
import { changesFetch } from './vscode/configuration.ts';
import { Diagnosis } from './vscode/diagnosis.ts';
import { Diagnostics } from './vscode/diagnostics.ts';
import { GoModReader, goModSelector, moduleFileSelector } from './vscode/documents.ts';
import { EngineClient } from './vscode/engineClient.ts';
import { EngineProcess } from './vscode/engineProcess.ts';
import { Hovers } from './vscode/hovers.ts';
import { scrubEnvironment } from './vscode/model/environment.ts';
import { Prober } from './vscode/prober.ts';
import { Results } from './vscode/results.ts';
import { TextDocuments } from './vscode/textDocuments.ts';

let stopEngine: (() => Promise<void>) | null = null;

export function activate(context: vscode.ExtensionContext): void {
  l10n.config({ contents: vscode.l10n.bundle ?? {} });
  const log = vscode.window.createOutputChannel('Go Modules', { log: true });
  const process_ = new EngineProcess({
    modulePath: context.asAbsolutePath('dist/cli.js'),
    isOffline: () => !vscode.workspace.isTrusted,
    environment: () => scrubEnvironment(process.env),
    log,
    cancelGraceMs: 2000,
    maxCrashes: 3,
  });
  stopEngine = () => process_.stop();
  const engine = new EngineClient(process_, log);
  const reader = new GoModReader();
  const results = new Results(context.workspaceState);
  const prober = new Prober(engine, results);
  const diagnosis = new Diagnosis(engine, results);
  const texts = new TextDocuments();
  const restartEngine = () => {
    engine.restart();
    prober.probeOpen();
  };
  const annotations = new Annotations(results, reader);
  context.subscriptions.push(
    log,
    results,
    prober,
    texts,
    annotations,
    new Diagnostics(results, reader),
    vscode.languages.registerInlayHintsProvider(goModSelector, annotations),
    vscode.languages.registerHoverProvider(moduleFileSelector, new Hovers(results, reader)),
    registerCommands({ log, engine, reader, results, prober, diagnosis, texts, restartEngine }),
    vscode.workspace.onDidGrantWorkspaceTrust(restartEngine),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (changesFetch(event)) prober.probeOpen();
    }),
    prober.watch(),
  );
}

export async function deactivate(): Promise<void> {
  await stopEngine?.();
}
