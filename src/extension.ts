/** The extension: builds its objects in reading order. The engine process starts with the first question. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { GoModActions } from './vscode/actions.ts';
import { Annotations } from './vscode/annotations.ts';
import { Asking } from './vscode/asking.ts';
import { registerCommands } from './vscode/commands.ts';
import { changesFetch } from './vscode/configuration.ts';
import { Diagnosis } from './vscode/diagnosis.ts';
import { Diagnostics } from './vscode/diagnostics.ts';
import { GoModReader, goModSelector, goSelector, moduleFileSelector } from './vscode/documents.ts';
import { EngineClient } from './vscode/engineClient.ts';
import { EngineProcess } from './vscode/engineProcess.ts';
import { GoSettings } from './vscode/goSettings.ts';
import { Hovers } from './vscode/hovers.ts';
import { ImportActions } from './vscode/importActions.ts';
import { Lenses } from './vscode/lenses.ts';
import { scrubEnvironment } from './vscode/model/environment.ts';
import { Outline } from './vscode/outline.ts';
import { TracePanel } from './vscode/panel.ts';
import { Prober } from './vscode/prober.ts';
import { Results } from './vscode/results.ts';
import { Status } from './vscode/status.ts';
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
  const asking = new Asking();
  const prober = new Prober(engine, results, asking);
  const diagnosis = new Diagnosis(engine, results, asking);
  const settings = new GoSettings(engine);
  const texts = new TextDocuments();
  const panel = new TracePanel(vscode.Uri.joinPath(context.extensionUri, 'dist', 'webview'));
  const restartEngine = () => {
    engine.restart();
    prober.probeOpen();
  };
  const room = { log, engine, reader, results, prober, diagnosis, settings, texts, panel, restartEngine };
  panel.connect(room);
  const annotations = new Annotations(results, reader, asking);
  const lenses = new Lenses(results, reader);
  const quickFixes = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  context.subscriptions.push(
    log,
    results,
    asking,
    prober,
    texts,
    panel,
    annotations,
    lenses,
    new Status(results, prober),
    new Diagnostics(results, reader),
    vscode.languages.registerInlayHintsProvider(goModSelector, annotations),
    vscode.languages.registerHoverProvider(moduleFileSelector, new Hovers(results, reader)),
    vscode.languages.registerCodeLensProvider(goModSelector, lenses),
    vscode.languages.registerCodeActionsProvider(goModSelector, new GoModActions(results, reader), quickFixes),
    vscode.languages.registerCodeActionsProvider(goSelector, new ImportActions(), quickFixes),
    vscode.languages.registerDocumentSymbolProvider(goModSelector, new Outline(reader)),
    registerCommands(room),
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
