/** The outline of go.mod: directives and the modules in them. */
import * as vscode from 'vscode';
import type { GoMod } from '../engine/modfile/goMod.ts';
import type { TextRange } from '../engine/modfile/position.ts';
import { type GoModReader, rangeOf } from './documents.ts';
import { spanOf } from './model/plannedDiagnostic.ts';

export class Outline implements vscode.DocumentSymbolProvider {
  readonly #reader: GoModReader;

  constructor(reader: GoModReader) {
    this.#reader = reader;
  }

  provideDocumentSymbols(document: vscode.TextDocument): vscode.DocumentSymbol[] {
    return symbolsOf(this.#reader.read(document));
  }
}

function symbolsOf(goMod: GoMod): vscode.DocumentSymbol[] {
  const { module, go, toolchain } = goMod;
  const { Module, Constant } = vscode.SymbolKind;
  return [
    ...(module ? [symbol(module.path, 'module', Module, module.range)] : []),
    ...(go ? [symbol(go.version, 'go', Constant, go.range)] : []),
    ...(toolchain ? [symbol(toolchain.name, 'toolchain', Constant, toolchain.range)] : []),
    ...goMod.requires.map((one) => symbol(one.path, `require ${one.version}`, Module, one.range)),
    ...goMod.replaces.map((one) => symbol(one.oldPath, `replace => ${one.newPath}`, Module, one.range)),
    ...goMod.excludes.map((one) => symbol(one.path, `exclude ${one.version}`, Module, one.range)),
    ...goMod.tools.map((one) => symbol(one.path, 'tool', Module, one.range)),
  ];
}

function symbol(name: string, detail: string, kind: vscode.SymbolKind, range: TextRange): vscode.DocumentSymbol {
  const at = rangeOf(spanOf(range));
  return new vscode.DocumentSymbol(name === '' ? '?' : name, detail, kind, at, at);
}
