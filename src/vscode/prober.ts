/**
 * Looks at go.mod files without being asked: a plan in any workspace, and in a trusted one, where the user allows it, a
 * quiet look at the servers. After opening, saving and changed settings, not while typing; one run for each file.
 */
import * as vscode from 'vscode';
import type { Asking } from './asking.ts';
import { readConfiguration } from './configuration.ts';
import { goModBeside, isModuleFile } from './documents.ts';
import type { EngineClient } from './engineClient.ts';
import type { Results } from './results.ts';

const delayMs = 300;
/** Time for a plan; a quiet look gets more, because each server has its own limit below it. */
const planTimeoutMs = 20_000;
const lookTimeoutMs = 60_000;

interface Running {
  timer: NodeJS.Timeout | null;
  abort: AbortController;
}

export class Prober implements vscode.Disposable {
  readonly #engine: EngineClient;
  readonly #results: Results;
  readonly #asking: Asking;
  readonly #running = new Map<string, Running>();
  readonly #changed = new vscode.EventEmitter<void>();

  /** Fires when a look begins or ends. */
  readonly onDidChange = this.#changed.event;

  constructor(engine: EngineClient, results: Results, asking: Asking) {
    this.#engine = engine;
    this.#results = results;
    this.#asking = asking;
  }

  get isBusy(): boolean {
    return this.#running.size > 0;
  }

  /** Watches documents and settings; the caller disposes what it gets. */
  watch(): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher('**/go.{mod,sum,work}');
    const changed = (uri: vscode.Uri) => this.#changedOnDisk(uri);
    for (const { uri } of vscode.workspace.textDocuments) this.probe(uri);
    return vscode.Disposable.from(
      watcher,
      watcher.onDidChange(changed),
      watcher.onDidCreate(changed),
      watcher.onDidDelete(changed),
      vscode.workspace.onDidOpenTextDocument(({ uri }) => this.probe(uri)),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => this.probe(uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#stop(uri.toString())),
    );
  }

  /** Looks again at every open file, because what a fetch does may have changed. */
  probeOpen(): void {
    this.#results.outdate(null);
    this.probeDue();
  }

  /** Looks at open files for what is new, old or failed only. */
  probeDue(): void {
    for (const document of vscode.workspace.textDocuments) this.probe(document.uri);
  }

  /** A go command in a terminal writes these files too. What was known of checksums is then old. */
  #changedOnDisk(uri: vscode.Uri): void {
    const file = goModBeside(uri);
    if (file === null) {
      this.probeOpen();
    } else if (isOpen(file) || isOpen(uri)) {
      if (file.toString() !== uri.toString()) this.#results.outdate(file);
      this.probe(file);
    }
  }

  probe(uri: vscode.Uri): void {
    const file = isModuleFile(uri) && uri.scheme === 'file' ? goModBeside(uri) : null;
    if (file === null) return;
    const key = file.toString();
    this.#stop(key);
    const abort = new AbortController();
    const running: Running = { timer: null, abort };
    running.timer = setTimeout(() => {
      void this.#look(file, abort.signal).finally(() => {
        if (this.#running.get(key) === running) this.#running.delete(key);
        this.#changed.fire();
      });
    }, delayMs);
    this.#running.set(key, running);
    this.#changed.fire();
  }

  async #look(file: vscode.Uri, signal: AbortSignal): Promise<void> {
    const plan = await this.#engine.ask('plan', file, { brief: true, timeoutMs: planTimeoutMs }, ignore, signal);
    if (plan.kind !== 'answer' || plan.answer.kind !== 'report') return;
    const { report } = plan.answer;
    this.#results.take(file, { report, isWholeFile: true, cachedHere: new Set() });
    if (!mayAsk(file)) return;
    const all = report.modules.map(({ id }) => id);
    const due = this.#results.due(file, all);
    if (due.length === 0) return;
    const asked = { uri: file.toString(), keys: due, isByUser: false };
    await this.#asking.during(asked, () => this.#ask(file, due.length === all.length ? [] : due, signal));
  }

  /** `keys` are `PATH@VERSION`; none: the whole file. A path alone means its requirement, as in a run over the file. */
  async #ask(file: vscode.Uri, keys: readonly string[], signal: AbortSignal): Promise<void> {
    const modules = keys.map((key) => key.replace(/@.*/, ''));
    const asked = {
      modules,
      passive: true,
      brief: true,
      cache: 'real',
      depth: 'mod',
      timeoutMs: lookTimeoutMs,
    } as const;
    const look = await this.#engine.ask('diagnose', file, asked, ignore, signal);
    if (look.kind !== 'answer' || look.answer.kind !== 'report') return;
    const isWholeFile = keys.length === 0;
    this.#results.take(file, { report: look.answer.report, isWholeFile, cachedHere: new Set() });
  }

  #stop(key: string): void {
    const running = this.#running.get(key);
    if (running === undefined) return;
    if (running.timer !== null) clearTimeout(running.timer);
    running.abort.abort();
    this.#running.delete(key);
  }

  dispose(): void {
    for (const key of [...this.#running.keys()]) this.#stop(key);
    this.#changed.dispose();
  }
}

function isOpen(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
}

/** Nobody is asked about a go.mod that was only opened to read it, such as one of a dependency in the module cache. */
function mayAsk(file: vscode.Uri): boolean {
  const isOurs = vscode.workspace.getWorkspaceFolder(file) !== undefined && !/\/vendor\//.test(file.path);
  return isOurs && vscode.workspace.isTrusted && readConfiguration(file).probe === 'passive';
}

function ignore(): void {}
