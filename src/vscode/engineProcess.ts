/**
 * The engine process: the command-line bundle forked with `serve`, one for each window. It starts with the first
 * question, is restarted after a crash a bounded number of times, and is killed where a cancelled question does not
 * stop by itself. Networking lives there only, because VS Code patches the network modules of the extension host.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Answer, FromEngine, Method, Progress, Question, RenderFormat, ToEngine } from '../protocol/messages.ts';
import type { Report } from '../protocol/report.ts';

export interface EngineProcessOptions {
  /** Absolute path of dist/cli.js. */
  modulePath: string;
  /** True in an untrusted workspace: no socket, no name resolution, no process. */
  isOffline: () => boolean;
  /** The whole environment of the process. */
  environment: () => Readonly<Record<string, string>>;
  log: { info(message: string): void; warn(message: string): void };
  /** How long a cancelled question may go on before the process is killed. */
  cancelGraceMs: number;
  /** Crashes after which no further start is tried until `restart()`. */
  maxCrashes: number;
}

export type EngineReply = { kind: 'answer'; answer: Answer } | NoReply;
export type RenderReply = { kind: 'rendered'; text: string } | NoReply;
type NoReply =
  /** The engine failed: a defect of ours, or too many crashes. */
  { kind: 'failure'; message: string } | { kind: 'cancelled' };

/** Young objects get little room: a look at 500 modules then takes a quarter less memory and no more time. */
const engineFlags = ['--max-semi-space-size=1'];

/** From the polite signal to the one that a busy process cannot miss. */
const killAfterMs = 500;

interface Pending {
  message: ToEngine;
  /** It has been asked again already. */
  isSecondTry: boolean;
  settle: (reply: EngineReply | RenderReply) => void;
  onProgress: (progress: Progress) => void;
}

export class EngineProcess {
  readonly #options: EngineProcessOptions;
  #child: ChildProcess | null = null;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #crashes = 0;
  #disposed = false;

  constructor(options: EngineProcessOptions) {
    this.#options = options;
  }

  /** Process id of the running engine, or null. */
  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /** Asks one question; the promise never rejects. An abort cancels it. */
  async ask(
    method: Method,
    question: Question,
    language: 'en' | 'zh-cn',
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<EngineReply> {
    const reply = await this.#exchange(
      (id) => ({ kind: 'request', id, method, question, language }),
      onProgress,
      signal,
    );
    return reply.kind === 'rendered' ? { kind: 'failure', message: 'an answer of another kind' } : reply;
  }

  /** What an error text says; nobody is asked. Never rejects. */
  async explain(text: string, language: 'en' | 'zh-cn', signal: AbortSignal): Promise<EngineReply> {
    const question = { text };
    const reply = await this.#exchange(
      (id) => ({ kind: 'request', id, method: 'explain', question, language }),
      () => {},
      signal,
    );
    return reply.kind === 'rendered' ? { kind: 'failure', message: 'an answer of another kind' } : reply;
  }

  /** A report as text; never rejects. */
  async render(
    report: Report,
    format: RenderFormat,
    language: 'en' | 'zh-cn',
    signal: AbortSignal,
  ): Promise<RenderReply> {
    const reply = await this.#exchange(
      (id) => ({ kind: 'render', id, report, format, language }),
      () => {},
      signal,
    );
    return reply.kind === 'answer' ? { kind: 'failure', message: 'an answer of another kind' } : reply;
  }

  #exchange(
    message: (id: number) => ToEngine,
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<EngineReply | RenderReply> {
    if (signal.aborted) return Promise.resolve({ kind: 'cancelled' });
    const child = this.#running();
    if (child === null) return Promise.resolve({ kind: 'failure', message: 'the engine process does not stay alive' });
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      const stopListening = this.#cancelOn(signal, id);
      this.#pending.set(id, {
        message: message(id),
        isSecondTry: false,
        onProgress,
        settle: (reply) => {
          stopListening();
          this.#pending.delete(id);
          resolve(signal.aborted ? { kind: 'cancelled' } : reply);
        },
      });
      this.#send(child, message(id));
    });
  }

  /** Ends the process and forgets earlier crashes; the next question starts a new one. */
  restart(): void {
    this.#crashes = 0;
    this.#end('restarted');
  }

  /** Ends the process for good; resolves when it has gone. */
  async stop(): Promise<void> {
    this.#disposed = true;
    const child = this.#child;
    this.#end('closed');
    if (child !== null && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }

  #running(): ChildProcess | null {
    if (this.#disposed || this.#crashes >= this.#options.maxCrashes) return null;
    this.#child ??= this.#start();
    return this.#child;
  }

  #start(): ChildProcess {
    const { modulePath, isOffline, environment, log } = this.#options;
    const args = isOffline() ? ['serve', '--offline'] : ['serve'];
    // Without own flags the host's are inherited, and its DNS order would falsify what the engine sees.
    const child = fork(modulePath, args, {
      execArgv: engineFlags,
      env: environment(),
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    log.info(`engine ${child.pid} started: ${args.join(' ')}`);
    child.stderr
      ?.setEncoding('utf8')
      .on('data', (text: string) => log.warn(`engine ${child.pid}: ${text.trimEnd().slice(0, 2000)}`));
    child.on('message', (message) => this.#receive(message as FromEngine));
    child.once('error', (error) => this.#gone(child, error.message));
    child.once('exit', (code, signal) => this.#gone(child, `exit ${code ?? signal}`));
    return child;
  }

  #send(child: ChildProcess, message: ToEngine): void {
    child.send(message, (error) => {
      if (error) this.#gone(child, error.message);
    });
  }

  #receive(message: FromEngine): void {
    const pending = this.#pending.get(message.id);
    if (pending === undefined) return;
    // It lives and answers: earlier crashes say nothing about the next one.
    if (message.kind === 'answer' || message.kind === 'rendered') this.#crashes = 0;
    if (message.kind === 'progress') pending.onProgress(message.progress);
    else if (message.kind === 'rendered') pending.settle({ kind: 'rendered', text: message.text });
    else if (message.kind === 'answer') pending.settle({ kind: 'answer', answer: message.answer });
    else pending.settle({ kind: 'failure', message: message.message });
  }

  /** The process ended by itself. */
  #gone(child: ChildProcess, why: string): void {
    if (this.#child !== child) return;
    this.#child = null;
    this.#crashes += 1;
    this.#options.log.warn(`engine ${child.pid} ended: ${why} (${this.#crashes} of ${this.#options.maxCrashes})`);
    this.#settleAll({ kind: 'failure', message: why });
  }

  #end(why: string): void {
    this.#kill(why);
    this.#settleAll({ kind: 'cancelled' });
  }

  /** A process that does not stop takes the other questions with it: a new one is asked these, once. */
  #replace(cancelledId: number): void {
    this.#kill('killed, it did not stop when cancelled');
    for (const [id, pending] of [...this.#pending]) {
      const child = id === cancelledId || pending.isSecondTry ? null : this.#running();
      if (child === null) {
        pending.settle({ kind: 'cancelled' });
      } else {
        pending.isSecondTry = true;
        this.#send(child, pending.message);
      }
    }
  }

  #kill(why: string): void {
    const child = this.#child;
    this.#child = null;
    if (child === null) return;
    kill(child);
    this.#options.log.info(`engine ${child.pid} ${why}`);
  }

  #settleAll(reply: NoReply): void {
    for (const pending of [...this.#pending.values()]) pending.settle(reply);
  }

  /** Asks the engine to stop; kills it where it does not within the grace time. */
  #cancelOn(signal: AbortSignal, id: number): () => void {
    let timer: NodeJS.Timeout | undefined;
    const cancel = () => {
      const child = this.#child;
      if (child === null) return;
      this.#send(child, { kind: 'cancel', id });
      timer = setTimeout(() => {
        if (this.#child === child) this.#replace(id);
      }, this.#options.cancelGraceMs);
    };
    signal.addEventListener('abort', cancel, { once: true });
    return () => {
      signal.removeEventListener('abort', cancel);
      clearTimeout(timer);
    };
  }
}

/** Asks the process to end, so that it can end its own children, and makes it where it is too busy to hear. */
function kill(child: ChildProcess): void {
  const force = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  child.once('exit', () => clearTimeout(force));
  child.kill();
}
