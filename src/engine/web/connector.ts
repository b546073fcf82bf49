/**
 * Opens connections for undici: name, addresses, TCP, TLS, each recorded in a connection of its own. An origin that
 * cannot be reached is remembered for the run: eighty modules of a dead proxy make one connection record, not eighty.
 */
import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { ConnectionReport } from '../../protocol/report.ts';
import type { Ports } from '../ports.ts';
import { dialAddresses } from './dialAddresses.ts';
import { isSocks, openTunnel, type ProxyTarget, type TunnelEnd } from './forwardTunnel.ts';
import type { Limits } from './limits.ts';
import type { NetFailure, NetPhase } from './netFailure.ts';
import { ReadWatch } from './readWatch.ts';
import { type HeardError, handshake } from './tlsHandshake.ts';
import type { Trace } from './trace.ts';
import type { TrustStore } from './x509/trustRoots.ts';

/** Carries a failure through undici, which must never see its own error codes here: it would reconnect for ever. */
export class ConnectError extends Error {
  readonly code = 'GOMOD_CONNECT';
  readonly failure: NetFailure;
  readonly connection: ConnectionReport | null;

  constructor(failure: NetFailure, connection: ConnectionReport | null) {
    super(`connection failed: ${failure.kind}`);
    this.failure = failure;
    this.connection = connection;
  }
}

export interface Target {
  scheme: 'http' | 'https';
  host: string;
  port: number;
}

/** Which forward proxy stands before a target, or null. */
export type ProxyFor = (target: Target) => ProxyTarget | null;

export interface ConnectorOptions {
  ports: Ports;
  trace: Trace;
  limits: Limits;
  store: TrustStore;
  secureContext: () => SecureContext;
  trustsAnybody: boolean;
  proxyFor: ProxyFor;
  userAgent: string;
  /** Takes the secrets of this run out of what a proxy says: it may send back what it was sent. */
  clean: (text: string) => string;
}

interface Origin {
  dead: ConnectError | null;
  /** The first attempt, which others wait for. */
  first: Promise<void> | null;
  hasConnected: boolean;
  phase: NetPhase;
  waiting: number;
  cancel: AbortController;
}

export class Connector {
  readonly #options: ConnectorOptions;
  readonly #origins = new Map<string, Origin>();
  readonly #bySocket = new WeakMap<object, ConnectionReport>();
  readonly #heard = new WeakMap<object, HeardError>();
  readonly #watches = new WeakMap<object, ReadWatch>();

  constructor(options: ConnectorOptions) {
    this.#options = options;
  }

  /** The record of the connection to which a socket belongs. */
  connectionOf(socket: object): ConnectionReport | null {
    return this.#bySocket.get(socket) ?? null;
  }

  /** What the TLS library said first against an open connection, or null. */
  errorOf(socket: object): Error | null {
    return this.#heard.get(socket)?.error ?? null;
  }

  /** How the present answer on a socket of HTTP/1.1 began. */
  watchOf(socket: object): ReadWatch | null {
    return this.#watches.get(socket) ?? null;
  }

  /** The failure that every further request to this origin shares, or null. */
  deadOrigin(origin: string): ConnectError | null {
    return this.#origins.get(origin)?.dead ?? null;
  }

  /** Where a request that still waits for its connection is. */
  phaseOf(origin: string): NetPhase {
    return this.#origins.get(origin)?.phase ?? 'connect';
  }

  /** Somebody waits for a connection; when nobody does any more, attempts in progress end. */
  wait(key: string): (isAborted: boolean) => void {
    const origin = this.#origin(key);
    origin.waiting++;
    let isOver = false;
    return (isAborted) => {
      if (isOver) return;
      isOver = true;
      origin.waiting--;
      if (!isAborted || origin.waiting > 0) return;
      origin.cancel.abort();
      origin.cancel = new AbortController();
    };
  }

  /** Throws a ConnectError. */
  async connect(target: Target): Promise<Socket> {
    const origin = this.#origin(originKey(target));
    while (origin.first !== null) await origin.first;
    if (origin.dead !== null) throw origin.dead;
    if (origin.hasConnected) return await this.#open(target, origin);
    const attempt = this.#open(target, origin);
    origin.first = attempt.then(
      () => {},
      () => {},
    );
    try {
      return await attempt;
    } finally {
      origin.first = null;
    }
  }

  #origin(key: string): Origin {
    const known = this.#origins.get(key);
    if (known !== undefined) return known;
    const cancel = new AbortController();
    const origin: Origin = { dead: null, first: null, hasConnected: false, phase: 'connect', waiting: 0, cancel };
    this.#origins.set(key, origin);
    return origin;
  }

  async #open(target: Target, origin: Origin): Promise<Socket> {
    const record = this.#options.trace.addConnection(newRecord(target, this.#options.trace.nowMs()));
    const { signal } = origin.cancel;
    try {
      const opened = await this.#stages(target, record, origin, signal);
      if (!('kind' in opened)) {
        origin.hasConnected = true;
        this.#bySocket.set(opened, record);
        if (record.tls?.alpn !== 'h2') this.#watches.set(opened, new ReadWatch(opened));
        return opened;
      }
      record.error = opened.kind;
      const error = new ConnectError(opened, record);
      if (!origin.hasConnected) origin.dead = error;
      throw error;
    } catch (error) {
      if (error instanceof ConnectError || !signal.aborted) throw error;
      record.error = 'aborted';
      throw new ConnectError({ kind: 'aborted' }, record);
    }
  }

  async #stages(
    target: Target,
    record: ConnectionReport,
    origin: Origin,
    signal: AbortSignal,
  ): Promise<Socket | NetFailure> {
    const proxy = this.#options.proxyFor(target);
    if (proxy !== null) return this.#throughProxy(target, proxy, record, origin, signal);
    const socket = await this.#dial(target, record, origin, signal);
    if ('kind' in socket || target.scheme === 'http') return socket;
    origin.phase = 'tls';
    return await this.#secure(target, record, socket, signal);
  }

  /** Name and TCP. */
  async #dial(
    target: { host: string; port: number },
    record: ConnectionReport,
    origin: Origin,
    signal: AbortSignal,
  ): Promise<Socket | NetFailure> {
    const { ports, trace } = this.#options;
    const deadlineMs = ports.clock.nowMs() + this.#options.limits.dialMs;
    origin.phase = 'dns';
    const resolved = await this.#resolve(target, record, deadlineMs, signal);
    if ('kind' in resolved) return resolved;
    origin.phase = 'connect';
    const startedMs = trace.nowMs();
    const question = { ports, trace, record, addresses: resolved, port: target.port, deadlineMs };
    const dialled = await dialAddresses(question, signal);
    if (dialled.kind === 'offline') return { kind: 'offline' };
    if (dialled.kind === 'failed') {
      return { kind: 'connect', host: target.host, port: target.port, attempts: dialled.attempts };
    }
    record.tcpMs = trace.nowMs() - startedMs;
    return dialled.socket;
  }

  /** The proxy's port, for an https proxy its TLS, then the tunnel to the target and the target's TLS inside it. */
  async #throughProxy(
    target: Target,
    proxy: ProxyTarget,
    record: ConnectionReport,
    origin: Origin,
    signal: AbortSignal,
  ): Promise<Socket | NetFailure> {
    record.forwardProxy = { url: proxy.shown, status: null, realm: null };
    const reached = await this.#reachProxy(proxy, record, origin, signal);
    if ('kind' in reached) return isOurs(reached) ? reached : proxyFailure(proxy, { cause: reached });
    if (target.scheme === 'http' && !isSocks(proxy)) return reached;
    origin.phase = 'proxy';
    const { trace, userAgent } = this.#options;
    const startedMs = trace.nowMs();
    const opened = await this.#within(tunnelMs, signal, (inner) =>
      openTunnel(reached, proxy, target, userAgent, inner),
    );
    const end = opened === 'late' ? opened : this.#cleanTunnel(opened);
    record.proxyMs = trace.nowMs() - startedMs;
    if (end === 'late') {
      reached.destroy();
      return { kind: 'timeout', phase: 'proxy', host: proxy.host, oursMs: tunnelMs, gosMs: tunnelMs };
    }
    record.forwardProxy = { url: proxy.shown, status: end.status, realm: end.realm };
    if (end.kind === 'refused') {
      reached.destroy();
      return proxyFailure(proxy, end);
    }
    if (target.scheme === 'http') return reached;
    origin.phase = 'tls';
    return await this.#secure(target, record, reached, signal);
  }

  #cleanTunnel(end: TunnelEnd): TunnelEnd {
    const { clean } = this.#options;
    const realm = end.realm === null ? null : clean(end.realm);
    return end.kind === 'open' ? { ...end, realm } : { ...end, realm, words: clean(end.words) };
  }

  async #reachProxy(
    proxy: ProxyTarget,
    record: ConnectionReport,
    origin: Origin,
    signal: AbortSignal,
  ): Promise<Socket | NetFailure> {
    const socket = await this.#dial(proxy, record, origin, signal);
    if ('kind' in socket || proxy.scheme !== 'https') return socket;
    origin.phase = 'tls';
    const secured = await this.#secure(proxy, record, socket, signal);
    // What follows is the TLS of the target, which has its own record.
    if (!('kind' in secured)) record.tls = null;
    return secured;
  }

  async #resolve(
    { host }: { host: string },
    record: ConnectionReport,
    deadlineMs: number,
    signal: AbortSignal,
  ): Promise<readonly { address: string; family: 4 | 6 }[] | NetFailure> {
    const { ports, trace, limits } = this.#options;
    const startedMs = trace.nowMs();
    const answer = await this.#within(deadlineMs - ports.clock.nowMs(), signal, (inner) =>
      ports.resolver.resolve(host, inner),
    );
    if (answer === 'late') return { kind: 'timeout', phase: 'dns', host, oursMs: limits.dialMs, gosMs: 30_000 };
    if (answer.kind === 'refused') return { kind: 'offline' };
    record.resolver = answer.resolver;
    if (answer.resolver !== 'literal') record.dnsMs = trace.nowMs() - startedMs;
    if (answer.kind === 'ok') return answer.addresses;
    const { reason, server, detail } = answer;
    return { kind: 'dns', host, reason, server, detail };
  }

  async #secure(
    { host, port }: { host: string; port: number },
    record: ConnectionReport,
    raw: Socket,
    signal: AbortSignal,
  ): Promise<Socket | NetFailure> {
    const { ports, trace, limits, store, secureContext, trustsAnybody } = this.#options;
    const startedMs = trace.nowMs();
    const question = { ports, store, secureContext: secureContext(), host, port, trustsAnybody };
    const onSecure = (): void => {
      record.tlsMs = trace.nowMs() - startedMs;
    };
    const outcome = await this.#within(limits.tlsMs, signal, (inner) => handshake(question, raw, onSecure, inner));
    if (outcome === 'late') {
      raw.destroy();
      return { kind: 'timeout', phase: 'tls', host, oursMs: limits.tlsMs, gosMs: 10_000 };
    }
    record.tls = outcome.report;
    if (outcome.kind === 'failed') return outcome.failure;
    this.#heard.set(outcome.socket, outcome.heard);
    return outcome.socket;
  }

  /** Runs one stage under a limit of its own; `late` when the limit ended it. */
  async #within<T>(ms: number, signal: AbortSignal, stage: (signal: AbortSignal) => Promise<T>): Promise<T | 'late'> {
    const limit = new AbortController();
    const cancel = this.#options.ports.clock.after(Math.max(0, ms), () => limit.abort());
    try {
      return await stage(AbortSignal.any([signal, limit.signal]));
    } catch (error) {
      if (limit.signal.aborted && !signal.aborted) return 'late';
      throw error;
    } finally {
      cancel();
    }
  }
}

/** net/http's limit for CONNECT. */
const tunnelMs = 60_000;

/** Failures that say nothing about the proxy. */
function isOurs({ kind }: NetFailure): boolean {
  return kind === 'offline' || kind === 'aborted' || kind === 'local';
}

function proxyFailure(proxy: ProxyTarget, end: { cause: NetFailure } | (TunnelEnd & { kind: 'refused' })): NetFailure {
  const { host, port, setting, shown } = proxy;
  const at = { kind: 'forwardProxy', url: shown, setting, host, port } as const;
  if ('cause' in end) {
    const none = { status: null, realm: null, goWords: '', exact: true };
    return { ...at, ...none, reason: 'unreachable', cause: end.cause };
  }
  const { reason, status, realm, words, exact } = end;
  return { ...at, reason, status, realm, cause: null, goWords: words, exact };
}

export function originKey({ scheme, host, port }: Target): string {
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function newRecord({ host, port }: Target, startedMs: number): Omit<ConnectionReport, 'id'> {
  return {
    host,
    port,
    startedMs,
    resolver: 'system',
    addresses: [],
    chosen: null,
    dnsMs: null,
    tcpMs: null,
    forwardProxy: null,
    proxyMs: null,
    tlsMs: null,
    tls: null,
    error: null,
  };
}
