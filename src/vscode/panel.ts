/**
 * The trace panel: one webview that shows the newest diagnosis. The page draws and asks; everything that it asks for is
 * looked up in the report that this side has sent, because the page shows text of servers and is not trusted.
 */
import { randomBytes } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import {
  type FromPanel,
  type PanelReply,
  type PanelRun,
  type PanelState,
  type PanelTexts,
  readFromPanel,
  type ToPanel,
} from '../protocol/panelMessages.ts';
import { panelPage } from '../protocol/panelPage.ts';
import type { Report } from '../protocol/report.ts';
import { language } from './engineClient.ts';
import { freshForMs } from './model/age.ts';
import { answerPanel } from './panelRequest.ts';
import type { Room } from './room.ts';
import { moduleAtCursor, type Target } from './target.ts';

export const panelType = 'goModules.trace';

/** What is shown: the target that was asked for and what came of it. */
export interface Shown {
  target: Target;
  report: Report;
  moduleId: string | null;
}

export class TracePanel implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #folder: vscode.Uri;
  #panel: vscode.WebviewPanel | null = null;
  #shown: Shown | null = null;
  #texts: PanelTexts | null = null;
  #run: PanelRun = { kind: 'idle' };
  #follows = false;
  #outdated = false;
  #abort: AbortController | null = null;
  #room: Room | null = null;
  #subscriptions: vscode.Disposable | null = null;

  /** `folder` holds the built page. */
  constructor(folder: vscode.Uri) {
    this.#folder = folder;
  }

  /** The room holds the panel and the panel needs the room; this closes the circle once. */
  connect(room: Room): void {
    this.#room = room;
    this.#subscriptions = vscode.Disposable.from(
      vscode.window.registerWebviewPanelSerializer(panelType, this),
      room.results.onDidChange((file) => {
        if (file === null && this.#shown !== null) {
          this.#outdated = true;
          this.#sendState();
        }
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#follow(textEditor)),
    );
  }

  get shown(): Shown | null {
    return this.#shown;
  }

  /** The command line of an exchange, as the page shows it; null for an id that it was never sent. */
  curlOf(exchangeId: string): string | null {
    return this.#texts?.exchangeTexts[exchangeId]?.curl ?? null;
  }

  set follows(on: boolean) {
    this.#follows = on;
    this.#sendState();
  }

  /** Shows a report beside the editor, without taking the focus from a panel that is there already. */
  async show(target: Target, report: Report): Promise<void> {
    const room = this.#room;
    if (room === null) return;
    const rendered = await room.engine.render(report, 'panel', new AbortController().signal);
    if (rendered.kind === 'failure') throw new Error(rendered.message);
    if (rendered.kind === 'cancelled') return;
    this.#texts = JSON.parse(rendered.text) as PanelTexts;
    this.#shown = { target, report, moduleId: moduleIdOf(target, report) };
    this.#run = { kind: 'idle' };
    this.#outdated = false;
    if (this.#panel === null) this.#open();
    else this.#panel.reveal(undefined, true);
    this.#sendState();
  }

  /** Runs the shown diagnosis again; the former report stays visible meanwhile. */
  async runAgain(moduleId: string | null): Promise<PanelReply> {
    const shown = this.#shown;
    const room = this.#room;
    if (shown === null || room === null) return { kind: 'failed', message: l10n.t('Nothing has been diagnosed yet.') };
    this.cancel();
    const abort = new AbortController();
    this.#abort = abort;
    const target = moduleId === null ? shown.target : { ...shown.target, module: moduleId };
    this.#setRun({ kind: 'running', progress: { done: 0, total: 1, current: null } });
    const result = await room.diagnosis.run(
      target,
      (progress) => this.#send({ kind: 'progress', progress }),
      abort.signal,
    );
    if (result.kind === 'report') {
      await this.show(target, result.report);
    } else if (this.#abort === abort) {
      this.#setRun(result.kind === 'failed' ? { kind: 'failed', message: result.message } : { kind: 'cancelled' });
    }
    return { kind: 'done', message: null };
  }

  cancel(): void {
    this.#abort?.abort();
    this.#abort = null;
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.#take(panel);
  }

  #open(): void {
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.#take(vscode.window.createWebviewPanel(panelType, l10n.t('Fetch trace'), column));
  }

  #take(panel: vscode.WebviewPanel): void {
    this.#panel?.dispose();
    this.#panel = panel;
    panel.webview.options = { enableScripts: true, localResourceRoots: [this.#folder] };
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const understood = readFromPanel(message);
      if (understood !== null) void this.#receive(understood);
    });
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      this.#panel = null;
      this.cancel();
    });
    panel.webview.html = pageHtml(panel.webview, this.#folder);
  }

  async #receive(message: FromPanel): Promise<void> {
    if (!('id' in message)) {
      this.#sendState();
      return;
    }
    const { id, ...request } = message;
    const reply = await this.#reply(request);
    this.#send({ kind: 'reply', id, reply });
  }

  /** Every request gets its answer, also when the work behind it throws. */
  async #reply(request: Parameters<typeof answerPanel>[2]): Promise<PanelReply> {
    const room = this.#room;
    try {
      if (room !== null) return await answerPanel(room, this, request);
      return { kind: 'failed', message: '' };
    } catch (error) {
      return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
  }

  select(moduleId: string): void {
    if (this.#shown !== null) this.#shown = { ...this.#shown, moduleId };
  }

  #follow(editor: vscode.TextEditor): void {
    const room = this.#room;
    if (!this.#follows || room === null || this.#shown?.target.file.toString() !== editor.document.uri.toString())
      return;
    const moduleId = moduleAtCursor(editor, room.reader);
    if (moduleId !== null && this.#shown.report.modules.some(({ id }) => id === moduleId)) {
      this.#send({ kind: 'select', moduleId });
    }
  }

  #setRun(run: PanelRun): void {
    this.#run = run;
    this.#sendState();
  }

  #sendState(): void {
    const shown = this.#shown;
    if (this.#texts === null || shown === null) return;
    const state: PanelState = {
      language: language(),
      ...this.#texts,
      report: shown.report,
      moduleId: shown.moduleId,
      run: this.#run,
      outdated: this.#outdated,
      freshMs: freshForMs,
      followCursor: this.#follows,
      capabilities: {
        runAgain: vscode.workspace.isTrusted,
        whatIf: false,
        applyRemedy: vscode.workspace.isTrusted,
        follow: true,
        openLocation: true,
        exports: ['har', 'markdown', 'json'],
      },
    };
    this.#send({ kind: 'state', state });
  }

  #send(message: ToPanel): void {
    void this.#panel?.webview.postMessage(message);
  }

  dispose(): void {
    this.cancel();
    this.#subscriptions?.dispose();
    this.#panel?.dispose();
  }
}

function moduleIdOf({ module }: Target, report: Report): string | null {
  const [only] = report.modules;
  return (
    report.modules.find(({ id }) => id === module)?.id ?? (report.modules.length === 1 ? (only?.id ?? null) : null)
  );
}

/** A fresh nonce for each page: only the script that carries it may run. */
function pageHtml(webview: vscode.Webview, folder: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  return panelPage({ cspSource: webview.cspSource, nonce, base: webview.asWebviewUri(folder).toString() });
}
