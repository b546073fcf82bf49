/** Quick fixes on the lines of go.mod, made from what is known about the line, never from the text of a diagnostic. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Finding, Remedy } from '../protocol/report.ts';
import { diagnosticSource } from './diagnostics.ts';
import { type GoModReader, rangeOf } from './documents.ts';
import { findingsAtLine, originsOf } from './model/lineFindings.ts';
import type { Results } from './results.ts';
import type { TargetArgument } from './target.ts';

/** Names a remedy that this window has been told of. */
export interface RemedyArgument extends TargetArgument {
  findingId: string;
  remedyId: string;
}

export class GoModActions implements vscode.CodeActionProvider {
  readonly #results: Results;
  readonly #reader: GoModReader;

  constructor(results: Results, reader: GoModReader) {
    this.#results = results;
    this.#reader = reader;
  }

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const file = document.uri;
    const known = this.#results.findings(file);
    const at = findingsAtLine(this.#reader.read(document), range.start.line + 1, known);
    if (at === null || !vscode.workspace.isTrusted) return [];
    const { module, findings } = at;
    const maybePrivate = module !== null && this.#mayBePrivate(file, module);
    if (findings.length === 0 && !maybePrivate) return [];
    const target = { uri: file.toString(), module };
    const ours = context.diagnostics.filter(({ source }) => source === diagnosticSource);
    const remedies = findings.flatMap((finding) => remedyActions(document, target, finding));
    const origins = originsOf(findings, this.#results.settings(file)).map(originAction);
    const isOffered = remedies.some((action) => action.command?.command === 'goModules.addToGoprivate');
    const goprivate = maybePrivate && !isOffered ? [goprivateAction(target, false)] : [];
    const actions = withoutRepeats([...remedies, ...goprivate, ...origins, diagnoseAction(target)]);
    for (const action of actions) action.diagnostics = ours;
    return actions;
  }

  /** Nobody who was asked has it, and no pattern calls it private yet. */
  #mayBePrivate(file: vscode.Uri, module: string): boolean {
    const fact = this.#results.recallKey(file, module)?.fact;
    if (fact === undefined || fact.private !== null || fact.mode === 'offline') return false;
    return fact.outcome === 'not-found' || (fact.outcome === 'unknown' && fact.outcomeReason !== 'cut-short');
  }
}

/** A cause and its consequence may advise the same. */
function withoutRepeats(actions: readonly vscode.CodeAction[]): vscode.CodeAction[] {
  return actions.filter(({ title }, at) => actions.findIndex((one) => one.title === title) === at);
}

function remedyActions(document: vscode.TextDocument, target: TargetArgument, finding: Finding): vscode.CodeAction[] {
  const goprivate = finding.remedies.some(({ code }) => isGoprivate(code));
  const others = finding.remedies.filter(({ code, kind }) => !isGoprivate(code) && kind !== 'wait');
  return [
    ...(goprivate && target.module !== null ? [goprivateAction(target, true)] : []),
    ...others.map((remedy) => remedyAction(document, target, finding, remedy)),
  ];
}

function isGoprivate(code: string): boolean {
  return code === 'goprivate-add' || code === 'goprivate-set';
}

function goprivateAction(target: TargetArgument, isPreferred: boolean): vscode.CodeAction {
  const action = commandAction(l10n.t('Add to GOPRIVATE…'), 'goModules.addToGoprivate', target);
  action.isPreferred = isPreferred;
  return action;
}

function remedyAction(
  document: vscode.TextDocument,
  target: TargetArgument,
  finding: Finding,
  remedy: Remedy,
): vscode.CodeAction {
  const edit = editOf(document, remedy);
  const title = remedy.caution === null ? remedy.title : l10n.t('{0} (caution)', remedy.title);
  if (edit !== null) {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.edit = edit;
    return action;
  }
  const argument: RemedyArgument = { ...target, findingId: finding.id, remedyId: remedy.id };
  return commandAction(title, 'goModules.applyRemedy', argument);
}

/** Places were counted in the saved file: with unsaved changes they may point elsewhere, so nothing is offered directly. */
function editOf(document: vscode.TextDocument, { change }: Remedy): vscode.WorkspaceEdit | null {
  if (!('edits' in change) || document.isDirty) return null;
  const edit = new vscode.WorkspaceEdit();
  for (const one of change.edits) edit.replace(vscode.Uri.parse(change.uri), rangeOf(one), one.newText);
  return edit;
}

function originAction({ name, file, line }: { name: string; file: string; line: number }): vscode.CodeAction {
  const action = new vscode.CodeAction(
    l10n.t('Go to where {0} is set ({1}:{2})', name, file, line),
    vscode.CodeActionKind.QuickFix,
  );
  const at = new vscode.Range(line - 1, 0, line - 1, 0);
  action.command = {
    title: action.title,
    command: 'vscode.open',
    arguments: [vscode.Uri.file(file), { selection: at }],
  };
  return action;
}

function diagnoseAction(target: TargetArgument): vscode.CodeAction {
  return target.module === null
    ? commandAction(l10n.t('Diagnose All Modules'), 'goModules.diagnoseAll', target)
    : commandAction(l10n.t('Diagnose Fetch'), 'goModules.diagnoseFetch', target);
}

export function commandAction(title: string, command: string, argument: TargetArgument): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { title, command, arguments: [argument] };
  return action;
}
