/** The result store with an event, kept in the workspace's state. */
import * as vscode from 'vscode';
import type { Report, Setting } from '../protocol/report.ts';
import { moduleKey } from './model/moduleFact.ts';
import { type Arrival, type KnownFinding, type Recall, ResultStore } from './model/resultStore.ts';

const stateKey = 'results';
const mostReports = 20;

export class Results implements vscode.Disposable {
  readonly #store = new ResultStore();
  readonly #state: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<vscode.Uri | null>();
  /** The newest report of each run that was asked for, by file and module; '' for a whole file. Oldest first. */
  readonly #reports = new Map<string, { file: vscode.Uri; report: Report }>();

  /** Fires with the go.mod whose results changed, or null for all. */
  readonly onDidChange = this.#changed.event;

  constructor(state: vscode.Memento) {
    this.#state = state;
    this.#store.load(state.get(stateKey), Date.now());
  }

  recall(file: vscode.Uri, path: string, version: string): Recall | null {
    return this.recallKey(file, moduleKey(path, version));
  }

  recallKey(file: vscode.Uri, key: string): Recall | null {
    return this.#store.recall(file.toString(), key);
  }

  due(file: vscode.Uri, keys: readonly string[]): string[] {
    return this.#store.due(file.toString(), keys, Date.now());
  }

  findings(file: vscode.Uri): readonly KnownFinding[] {
    return this.#store.findings(file.toString());
  }

  settings(file: vscode.Uri): readonly Setting[] {
    return this.#store.settings(file.toString());
  }

  facts(file: vscode.Uri) {
    return this.#store.facts(file.toString());
  }

  take(file: vscode.Uri, arrival: Arrival): void {
    this.#store.take(file.toString(), arrival);
    void this.#state.update(stateKey, this.#store.save(Date.now()));
    this.#changed.fire(file);
  }

  outdate(file: vscode.Uri | null): void {
    this.#store.outdate(file?.toString() ?? null);
    this.#changed.fire(file);
  }

  keepReport(file: vscode.Uri, report: Report): void {
    const key = `${file} ${report.subject.module ?? ''}`;
    this.#reports.delete(key);
    this.#reports.set(key, { file, report });
    for (const oldest of this.#reports.keys()) {
      if (this.#reports.size <= mostReports) break;
      this.#reports.delete(oldest);
    }
    void vscode.commands.executeCommand('setContext', 'goModules.hasResults', true);
  }

  /** The newest report that speaks of this module, else the newest of all. */
  latestReport(about: { file: vscode.Uri; path: string } | null): { file: vscode.Uri; report: Report } | null {
    const newestFirst = [...this.#reports.values()].reverse();
    if (about === null) return newestFirst[0] ?? null;
    return (
      newestFirst.find(
        ({ file, report }) =>
          file.toString() === about.file.toString() && report.modules.some(({ path }) => path === about.path),
      ) ?? null
    );
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
