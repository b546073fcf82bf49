/**
 * Looks at go.mod files without being asked: a plan in any workspace, and in a trusted one, where the user allows it, a
 * quiet look at the servers. After opening, saving and changed settings, not while typing; one run for each file.
 */
import * as vscode from 'vscode';
import { readConfiguration } from './configuration.ts';
import { goModBeside, isModuleFile } from './documents.ts';
import type { EngineClient } from './engineClient.ts';
import type { Results } from './results.ts';

export type ProbeReason = 'open' | 'save' | 'settings';

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
  readonly #running = new Map<string, Running>();
  readonly #changed = new vscode.EventEmitter<void>();

  /** Fires when a look begins or ends. */
  readonly onDidChange = this.#changed.event;

  constructor(engine: EngineClient, results: Results) {
    this.#engine = engine;
    this.#results = results;
  }

  get isBusy(): boolean {
    return this.#running.size > 0;
  }

  /** Watches documents and settings; the caller disposes what it gets. */
  watch(): vscode.Disposable {
    const soon = (document: vscode.TextDocument, reason: ProbeReason) => this.probe(document.uri, reason);
    for (const document of vscode.workspace.textDocuments) soon(document, 'open');
    return vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument((document) => soon(document, 'open')),
      vscode.workspace.onDidSaveTextDocument((document) => soon(document, 'save')),
      vscode.workspace.onDidCloseTextDocument((document) => this.#stop(document.uri.toString())),
    );
  }

  /** Looks again at every open file, because what a fetch does may have changed. */
  probeOpen(): void {
    this.#results.outdate(null);
    for (const document of vscode.workspace.textDocuments) this.probe(document.uri, 'settings');
  }

  probe(uri: vscode.Uri, _reason: ProbeReason): void {
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
    this.#results.take(file, { report: plan.answer.report, isWholeFile: true, cachedHere: new Set() });
    if (!vscode.workspace.isTrusted || readConfiguration(file).probe === 'off') return;
    const asked = { passive: true, brief: true, cache: 'real', timeoutMs: lookTimeoutMs } as const;
    const look = await this.#engine.ask('diagnose', file, asked, ignore, signal);
    if (look.kind !== 'answer' || look.answer.kind !== 'report') return;
    this.#results.take(file, { report: look.answer.report, isWholeFile: true, cachedHere: new Set() });
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

function ignore(): void {}
