/**
 * The part of the transport that loads undici: one agent for a run, with connections made by `connector.ts`. It is
 * imported only when the first request is made, so that a run without network starts fast.
 */
import { channel } from 'node:diagnostics_channel';
import * as tls from 'node:tls';
import type { Dispatcher } from 'undici';
import Agent from 'undici/lib/dispatcher/agent.js';
import type { ConnectionReport, ExchangeReport } from '../../protocol/report.ts';
import type { Environment } from '../goenv/environment.ts';
import type { Ports, TempFile } from '../ports.ts';
import { ConnectError, Connector, originKey, type ProxyFor } from './connector.ts';
import { proxyTargetFor } from './forwardProxy.ts';
import { isSocks, type ProxyTarget, proxyAuthorization } from './forwardTunnel.ts';
import type { HttpUrl } from './httpUrl.ts';
import { connectionsPerOrigin, gosLimitMs, type Limits, maxErrorBodyBytes, maxHeadBytes } from './limits.ts';
import type { NetFailure, NetPhase } from './netFailure.ts';
import { type AnswerHead, PendingAnswer } from './pendingAnswer.ts';
import { PlainHeadLimit, plainExchange } from './plainExchange.ts';
import { type Body, readBody } from './readBody.ts';
import { statusText } from './statusText.ts';
import { createGoSecureContext } from './tlsHandshake.ts';
import type { Trace } from './trace.ts';
import { type ExchangeFacts, translateExchangeError } from './translateError.ts';
import { createTrustStore } from './x509/trustRoots.ts';

export interface WireOptions {
  ports: Ports;
  trace: Trace;
  environment: Environment;
  limits: Limits;
  /** Any certificate will do, as go has it for GOINSECURE. */
  trustsAnybody?: boolean;
  /** For CONNECT. */
  userAgent: string;
  /** Takes the secrets of this run out of a text. */
  clean: (text: string) => string;
}

export interface WireRequest {
  target: HttpUrl;
  headers: readonly (readonly [string, string])[];
  record: ExchangeReport;
  maxBodyBytes: number;
  gosMaxBodyBytes: number | null;
  /** For a body of status 200. */
  sink: TempFile | null;
}

export type WireOutcome =
  | { kind: 'answer'; head: AnswerHead; statusLine: string; body: Body; isHttp2: boolean }
  | { kind: 'failed'; failure: NetFailure; phase: NetPhase; onReusedConnection: boolean };

/** The reason with which a whole fetch is cut, as opposed to an abort from outside. */
export class WholeLimit extends Error {
  readonly oursMs: number;
  /** Where go has the same limit. */
  readonly gosMs: number | null;

  constructor(oursMs: number, gosMs: number | null) {
    super('the time for this fetch is over');
    this.oursMs = oursMs;
    this.gosMs = gosMs;
  }
}

class HeadLimit extends Error {}

const sendHeaders = channel('undici:client:sendHeaders');

export class Wire {
  readonly #options: WireOptions;
  readonly #connector: Connector;
  readonly #proxyFor: ProxyFor;
  readonly #agent: Agent;
  readonly #used = new WeakSet<ConnectionReport>();
  #starting: PendingAnswer | null = null;
  #secureContext: tls.SecureContext | null = null;

  constructor(options: WireOptions) {
    const { ports, trace, limits, environment } = options;
    this.#options = options;
    const secureContext = (): tls.SecureContext => {
      this.#secureContext ??= createGoSecureContext();
      return this.#secureContext;
    };
    const store = createTrustStore(ports, environment, systemRoots);
    const trustsAnybody = options.trustsAnybody === true;
    this.#proxyFor = (target) =>
      proxyTargetFor(environment, `${target.scheme}://${hostPort(target.host, target.port)}/`);
    const { userAgent } = options;
    const proxyFor = this.#proxyFor;
    this.#connector = new Connector({
      ports,
      trace,
      limits,
      store,
      secureContext,
      trustsAnybody,
      proxyFor,
      userAgent,
      clean: options.clean,
    });
    this.#agent = new Agent({
      connect: (wanted, done) => void this.#connect(wanted, done),
      allowH2: true,
      connections: connectionsPerOrigin,
      maxHeaderSize: maxHeadBytes,
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: 30_000,
    });
    sendHeaders.subscribe(this.#onSendHeaders);
  }

  async close(): Promise<void> {
    sendHeaders.unsubscribe(this.#onSendHeaders);
    await this.#agent.destroy();
  }

  /** Sends one request and reads its answer; fills `request.record`. */
  async exchange(request: WireRequest, signal: AbortSignal): Promise<WireOutcome> {
    const origin = originKey(request.target);
    const dead = this.#connector.deadOrigin(origin);
    if (dead !== null) return this.#failedConnect(request, dead);
    const pending = new PendingAnswer({
      nowMs: () => this.#options.trace.nowMs(),
      starting: (one) => {
        this.#starting = one;
      },
    });
    const stopWaiting = this.#connector.wait(origin);
    const onAbort = (): void => {
      pending.abort(asError(signal.reason));
      stopWaiting(true);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    try {
      this.#dispatch(request, pending);
      return await this.#answer(request, pending, signal);
    } finally {
      signal.removeEventListener('abort', onAbort);
      stopWaiting(false);
    }
  }

  /** Asks once more over a connection of its own, for an answer that undici refused and Go may read. */
  async exchangePlainly(request: WireRequest, refused: WireOutcome, signal: AbortSignal): Promise<WireOutcome> {
    const { trace, limits, ports } = this.#options;
    try {
      const socket = await this.#connector.connect(request.target);
      const connection = this.#connector.connectionOf(socket);
      if (connection?.tls?.alpn === 'h2') {
        socket.destroy();
        return refused;
      }
      request.record.connection = connection?.id ?? null;
      request.record.httpVersion = '1.1';
      const sentMs = trace.nowMs();
      const answer = await plainExchange(
        {
          request,
          socket,
          limits,
          clock: ports.clock,
          translate: (error, phase) => this.#plainFailure(error, phase, request, signal),
        },
        signal,
      );
      request.record.waitMs = trace.nowMs() - sentMs;
      if (answer === null) return refused;
      if ('failure' in answer) return { ...lost, failure: answer.failure };
      request.record.bodyBytes = answer.body.sizeBytes;
      return { kind: 'answer', ...answer, isHttp2: false };
    } catch (error) {
      if (error instanceof ConnectError) return this.#failedConnect(request, error);
      throw error;
    }
  }

  #plainFailure(error: unknown, phase: 'wait' | 'body', request: WireRequest, signal: AbortSignal): NetFailure {
    const { limits } = this.#options;
    const limit = error instanceof PlainHeadLimit ? new HeadLimit() : error;
    const { host, port } = request.target;
    const facts: ExchangeFacts = {
      phase,
      host,
      port,
      receivedBytes: null,
      announcedBytes: null,
      socketError: null,
      firstText: '',
      isHttp2: false,
      trustSource: '',
    };
    return cutFailure(limit, phase, request, limits, signal) ?? translateExchangeError(error, facts);
  }

  #dispatch({ target, headers }: WireRequest, pending: PendingAnswer): void {
    const proxy = target.scheme === 'http' ? this.#plainProxy(target) : null;
    const authorization = proxy === null ? null : proxyAuthorization(proxy);
    const options: Dispatcher.DispatchOptions = {
      origin: target.origin,
      path: proxy === null ? target.target : `${target.scheme}://${target.hostPort}${target.target}`,
      method: 'GET',
      headers: [...headers.flat(), ...(authorization === null ? [] : ['Proxy-Authorization', authorization])],
    };
    try {
      this.#agent.dispatch(options, pending);
    } catch (error) {
      pending.abort(asError(error));
    }
  }

  /** Whether a forward proxy is sent the request in place of the server. */
  isProxied(target: HttpUrl): boolean {
    return target.scheme === 'http' && this.#plainProxy(target) !== null;
  }

  /** The proxy that is sent a plain http request as it is, with the whole URL in its first line. */
  #plainProxy(target: HttpUrl): ProxyTarget | null {
    const proxy = this.#proxyFor(target);
    return proxy === null || isSocks(proxy) ? null : proxy;
  }

  async #answer(request: WireRequest, pending: PendingAnswer, signal: AbortSignal): Promise<WireOutcome> {
    const head = await this.#headInTime(pending);
    const connection = this.#noteConnection(request.record, pending);
    if (head.kind === 'error') {
      await turnOfTheLoop();
      return this.#failed(request, pending, head.error, connection, signal);
    }
    const isHttp2 = connection?.report.tls?.alpn === 'h2';
    const facts = (): ExchangeFacts => this.#facts(request, pending, head, connection?.report ?? null);
    const body = await readBody({
      raw: pending.body,
      isGzip: headerOf(head, 'content-encoding')?.toLowerCase() === 'gzip',
      host: request.target.host,
      maxBytes: head.status === 200 ? request.maxBodyBytes : Math.min(request.maxBodyBytes, maxErrorBodyBytes),
      gosMaxBytes: request.gosMaxBodyBytes,
      cutAtMax: head.status !== 200,
      sink: head.status === 200 ? request.sink : null,
      limits: this.#options.limits,
      clock: this.#options.ports.clock,
      receivedBytes: () => pending.receivedBodyBytes,
      translate: (error) =>
        cutFailure(error, 'body', request, this.#options.limits, signal) ?? translateExchangeError(error, facts()),
    });
    noteTimes(request.record, pending, body);
    await turnOfTheLoop();
    return { kind: 'answer', head, statusLine: statusLine(head, isHttp2, facts().firstText), body, isHttp2 };
  }

  /** Counts from the moment in which the request is sent; waiting for a connection has limits of its own. */
  async #headInTime(pending: PendingAnswer): ReturnType<PendingAnswer['wait']> {
    const { clock } = this.#options.ports;
    return await pending.wait((expire) => clock.after(this.#options.limits.headMs, () => expire(new HeadLimit())));
  }

  #failed(
    request: WireRequest,
    pending: PendingAnswer,
    error: unknown,
    connection: { report: ConnectionReport; isReused: boolean } | null,
    signal: AbortSignal,
  ): WireOutcome {
    if (error instanceof ConnectError) return this.#failedConnect(request, error);
    const wasSent = pending.marks.sentMs !== null;
    const phase = wasSent ? 'wait' : this.#connector.phaseOf(originKey(request.target));
    const failure =
      cutFailure(error, phase, request, this.#options.limits, signal) ??
      translateExchangeError(error, this.#facts(request, pending, null, connection?.report ?? null));
    noteTimes(request.record, pending, null);
    return { kind: 'failed', failure, phase, onReusedConnection: connection?.isReused === true };
  }

  #failedConnect(request: WireRequest, error: ConnectError): WireOutcome {
    request.record.connection = error.connection?.id ?? null;
    return { kind: 'failed', failure: error.failure, phase: phaseOfFailure(error.failure), onReusedConnection: false };
  }

  #facts(
    { target }: WireRequest,
    pending: PendingAnswer,
    head: AnswerHead | null,
    connection: ConnectionReport | null,
  ): ExchangeFacts {
    const length = head === null ? null : headerOf(head, 'content-length');
    const total = pending.socket?.bytesRead;
    const beforeHead = total === undefined ? null : total - pending.bytesReadBefore;
    return {
      phase: head === null ? 'wait' : 'body',
      host: target.host,
      port: target.port,
      receivedBytes: head === null ? beforeHead : pending.receivedBodyBytes,
      announcedBytes: length !== null && /^\d{1,15}$/.test(length) ? Number(length) : null,
      socketError: (pending.socket && this.#connector.errorOf(pending.socket)) ?? pending.socket?.errored ?? null,
      firstText: (pending.socket && this.#connector.watchOf(pending.socket)?.text) ?? '',
      isHttp2: connection?.tls?.alpn === 'h2',
      trustSource: connection?.tls?.trustSource ?? '',
    };
  }

  #noteConnection(
    record: ExchangeReport,
    pending: PendingAnswer,
  ): { report: ConnectionReport; isReused: boolean } | null {
    const { sentMs } = pending.marks;
    const report = pending.socket === null ? null : this.#connector.connectionOf(pending.socket);
    if (report === null || sentMs === null) return null;
    const isReused = this.#used.has(report);
    this.#used.add(report);
    record.connection = report.id;
    record.httpVersion = report.tls?.alpn === 'h2' ? '2' : '1.1';
    record.remoteAddress = report.chosen === null ? null : addressAndPort(report.chosen, report.port);
    const waitedUntilMs = isReused || report.startedMs < record.startedMs ? sentMs : report.startedMs;
    record.queuedMs = Math.max(0, waitedUntilMs - record.startedMs);
    return { report, isReused };
  }

  async #connect(
    wanted: { hostname: string; protocol: string; port: string },
    done: (...args: [null, import('node:net').Socket] | [Error, null]) => void,
  ): Promise<void> {
    const scheme = wanted.protocol === 'https:' ? 'https' : 'http';
    const port = wanted.port === '' ? (scheme === 'https' ? 443 : 80) : Number(wanted.port);
    try {
      done(null, await this.#connector.connect({ scheme, host: wanted.hostname, port }));
    } catch (error) {
      const isOurs = error instanceof ConnectError;
      done(isOurs ? error : new ConnectError({ kind: 'local', reason: 'other', message: String(error) }, null), null);
    }
  }

  readonly #onSendHeaders = (message: unknown): void => {
    const starting = this.#starting;
    this.#starting = null;
    if (starting === null || typeof message !== 'object' || message === null || !('socket' in message)) return;
    const { socket } = message;
    if (typeof socket !== 'object' || socket === null) return;
    this.#connector.watchOf(socket)?.reset();
    starting.sent(socket);
  };
}

const lost = { kind: 'failed', phase: 'wait', onReusedConnection: false } as const;

/** As go prints it: what stands behind the version in the first line, or Go's own words over HTTP/2. */
function statusLine(head: AnswerHead, isHttp2: boolean, firstText: string): string {
  if (isHttp2) return `${head.status} ${statusText(head.status)}`;
  const isBare = head.reason === '' && /^HTTP\/\S+ +\d{3}\r?\n/.test(firstText);
  return isBare ? String(head.status) : `${head.status} ${head.reason ?? ''}`;
}

/** Null where this Node cannot read the store of the system. */
function systemRoots(): readonly string[] | null {
  return typeof tls.getCACertificates === 'function' ? tls.getCACertificates('system') : null;
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

/** An end that we set, or that was set from outside; null where it was the other side. */
function cutFailure(
  error: unknown,
  phase: NetPhase,
  { target }: WireRequest,
  limits: Limits,
  signal: AbortSignal,
): NetFailure | null {
  const { host } = target;
  if (error instanceof HeadLimit) return { kind: 'timeout', phase, host, oursMs: limits.headMs, gosMs: null };
  if (!signal.aborted) return null;
  if (!(signal.reason instanceof WholeLimit)) return { kind: 'aborted' };
  const { oursMs, gosMs } = signal.reason;
  return { kind: 'timeout', phase, host, oursMs, gosMs: gosMs ?? gosLimitMs(phase) };
}

function phaseOfFailure(failure: NetFailure): NetPhase {
  if (failure.kind === 'forwardProxy') return 'proxy';
  if (failure.kind === 'dns' || failure.kind === 'connect' || failure.kind === 'tls') return failure.kind;
  return failure.kind === 'timeout' || failure.kind === 'closed' ? failure.phase : 'connect';
}

export function headerOf(head: AnswerHead, name: string): string | null {
  return head.headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? null;
}

function noteTimes(record: ExchangeReport, pending: PendingAnswer, body: Body | null): void {
  const { sentMs, firstByteMs, headMs, endMs } = pending.marks;
  record.waitMs = sentMs !== null && firstByteMs !== null ? firstByteMs - sentMs : null;
  record.bodyMs = headMs !== null && endMs !== null ? endMs - headMs : null;
  if (body === null) return;
  record.bodyBytes = body.sizeBytes;
  record.transferBytes = pending.receivedBodyBytes;
}

const hostPort = (host: string, port: number): string => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`);

const addressAndPort = (address: string, port: number): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;

/** undici frees a connection only in the next turn but one; a request before that opens a second connection. */
function turnOfTheLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}
