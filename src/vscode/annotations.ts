/** Inlay hints behind the require lines. */
import * as vscode from 'vscode';
import { readConfiguration } from './configuration.ts';
import type { GoModReader } from './documents.ts';
import { annotate } from './model/annotation.ts';
import { escapeMarkdown } from './model/hoverText.ts';
import type { Results } from './results.ts';

export class Annotations implements vscode.InlayHintsProvider, vscode.Disposable {
  readonly #results: Results;
  readonly #reader: GoModReader;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable;

  readonly onDidChangeInlayHints = this.#changed.event;

  constructor(results: Results, reader: GoModReader) {
    this.#results = results;
    this.#reader = reader;
    this.#subscriptions = vscode.Disposable.from(
      results.onDidChange(() => this.#changed.fire()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('goModules.annotations')) this.#changed.fire();
      }),
    );
  }

  provideInlayHints(document: vscode.TextDocument, visible: vscode.Range): vscode.InlayHint[] {
    const { annotations } = readConfiguration(document.uri);
    if (annotations === 'off') return [];
    const nowMs = Date.now();
    const hints: vscode.InlayHint[] = [];
    for (const require of this.#reader.read(document).requires) {
      const line = require.range.end.line - 1;
      if (line < visible.start.line || line > visible.end.line) continue;
      const recall = this.#results.recall(document.uri, require.path, require.version);
      if (recall === null) continue;
      const annotation = annotate({ kind: 'fact', ...recall }, nowMs);
      if (annotations === 'problems' && !annotation.isProblem) continue;
      hints.push(hintAt(document.lineAt(line).range.end, annotation.text, annotation.tooltip));
    }
    return hints;
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changed.dispose();
  }
}

function hintAt(position: vscode.Position, text: string, tooltip: readonly string[]): vscode.InlayHint {
  const hint = new vscode.InlayHint(position, text);
  hint.paddingLeft = true;
  hint.tooltip = new vscode.MarkdownString(tooltip.map(escapeMarkdown).join('\n\n'));
  return hint;
}
