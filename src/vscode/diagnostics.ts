/** Publishes what is known as diagnostics, and steps back where gopls says the same. */
import * as vscode from 'vscode';
import { type GoModReader, isGoMod, rangeOf } from './documents.ts';
import type { OtherDiagnostic } from './model/overlap.ts';
import { isSamePlan, type PlannedDiagnostic, planDiagnostics } from './model/plannedDiagnostic.ts';
import type { Results } from './results.ts';

export const diagnosticSource = 'Go Modules';

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

export class Diagnostics implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('goModules');
  readonly #planned = new Map<string, PlannedDiagnostic[]>();
  readonly #results: Results;
  readonly #reader: GoModReader;
  readonly #subscriptions: vscode.Disposable;

  constructor(results: Results, reader: GoModReader) {
    this.#results = results;
    this.#reader = reader;
    this.#subscriptions = vscode.Disposable.from(
      results.onDidChange((file) => (file === null ? this.#refreshOpen() : this.#refresh(file))),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#refresh(document.uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        for (const uri of uris) this.#refresh(uri);
      }),
    );
  }

  #refreshOpen(): void {
    for (const document of vscode.workspace.textDocuments) this.#refresh(document.uri);
  }

  #refresh(uri: vscode.Uri): void {
    if (!isGoMod(uri)) return;
    const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    if (document === undefined) return;
    const planned = planDiagnostics({
      uri: uri.toString(),
      goMod: this.#reader.read(document),
      known: this.#results.findings(uri),
      others: othersIn(uri),
      nowMs: Date.now(),
    });
    const before = this.#planned.get(uri.toString()) ?? [];
    if (isSamePlan(before, planned)) return;
    this.#planned.set(uri.toString(), planned);
    this.#publish(new Set([...before, ...planned].map((one) => one.uri)));
  }

  /** A go.sum may be underlined because of several go.mod files. */
  #publish(uris: ReadonlySet<string>): void {
    const all = [...this.#planned.values()].flat();
    for (const uri of uris) {
      this.#collection.set(vscode.Uri.parse(uri), all.filter((one) => one.uri === uri).map(toDiagnostic));
    }
  }

  #forget(uri: vscode.Uri): void {
    const planned = this.#planned.get(uri.toString());
    if (planned === undefined) return;
    this.#planned.delete(uri.toString());
    this.#publish(new Set(planned.map((one) => one.uri)));
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#collection.dispose();
  }
}

function othersIn(uri: vscode.Uri): OtherDiagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source !== diagnosticSource)
    .map(({ source, message, range }) => ({
      source: source ?? '',
      message,
      startLine: range.start.line + 1,
      endLine: range.end.line + 1,
    }));
}

function toDiagnostic(planned: PlannedDiagnostic): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(rangeOf(planned.span), planned.message, severities[planned.level]);
  diagnostic.source = diagnosticSource;
  diagnostic.code = { value: planned.code, target: vscode.Uri.parse(planned.helpUrl) };
  diagnostic.relatedInformation = planned.related.map(
    ({ uri, span, message }) =>
      new vscode.DiagnosticRelatedInformation(new vscode.Location(vscode.Uri.parse(uri), rangeOf(span)), message),
  );
  return diagnostic;
}
