/**
 * One request in undici's hands: what it reports becomes a head, a readable body and marks in time. The moment in which
 * the request is written tells which connection it travels on; undici has no other way to say so.
 */
import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';

export interface AnswerHead {
  kind: 'head';
  status: number;
  /** As sent; null over HTTP/2, which has none. */
  reason: string | null;
  headers: [string, string][];
}

export type HeadOutcome = AnswerHead | { kind: 'error'; error: unknown };

export interface Marks {
  sentMs: number | null;
  firstByteMs: number | null;
  headMs: number | null;
  endMs: number | null;
}

/** What is looked at of the socket that a request travels on. */
export interface RequestSocket {
  bytesRead?: number;
  errored?: Error | null;
}

export interface PendingHooks {
  nowMs(): number;
  /** The request is about to be written, in the same turn in which its connection becomes known. */
  starting(pending: PendingAnswer): void;
}

export class PendingAnswer implements Dispatcher.DispatchHandler {
  readonly head: Promise<HeadOutcome>;
  readonly marks: Marks = { sentMs: null, firstByteMs: null, headMs: null, endMs: null };
  /** The connection's socket, once the request is on its way. */
  socket: RequestSocket | null = null;
  bytesReadBefore = 0;
  receivedBodyBytes = 0;
  readonly #hooks: PendingHooks;
  readonly #settleHead: (outcome: HeadOutcome) => void;
  #controller: Dispatcher.DispatchController | null = null;
  #abortReason: Error | null = null;
  #hasEnded = false;
  #onSent: () => void = () => {};
  readonly #body: Readable;

  constructor(hooks: PendingHooks) {
    this.#hooks = hooks;
    const { promise, resolve } = Promise.withResolvers<HeadOutcome>();
    this.head = promise;
    this.#settleHead = resolve;
    this.#body = new Readable({
      highWaterMark: 256 * 1024,
      read: () => {
        if (this.#controller?.paused === true) this.#controller.resume();
      },
      destroy: (error, done) => {
        if (!this.#hasEnded) this.abort(error ?? new Error('the rest of the body is not wanted'));
        done(error);
      },
    });
    // An error before anybody reads must not end the process.
    this.#body.on('error', () => {});
  }

  get body(): Readable {
    return this.#body;
  }

  abort(reason: Error): void {
    if (this.#abortReason !== null || this.#hasEnded) return;
    this.#abortReason = reason;
    this.#controller?.abort(reason);
    this.#settleHead({ kind: 'error', error: reason });
    if (!this.#body.destroyed) this.#body.destroy(reason);
  }

  /**
   * The head or the error, whichever comes first. `startLimit` is called when the request has been written; it returns
   * how to call the limit off.
   */
  async wait(startLimit: (expire: (reason: Error) => void) => () => void): Promise<HeadOutcome> {
    let callOff = (): void => {};
    this.#onSent = () => {
      callOff();
      callOff = startLimit((reason) => this.abort(reason));
    };
    if (this.marks.sentMs !== null) this.#onSent();
    try {
      return await this.head;
    } finally {
      this.#onSent = () => {};
      callOff();
    }
  }

  /** Called out of the channel on which undici announces what it writes. */
  sent(socket: RequestSocket): void {
    this.socket = socket;
    this.bytesReadBefore = socket.bytesRead ?? 0;
    this.marks.sentMs = this.#hooks.nowMs();
    this.#onSent();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#abortReason !== null) controller.abort(this.#abortReason);
    else this.#hooks.starting(this);
  }

  onResponseStarted(): void {
    this.marks.firstByteMs ??= this.#hooks.nowMs();
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
    reason?: string,
  ): void {
    if (status < 200) return;
    this.marks.headMs = this.#hooks.nowMs();
    this.marks.firstByteMs ??= this.marks.headMs;
    const raw = Array.isArray(controller.rawHeaders) ? rawPairs(controller.rawHeaders) : namedPairs(headers);
    this.#settleHead({ kind: 'head', status, reason: reason ?? null, headers: raw });
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.receivedBodyBytes += chunk.length;
    if (!this.#body.push(chunk)) controller.pause();
  }

  onResponseEnd(): void {
    this.#hasEnded = true;
    this.marks.endMs = this.#hooks.nowMs();
    this.#body.push(null);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#hasEnded = true;
    this.#settleHead({ kind: 'error', error });
    this.#body.destroy(error);
  }
}

/** HTTP/1.1: names and values in turn, case and duplicates as sent. */
function rawPairs(raw: readonly (Buffer | string)[]): [string, string][] {
  const texts = raw.map((part) => (typeof part === 'string' ? part : part.toString('latin1')));
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < texts.length; index += 2) pairs.push([texts[index] ?? '', texts[index + 1] ?? '']);
  return pairs;
}

function namedPairs(headers: Record<string, string | string[] | undefined>): [string, string][] {
  return Object.entries(headers)
    .filter(([name]) => !name.startsWith(':'))
    .flatMap(([name, value]) => [value ?? []].flat().map((one): [string, string] => [name, one]));
}
