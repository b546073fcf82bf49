/** The hover of a require line, and of a line of go.sum. It needs no answer of the engine: what is known is shown. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { TextRange } from '../engine/modfile/position.ts';
import { diagnosticSource } from './diagnostics.ts';
import { type GoModReader, goModBeside, isGoMod, rangeOf } from './documents.ts';
import { type HoverLink, hoverMarkdown } from './model/hoverText.ts';
import { spanOf } from './model/plannedDiagnostic.ts';
import { moduleOfSumLine, releaseRange, requireAtLine } from './model/requireAt.ts';
import { toolchainModule } from './model/resultStore.ts';
import type { Results } from './results.ts';

export class Hovers implements vscode.HoverProvider {
  readonly #results: Results;
  readonly #reader: GoModReader;

  constructor(results: Results, reader: GoModReader) {
    this.#results = results;
    this.#reader = reader;
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | null {
    const file = goModBeside(document.uri);
    if (file === null) return null;
    const found = isGoMod(document.uri) ? this.#inGoMod(document, position) : inGoSum(document, position);
    if (found === null) return null;
    const { path, version, range } = found;
    const recall = this.#results.recall(file, path, version);
    const links = this.#links(file, path, version);
    const isUnderlined = hasOurDiagnostic(document.uri, position);
    const text = hoverMarkdown({ path, version, recall, isUnderlined, nowMs: Date.now(), links });
    const markdown = new vscode.MarkdownString(text, true);
    markdown.isTrusted = { enabledCommands: links.map(({ command }) => command) };
    return new vscode.Hover(markdown, range);
  }

  #inGoMod(document: vscode.TextDocument, position: vscode.Position) {
    const goMod = this.#reader.read(document);
    const require = requireAtLine(goMod, position.line + 1);
    if (require === null) return this.#release(document.uri, releaseRange(goMod), position);
    return { path: require.path, version: require.version, range: rangeOf(spanOf(require.range)) };
  }

  /** The line that asks for a release of go, where that would be fetched as a module. */
  #release(file: vscode.Uri, range: TextRange | null, position: vscode.Position) {
    const fact = this.#results.facts(file).find(({ path }) => path === toolchainModule);
    if (fact === undefined || range?.start.line !== position.line + 1) return null;
    return { path: fact.path, version: fact.version, range: rangeOf(spanOf(range)) };
  }

  #links(file: vscode.Uri, path: string, version: string): HoverLink[] {
    const target = [{ uri: file.toString(), module: `${path}@${version}` }];
    const hasTrace = this.#results.latestReport({ file, path }) !== null;
    return [
      ...(vscode.workspace.isTrusted
        ? [{ command: 'goModules.diagnoseFetch', title: l10n.t('Diagnose Fetch'), arguments: target }]
        : []),
      ...(hasTrace ? [{ command: 'goModules.showTrace', title: l10n.t('Show trace'), arguments: target }] : []),
      { command: 'goModules.explainPlan', title: l10n.t('Explain plan'), arguments: target },
      ...(hasTrace ? [{ command: 'goModules.copyReport', title: l10n.t('Copy report'), arguments: target }] : []),
    ];
  }
}

function hasOurDiagnostic(uri: vscode.Uri, position: vscode.Position): boolean {
  return vscode.languages
    .getDiagnostics(uri)
    .some(({ source, range }) => source === diagnosticSource && range.contains(position));
}

function inGoSum(document: vscode.TextDocument, position: vscode.Position) {
  const line = document.lineAt(position.line);
  const found = moduleOfSumLine(line.text);
  return found?.version == null ? null : { path: found.path, version: found.version, range: line.range };
}
