/** Inlay hints behind the require lines. */
import * as vscode from 'vscode';
import { readConfiguration } from './configuration.ts';
import type { GoModReader } from './documents.ts';
import { annotate } from './model/annotation.ts';
import { escapeMarkdown } from './model/hoverText.ts';
import { type Recall, toolchainModule } from './model/resultStore.ts';
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
    for (const { line, recall } of this.#noted(document)) {
      if (recall === null || line < visible.start.line || line > visible.end.line) continue;
      const annotation = annotate({ kind: 'fact', ...recall }, nowMs);
      if (annotations === 'problems' && !annotation.isProblem) continue;
      hints.push(hintAt(document.lineAt(line).range.end, annotation.text, annotation.tooltip));
    }
    return hints;
  }

  /** The require lines, and the line that asks for another release of go where one would be fetched. */
  #noted(document: vscode.TextDocument): { line: number; recall: Recall | null }[] {
    const { requires, toolchain, go } = this.#reader.read(document);
    const lines = requires.map(({ path, version, range }) => ({
      line: range.end.line - 1,
      recall: this.#results.recall(document.uri, path, version),
    }));
    const release = (toolchain ?? go)?.range.end.line;
    const fact = this.#results.facts(document.uri).find(({ path }) => path === toolchainModule);
    if (release === undefined || fact === undefined) return lines;
    return [{ line: release - 1, recall: this.#results.recall(document.uri, fact.path, fact.version) }, ...lines];
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
