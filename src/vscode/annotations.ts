/** Inlay hints behind the require lines. */
import * as vscode from 'vscode';
import type { Asking } from './asking.ts';
import { readConfiguration } from './configuration.ts';
import type { GoModReader } from './documents.ts';
import { annotate, type Known } from './model/annotation.ts';
import { escapeMarkdown } from './model/hoverText.ts';
import { moduleKey } from './model/moduleFact.ts';
import { releaseRange } from './model/requireAt.ts';
import { type Recall, toolchainModule } from './model/resultStore.ts';
import type { Results } from './results.ts';

export class Annotations implements vscode.InlayHintsProvider, vscode.Disposable {
  readonly #results: Results;
  readonly #reader: GoModReader;
  readonly #asking: Asking;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable;

  readonly onDidChangeInlayHints = this.#changed.event;

  constructor(results: Results, reader: GoModReader, asking: Asking) {
    this.#results = results;
    this.#reader = reader;
    this.#asking = asking;
    this.#subscriptions = vscode.Disposable.from(
      results.onDidChange(() => this.#changed.fire()),
      asking.onDidChange(() => this.#changed.fire()),
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
    for (const { line, key } of this.#noted(document)) {
      if (line < visible.start.line || line > visible.end.line) continue;
      const known = this.#known(document.uri, key);
      if (known === null) continue;
      const annotation = annotate(known, nowMs);
      if (annotations === 'problems' && !annotation.isProblem) continue;
      hints.push(hintAt(document.lineAt(line).range.end, annotation.text, annotation.tooltip));
    }
    return hints;
  }

  /** The require lines, and the line that asks for another release of go where one would be fetched. */
  #noted(document: vscode.TextDocument): { line: number; key: string }[] {
    const goMod = this.#reader.read(document);
    const lines = goMod.requires.map(({ path, version, range }) => ({
      line: range.end.line - 1,
      key: moduleKey(path, version),
    }));
    const release = releaseRange(goMod)?.end.line;
    const fact = this.#results.facts(document.uri).find(({ path }) => path === toolchainModule);
    if (release === undefined || fact === undefined) return lines;
    return [{ line: release - 1, key: moduleKey(fact.path, fact.version) }, ...lines];
  }

  /** While somebody is asked a result stays, unless nobody had answered yet, or the user wants a new one. */
  #known(file: vscode.Uri, key: string): Known | null {
    const recall = this.#results.recallKey(file, key);
    const asked = this.#asking.about(file, key);
    if (asked !== null && (asked.isByUser || !isAnswered(recall))) return { kind: 'asking', seconds: asked.seconds };
    return recall && { kind: 'fact', ...recall };
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changed.dispose();
  }
}

function isAnswered(recall: Recall | null): boolean {
  return recall !== null && recall.fact.mode !== 'offline' && !recall.isOutdated;
}

function hintAt(position: vscode.Position, text: string, tooltip: readonly string[]): vscode.InlayHint {
  const hint = new vscode.InlayHint(position, text);
  hint.paddingLeft = true;
  hint.tooltip = new vscode.MarkdownString(tooltip.map(escapeMarkdown).join('\n\n'));
  return hint;
}
