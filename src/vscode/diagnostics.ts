/** Publishes what is known as diagnostics, and steps back where gopls says the same. */
import * as vscode from 'vscode';
import { parseGoMod } from '../engine/modfile/goMod.ts';
import { type GoModReader, goModBeside, rangeOf } from './documents.ts';
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
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#refresh(uri)),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        for (const uri of uris) this.#refresh(uri);
      }),
    );
  }

  #refreshOpen(): void {
    for (const document of vscode.workspace.textDocuments) this.#refresh(document.uri);
  }

  #refresh(uri: vscode.Uri): void {
    const file = goModBeside(uri);
    if (file !== null) this.#publishFor(file, this.#plan(file));
  }

  /** Without an open go.mod only what is wrong in an open go.sum is known to stand where it stood. */
  #plan(file: vscode.Uri): PlannedDiagnostic[] {
    const open = openDocument(file);
    const goMod = open === undefined ? parseGoMod('', file.fsPath) : this.#reader.read(open);
    const planned = planDiagnostics({
      uri: file.toString(),
      goMod,
      known: this.#results.findings(file),
      others: othersIn(file),
      nowMs: Date.now(),
    });
    if (open !== undefined) return planned;
    return planned.filter(({ uri }) => uri !== file.toString() && openDocument(vscode.Uri.parse(uri)) !== undefined);
  }

  #publishFor(file: vscode.Uri, planned: PlannedDiagnostic[]): void {
    const uri = file.toString();
    const before = this.#planned.get(uri) ?? [];
    if (isSamePlan(before, planned)) return;
    if (planned.length === 0) this.#planned.delete(uri);
    else this.#planned.set(uri, planned);
    this.#publish(new Set([...before, ...planned].map((one) => one.uri)));
  }

  /** A go.sum may be underlined because of several go.mod files. */
  #publish(uris: ReadonlySet<string>): void {
    const all = [...this.#planned.values()].flat();
    for (const uri of uris) {
      this.#collection.set(vscode.Uri.parse(uri), all.filter((one) => one.uri === uri).map(toDiagnostic));
    }
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#collection.dispose();
  }
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
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
