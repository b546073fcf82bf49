/** Links above the lines that fail, and one on the module line. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readConfiguration } from './configuration.ts';
import { type GoModReader, rangeOf } from './documents.ts';
import { hasFailed } from './model/moduleFact.ts';
import { spanOf } from './model/plannedDiagnostic.ts';
import type { Results } from './results.ts';

export class Lenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #results: Results;
  readonly #reader: GoModReader;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable;

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(results: Results, reader: GoModReader) {
    this.#results = results;
    this.#reader = reader;
    this.#subscriptions = vscode.Disposable.from(
      results.onDidChange(() => this.#changed.fire()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('goModules.codeLens')) this.#changed.fire();
      }),
    );
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!vscode.workspace.isTrusted || readConfiguration(document.uri).codeLens === 'off') return [];
    const uri = document.uri.toString();
    const goMod = this.#reader.read(document);
    const failing = goMod.requires.filter(({ path, version }) => {
      const recall = this.#results.recall(document.uri, path, version);
      return recall !== null && (hasFailed(recall.fact) || recall.fact.problem?.severity === 'error');
    });
    const lenses = failing.flatMap(({ path, version, range }) => {
      const target = { uri, module: `${path}@${version}` };
      const at = rangeOf(spanOf(range));
      return [
        lens(at, l10n.t('Diagnose Fetch'), 'goModules.diagnoseFetch', target),
        new vscode.CodeLens(at, {
          title: l10n.t('Fixes…'),
          command: 'goModules.showFixes',
          arguments: [target],
        }),
      ];
    });
    const head = goMod.module;
    if (head === null || goMod.requires.length === 0) return lenses;
    const all = { uri, module: null };
    return [lens(rangeOf(spanOf(head.range)), l10n.t('Diagnose All Modules'), 'goModules.diagnoseAll', all), ...lenses];
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changed.dispose();
  }
}

function lens(range: vscode.Range, title: string, command: string, argument: unknown): vscode.CodeLens {
  return new vscode.CodeLens(range, { title, command, arguments: [argument] });
}
