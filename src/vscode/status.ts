/** Health at a glance: the language status of go.mod, go.sum and go.work, which also switches asking off. */
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readConfiguration } from './configuration.ts';
import { goModBeside, moduleFileSelector } from './documents.ts';
import { hasFailed } from './model/moduleFact.ts';
import type { Prober } from './prober.ts';
import type { Results } from './results.ts';

export class Status implements vscode.Disposable {
  readonly #item = vscode.languages.createLanguageStatusItem('goModules.status', moduleFileSelector);
  readonly #results: Results;
  readonly #prober: Prober;
  readonly #subscriptions: vscode.Disposable;

  constructor(results: Results, prober: Prober) {
    this.#results = results;
    this.#prober = prober;
    this.#item.name = 'Go Modules';
    this.#item.command = { title: l10n.t('Choose what is asked…'), command: 'goModules.chooseProbing' };
    this.#subscriptions = vscode.Disposable.from(
      results.onDidChange(() => this.#refresh()),
      prober.onDidChange(() => this.#refresh()),
      vscode.window.onDidChangeActiveTextEditor(() => this.#refresh()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#refresh()),
    );
    this.#refresh();
  }

  #refresh(): void {
    const document = vscode.window.activeTextEditor?.document;
    const file = document ? goModBeside(document.uri) : null;
    const facts = file === null ? [] : this.#results.facts(file);
    const failing = facts.filter(hasFailed).length;
    this.#item.busy = this.#prober.isBusy;
    this.#item.severity =
      failing > 0 ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
    this.#item.text = textOf(facts.length, failing);
    this.#item.detail = asking(document?.uri);
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#item.dispose();
  }
}

function textOf(known: number, failing: number): string {
  if (known === 0) return l10n.t('Go modules: nothing known yet');
  return failing === 0
    ? l10n.t('Go modules: no problem known')
    : l10n.t('Go modules: {0} of {1} cannot be fetched', failing, known);
}

/** What is asked without the user's asking. */
function asking(uri: vscode.Uri | undefined): string {
  if (!vscode.workspace.isTrusted) return l10n.t('Restricted Mode: nobody is asked');
  return readConfiguration(uri).probe === 'off'
    ? l10n.t('nobody is asked on its own')
    : l10n.t('quiet looks on opening and saving');
}
