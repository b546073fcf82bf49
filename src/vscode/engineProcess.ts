/**
 * The engine process: the command-line bundle forked with `serve`, one for each window. It starts with the first
 * question, is restarted after a crash a bounded number of times, and is killed where a cancelled question does not
 * stop by itself. Networking lives there only, because VS Code patches the network modules of the extension host.
 */
import { type ChildProcess, fork } from 'node:child_process';
import type { Answer, FromEngine, Method, Progress, Question, ToEngine } from '../protocol/messages.ts';

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

export type EngineReply =
  | { kind: 'answer'; answer: Answer }
  /** The engine failed: a defect of ours, or too many crashes. */
  | { kind: 'failure'; message: string }
  | { kind: 'cancelled' };

interface Pending {
  settle: (reply: EngineReply) => void;
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
  ask(
    method: Method,
    question: Question,
    language: 'en' | 'zh-cn',
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<EngineReply> {
    if (signal.aborted) return Promise.resolve({ kind: 'cancelled' });
    const child = this.#running();
    if (child === null) return Promise.resolve({ kind: 'failure', message: 'the engine process does not stay alive' });
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      const stopListening = this.#cancelOn(signal, id, child);
      this.#pending.set(id, {
        onProgress,
        settle: (reply) => {
          stopListening();
          this.#pending.delete(id);
          resolve(signal.aborted ? { kind: 'cancelled' } : reply);
        },
      });
      this.#send(child, { kind: 'request', id, method, question, language });
    });
  }

  /** Ends the process and forgets earlier crashes; the next question starts a new one. */
  restart(): void {
    this.#crashes = 0;
    this.#end('restarted');
  }

  dispose(): void {
    this.#disposed = true;
    this.#end('closed');
  }

  #running(): ChildProcess | null {
    if (this.#disposed || this.#crashes >= this.#options.maxCrashes) return null;
    this.#child ??= this.#start();
    return this.#child;
  }

  #start(): ChildProcess {
    const { modulePath, isOffline, environment, log } = this.#options;
    const args = isOffline() ? ['serve', '--offline'] : ['serve'];
    // execArgv is inherited otherwise, and the host's DNS order would falsify what the engine sees.
    const child = fork(modulePath, args, {
      execArgv: [],
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
    if (message.kind === 'progress') pending.onProgress(message.progress);
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
    const child = this.#child;
    this.#child = null;
    if (child !== null) {
      child.removeAllListeners('exit');
      child.kill();
      this.#options.log.info(`engine ${child.pid} ${why}`);
    }
    this.#settleAll({ kind: 'cancelled' });
  }

  #settleAll(reply: EngineReply): void {
    for (const pending of [...this.#pending.values()]) pending.settle(reply);
  }

  /** Asks the engine to stop; kills it where it does not within the grace time. */
  #cancelOn(signal: AbortSignal, id: number, child: ChildProcess): () => void {
    let timer: NodeJS.Timeout | undefined;
    const cancel = () => {
      this.#send(child, { kind: 'cancel', id });
      timer = setTimeout(() => {
        if (this.#child === child) this.#end('killed, it did not stop when cancelled');
      }, this.#options.cancelGraceMs);
    };
    signal.addEventListener('abort', cancel, { once: true });
    return () => {
      signal.removeEventListener('abort', cancel);
      clearTimeout(timer);
    };
  }
}
