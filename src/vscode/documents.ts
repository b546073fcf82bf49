/** The files that this extension is about, by language and by name, because another extension may own the language. */
import path from 'node:path';
import * as vscode from 'vscode';
import { type GoMod, parseGoMod } from '../engine/modfile/goMod.ts';
import type { Span } from './model/plannedDiagnostic.ts';

export const goModSelector: vscode.DocumentSelector = [{ language: 'go.mod' }, { pattern: '**/go.mod' }];
export const moduleFileSelector: vscode.DocumentSelector = [
  ...['go.mod', 'go.sum', 'go.work'].map((language) => ({ language })),
  { pattern: '**/go.{mod,sum,work}' },
];
export const goSelector: vscode.DocumentSelector = [{ language: 'go' }];

export function isGoMod(uri: vscode.Uri): boolean {
  return uri.path.endsWith('/go.mod');
}

export function isModuleFile(uri: vscode.Uri): boolean {
  return /\/go\.(?:mod|sum|work)$/.test(uri.path);
}

/** The go.mod beside a go.sum; a go.mod itself; else null. */
export function goModBeside(uri: vscode.Uri): vscode.Uri | null {
  if (isGoMod(uri)) return uri;
  return uri.path.endsWith('/go.sum') ? uri.with({ path: uri.path.replace(/go\.sum$/, 'go.mod') }) : null;
}

/** The folder in which go would be started for this file; null where the file is not on this machine's disk. */
export function directoryOf(uri: vscode.Uri): string | null {
  return uri.scheme === 'file' ? path.dirname(uri.fsPath) : null;
}

/** Parses each version of a document once. */
export class GoModReader {
  readonly #parsed = new WeakMap<vscode.TextDocument, { version: number; goMod: GoMod }>();

  read(document: vscode.TextDocument): GoMod {
    const known = this.#parsed.get(document);
    if (known?.version === document.version) return known.goMod;
    const goMod = parseGoMod(document.getText(), document.uri.fsPath);
    this.#parsed.set(document, { version: document.version, goMod });
    return goMod;
  }
}

export function rangeOf({ startLine, startColumn, endLine, endColumn }: Span): vscode.Range {
  return new vscode.Range(
    Math.max(0, startLine - 1),
    Math.max(0, startColumn - 1),
    Math.max(0, endLine - 1),
    Math.max(0, endColumn - 1),
  );
}
