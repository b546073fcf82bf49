/** The traced GET: everything that is decided before and between exchanges. What happens on a wire is in `wire.ts`. */

import type { ExchangeReport, Header } from '../../protocol/report.ts';
import { type CredentialSource, CredentialStore, type RefusedAnswer, type Stored } from '../auth/credentialStore.ts';
import type { Environment } from '../goenv/environment.ts';
import type { Ports } from '../ports.ts';
import { basicCredentials } from './basicCredentials.ts';
import { emptyExchange } from './emptyExchange.ts';
import { excerptOf, scrubBody } from './excerpt.ts';
import { forwardProxyFor } from './forwardProxy.ts';
import type { Guard } from './guard.ts';
import { type HttpUrl, parseHttpUrl } from './httpUrl.ts';
import { activeLimits, type Limits, maxRequests, passiveLimits } from './limits.ts';
import type { NetFailure, NetPhase } from './netFailure.ts';
import { createRedactor, type Redactor } from './redact.ts';
import { isRedirect, refererOf, resolveLocation } from './redirect.ts';
import { keptOnRedirect, urlSource } from './requestCredentials.ts';
import type { Trace } from './trace.ts';
import type { HttpRequest, HttpResult, Transport } from './transport.ts';
import type { Wire, WireOutcome } from './wire.ts';

export interface TransportOptions {
  ports: Ports;
  trace: Trace;
  guard: Guard;
  environment: Environment;
  passive: boolean;
  toolVersion: string;
  /** For tests; default: go's limits, and ours where go has none. */
  limits?: Limits;
}

/** go's limit for an https request of a GOINSECURE path (`impatientInsecureHTTPClient` in cmd/go/internal/web). */
const insecureMs = 5000;

/** How much of a refused answer goes into a report. */
const shownBytes = 200;

export function createTransport(options: TransportOptions): Transport {
  return new TracedTransport(options);
}

type Failed = HttpResult & { kind: 'failed' };

class TracedTransport implements Transport {
  readonly #options: TransportOptions;
  readonly #limits: Limits;
  readonly #redactor: Redactor = createRedactor();
  readonly #credentials: CredentialStore;
  #wire: Promise<Wire> | null = null;
  /** For https servers of GOINSECURE paths: their connections trust anybody and are never used for others. */
  #trustingWire: Promise<Wire> | null = null;

  constructor(options: TransportOptions) {
    this.#options = options;
    this.#limits = options.limits ?? (options.passive ? passiveLimits : activeLimits);
    const { environment, ports, trace, passive } = options;
    const learn = (secret: string): void => this.#redactor.learn(secret);
    this.#credentials = new CredentialStore({ ports, environment, trace, passive, learn });
    for (const entry of environment.value('GOPROXY').split(/[,|]/)) this.#redactor.learnUrl(entry.trim());
    for (const name of ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy']) {
      const value = environment.value(name);
      this.#redactor.learnUrl(value.includes('://') ? value : `http://${value}`);
    }
  }

  async fetch(request: HttpRequest, signal: AbortSignal): Promise<HttpResult> {
    const whole = new AbortController();
    const cancel = await this.#limitWhole(request, whole);
    try {
      return await this.#fetch(request, AbortSignal.any([signal, whole.signal]));
    } finally {
      cancel();
    }
  }

  async close(): Promise<void> {
    const wires = [await this.#wire, await this.#trustingWire];
    this.#wire = null;
    this.#trustingWire = null;
    for (const wire of wires) await wire?.close();
  }

  async #limitWhole(request: HttpRequest, whole: AbortController): Promise<() => void> {
    const gosMs = isTrusting(request, request.url) ? insecureMs : null;
    const wholeMs = Math.min(this.#limits.wholeMs ?? Number.POSITIVE_INFINITY, gosMs ?? Number.POSITIVE_INFINITY);
    if (!Number.isFinite(wholeMs)) return () => {};
    const { WholeLimit } = await import('./wire.ts');
    return this.#options.ports.clock.after(wholeMs, () => whole.abort(new WholeLimit(wholeMs, gosMs)));
  }

  async #fetch(request: HttpRequest, signal: AbortSignal): Promise<HttpResult> {
    this.#redactor.learnUrl(request.url);
    const isSecure = /^https:/i.test(request.url);
    const { fault } = this.#credentials;
    if (isSecure && fault !== null) return this.#refuseGoauth(request, fault);
    const stored = isSecure ? await this.#credentials.find(request.url, null, signal) : null;
    const first = await this.#follow(request, 1, stored, signal);
    if (!this.#isRepeated(request, first)) return first;
    const fresh = await this.#credentials.find(request.url, this.#refusedAnswer(request, first), signal);
    const second = await this.#follow(request, 2, fresh, signal);
    return { ...second, exchanges: [...first.exchanges, ...second.exchanges] };
  }

  #refuseGoauth(request: HttpRequest, message: string): Failed {
    const hop: Hop = { request, url: request.url, from: null, attempt: 1, exchanges: [], credentials: null };
    return this.#notSent(hop, { kind: 'goauth', message });
  }

  /** What a GOAUTH program is told about the answer; secrets of our own that it repeats are left out. */
  #refusedAnswer(request: HttpRequest, result: HttpResult): RefusedAnswer {
    const record = result.exchange === null ? null : this.#options.trace.exchange(result.exchange);
    const headers = record?.responseHeaders.map(({ name, value }) => [name, value] as const) ?? [];
    const statusLine = result.kind === 'response' ? result.statusLine : '';
    const protocol = record?.httpVersion === '2' ? 'HTTP/2.0' : `HTTP/${record?.httpVersion ?? '1.1'}`;
    return { url: request.url, protocol, statusLine, headers };
  }

  /** cmd/go/internal/web since 1.24: a 4xx over https is asked again, with whatever credentials GOAUTH then gives. */
  #isRepeated(request: HttpRequest, result: HttpResult): boolean {
    const { passive, environment } = this.#options;
    if (passive || !/^https:/i.test(request.url) || result.kind !== 'response') return false;
    const minor = Number(/^1\.(\d+)/.exec(environment.release)?.[1] ?? 99);
    return minor >= 24 && result.status >= 400 && result.status < 500;
  }

  /** One request with its redirects. */
  async #follow(
    request: HttpRequest,
    attempt: number,
    stored: Stored | null,
    signal: AbortSignal,
  ): Promise<HttpResult> {
    const exchanges: string[] = [];
    let url = request.url;
    let from: string | null = null;
    let credentials = stored;
    for (;;) {
      credentials = keptOnRedirect(credentials, request.url, url);
      const hop = await this.#hop({ request, url, from, attempt, exchanges, credentials }, signal);
      if (hop.kind === 'done') return hop.result;
      from = url;
      url = hop.url;
    }
  }

  async #hop(
    hop: Hop,
    signal: AbortSignal,
  ): Promise<{ kind: 'done'; result: HttpResult } | { kind: 'next'; url: string }> {
    const done = (result: HttpResult): { kind: 'done'; result: HttpResult } => ({ kind: 'done', result });
    const target = parseHttpUrl(hop.url);
    const refusal = this.#refusal(hop, target);
    if (refusal !== null || target === null) return done(this.#notSent(hop, refusal ?? unusable(hop.url)));
    const { record, outcome } = await this.#send(hop, target, signal);
    if (outcome.kind === 'failed') return done(this.#failed(hop, record, outcome.failure, outcome.phase));
    const location = valueOfHeader(outcome, 'location');
    if (isRedirect(outcome.head.status) && location !== null && location !== '')
      return this.#redirected(hop, record, location);
    const { failure } = outcome.body;
    if (failure !== null && isBodyNeeded(outcome.head.status, failure))
      return done(this.#failedBody(hop, record, failure));
    return done(this.#response(hop, record, outcome));
  }

  /** What stands in the way before anything is resolved or sent. */
  #refusal({ request, url, from }: Hop, target: HttpUrl | null): NetFailure | null {
    if (target === null) return unusable(url);
    const verdict = this.#options.guard.check(request.audience, url, from);
    if (verdict.kind === 'refused') return { kind: 'guarded', why: verdict.why };
    if (from === null && target.scheme === 'http' && target.userinfo !== null) {
      return { kind: 'credentialsOverHttp', url: this.#redactor.url(url) };
    }
    const proxy = forwardProxyFor(this.#options.environment, url);
    return proxy.kind === 'refused' ? cgiRefusal(proxy.message) : null;
  }

  #redirected(
    hop: Hop,
    record: ExchangeReport,
    location: string,
  ): { kind: 'done'; result: HttpResult } | { kind: 'next'; url: string } {
    this.#redactor.learnUrl(location);
    const resolved = resolveLocation(hop.url, location);
    const target = resolved.kind === 'ok' ? resolved.url : location;
    record.redirectedTo = this.#redactor.url(target);
    const fail = (reason: (NetFailure & { kind: 'redirect' })['reason'], goUrl: string) => {
      const failure: NetFailure = {
        kind: 'redirect',
        reason,
        from: this.#redactor.url(hop.url),
        to: this.#redactor.url(target),
      };
      this.#options.trace.setFailure(record.id, failure);
      record.error = failure.kind;
      return { kind: 'done' as const, result: this.#failure(hop, record.id, failure, goUrl) };
    };
    if (resolved.kind === 'badLocation') return fail('badLocation', this.#redactor.urlAsNetHttp(hop.url));
    const shownLocation = this.#redactor.urlAsNetHttp(location);
    const isDowngrade = /^https:/i.test(hop.request.url) && !/^https:/i.test(target);
    if (isDowngrade && hop.request.isInsecure !== true) return fail('insecure', shownLocation);
    if (hop.exchanges.length >= maxRequests) return fail('tooMany', shownLocation);
    if (!/^https?:/i.test(target)) return fail('unsupportedScheme', this.#redactor.urlAsNetHttp(target));
    return { kind: 'next', url: target };
  }

  /** net/http sends again when a connection that was used before turns out to be dead and no byte of an answer came. */
  async #send(
    hop: Hop,
    target: HttpUrl,
    signal: AbortSignal,
  ): Promise<{ record: ExchangeReport; outcome: WireOutcome }> {
    const wire = await this.#wireFor(hop);
    for (let resent = 0; ; resent++) {
      const headers = this.#requestHeaders(hop, target);
      const record = this.#addRecord(hop, headers, hop.attempt + resent);
      const { maxBodyBytes, gosMaxBodyBytes, sink } = hop.request;
      const wireRequest = { target, headers, record, maxBodyBytes, gosMaxBodyBytes, sink: sink ?? null };
      const outcome = await wire.exchange(wireRequest, signal);
      if (isOnlyOurRefusal(outcome) && !wire.isProxied(target)) {
        this.#fail(record, outcome.failure, outcome.phase);
        const again = this.#addRecord(hop, headers, hop.attempt + resent + 1);
        const plain = await wire.exchangePlainly({ ...wireRequest, record: again }, outcome, signal);
        hop.exchanges.push(again.id);
        this.#note(again, plain);
        return { record: again, outcome: plain };
      }
      if (resent >= 3 || outcome.kind !== 'failed' || !isWorthResending(outcome, signal)) {
        hop.exchanges.push(record.id);
        this.#note(record, outcome);
        return { record, outcome };
      }
      this.#fail(record, outcome.failure, outcome.phase);
    }
  }

  #wireFor({ request, url }: Hop): Promise<Wire> {
    if (isTrusting(request, url)) {
      this.#trustingWire ??= this.#open(true);
      return this.#trustingWire;
    }
    this.#wire ??= this.#open(false);
    return this.#wire;
  }

  async #open(trustsAnybody: boolean): Promise<Wire> {
    const { Wire } = await import('./wire.ts');
    const { ports, trace, environment } = this.#options;
    return new Wire({
      ports,
      trace,
      environment,
      limits: this.#limits,
      trustsAnybody,
      userAgent: this.#userAgent(),
      clean: (text) => this.#redactor.text(text),
    });
  }

  #userAgent(): string {
    return `gomod-doctor/${this.#options.toolVersion}`;
  }

  #requestHeaders({ request, url, from, credentials: stored }: Hop, target: HttpUrl): [string, string][] {
    const referer = from === null ? null : refererOf(from, url);
    const added = stored?.headers ?? [];
    const hasLogin = added.some(([name]) => name.toLowerCase() === 'authorization');
    const credentials = hasLogin ? null : basicCredentials(target);
    if (credentials !== null) this.#redactor.learnUrl(url);
    const headers: [string, string][] = [
      ['Host', target.hostPort],
      ['User-Agent', this.#userAgent()],
      ...Object.entries(request.extraHeaders ?? {}),
    ];
    for (const [name, value] of added) headers.push([name, value]);
    if (credentials !== null) headers.push(['Authorization', credentials]);
    if (referer !== null) headers.push(['Referer', referer]);
    headers.push(['Accept-Encoding', 'gzip']);
    return headers;
  }

  #addRecord({ request, url, credentials }: Hop, headers: [string, string][], attempt: number): ExchangeReport {
    return this.#options.trace.addExchange({
      ...emptyExchange,
      step: request.step,
      purpose: request.purpose,
      attempt,
      url: this.#redactor.url(url),
      startedMs: this.#options.trace.nowMs(),
      requestHeaders: this.#redactor.headers(headers),
      ...(credentials === null ? urlSource(url, this.#redactor) : { credentials: this.#shownSource(credentials) }),
      responseHeaders: [],
    });
  }

  #shownSource({ source }: Stored): CredentialSource {
    return { kind: source.kind, prefix: this.#redactor.text(source.prefix), from: this.#redactor.text(source.from) };
  }

  #note(record: ExchangeReport, outcome: WireOutcome): void {
    if (outcome.kind === 'failed') return;
    const { head, body } = outcome;
    record.status = head.status;
    const contentType = valueOfHeader(outcome, 'content-type');
    record.contentType = contentType === null ? null : this.#redactor.text(contentType);
    record.responseHeaders = this.#redactor.headers(head.headers);
    const excerpt = excerptOf(body.head, body.sizeBytes, this.#redactor);
    record.excerpt = excerpt.text;
    record.excerptTruncated = excerpt.isTruncated;
  }

  #fail(record: ExchangeReport, failure: NetFailure, phase: NetPhase): void {
    const { trace } = this.#options;
    record.error = failure.kind;
    record.failedPhase = phase;
    trace.setFailure(record.id, failure);
    if (failure.kind !== 'timeout' || (failure.gosMs !== null && failure.oursMs >= failure.gosMs)) return;
    trace.addLimit({ phase: failure.phase, oursMs: failure.oursMs, gosMs: failure.gosMs, host: failure.host });
  }

  #failed(hop: Hop, record: ExchangeReport, failure: NetFailure, phase: NetPhase): Failed {
    const clean = this.#cleanFailure(failure);
    this.#fail(record, clean, phase);
    return this.#failure(hop, record.id, clean, this.#redactor.urlAsNetHttp(hop.url));
  }

  /** While a body is read, cmd/go itself names the URL that it asked for first. */
  #failedBody(hop: Hop, record: ExchangeReport, failure: NetFailure): Failed {
    const clean = this.#cleanFailure(failure);
    this.#fail(record, clean, 'body');
    return { ...this.#failure(hop, record.id, clean, this.#redactor.url(hop.request.url)), during: 'read' };
  }

  #notSent(hop: Hop, failure: NetFailure): Failed {
    return this.#failure(hop, null, failure, this.#redactor.urlAsNetHttp(hop.url));
  }

  #failure(hop: Hop, exchange: string | null, failure: NetFailure, goUrl: string): Failed {
    return { kind: 'failed', exchange, exchanges: [...hop.exchanges], goUrl, during: 'get', failure };
  }

  /** What the other side sent may hold what it was sent. */
  #cleanFailure(failure: NetFailure): NetFailure {
    if (failure.kind === 'malformed') {
      const words = failure.goWords === undefined ? {} : { goWords: this.#redactor.text(failure.goWords) };
      return { ...failure, ...words, firstBytes: this.#redactor.text(failure.firstBytes).slice(0, shownBytes) };
    }
    if (failure.kind === 'local') return { ...failure, message: this.#redactor.text(failure.message) };
    return failure;
  }

  #response(hop: Hop, record: ExchangeReport, outcome: WireOutcome & { kind: 'answer' }): HttpResult {
    const { head, body } = outcome;
    const shown: Header[] = record.responseHeaders;
    return {
      kind: 'response',
      exchange: record.id,
      exchanges: [...hop.exchanges],
      url: this.#redactor.url(hop.request.url),
      status: head.status,
      statusLine: this.#redactor.text(outcome.statusLine),
      contentType: record.contentType,
      header: (name) => shown.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value ?? null,
      body: head.status === 200 ? body.bytes : scrubBody(body.bytes, this.#redactor),
      bodyBytes: body.sizeBytes,
    };
  }
}

interface Hop {
  request: HttpRequest;
  url: string;
  /** The URL whose answer led here. */
  from: string | null;
  attempt: number;
  /** Ids so far, in order. */
  exchanges: string[];
  /** What GOAUTH gives for this request. */
  credentials: Stored | null;
}

/** Of an error page cmd/go shows what came of it, and does not mind how it ends. */
function isBodyNeeded(status: number, failure: NetFailure): boolean {
  return status === 200 || failure.kind === 'timeout' || failure.kind === 'aborted';
}

function cgiRefusal(message: string): NetFailure {
  const nowhere = { url: '', setting: 'HTTP_PROXY', host: '', port: 0, status: null, realm: null, cause: null };
  return { kind: 'forwardProxy', reason: 'cgi', ...nowhere, goWords: message, exact: true };
}

function unusable(url: string): NetFailure {
  return { kind: 'local', reason: 'other', message: `not an http or https URL: ${url.split(':', 1)[0] ?? ''}` };
}

function isTrusting(request: HttpRequest, url: string): boolean {
  return request.isInsecure === true && /^https:/i.test(url);
}

/** undici did not take the head, and Go may: the bytes decide, read by Go's rules. */
function isOnlyOurRefusal(outcome: WireOutcome): outcome is WireOutcome & { kind: 'failed' } {
  if (outcome.kind !== 'failed' || outcome.failure.kind !== 'malformed') return false;
  return outcome.failure.goAgrees === 'likely' && outcome.failure.what !== 'encoding';
}

/** Also after an abort that belonged to another request for the same connection. */
function isWorthResending(outcome: WireOutcome & { kind: 'failed' }, signal: AbortSignal): boolean {
  const { failure } = outcome;
  if (signal.aborted) return false;
  if (failure.kind === 'aborted') return true;
  return outcome.onReusedConnection && failure.kind === 'closed' && failure.phase === 'wait' && !failure.receivedBytes;
}

function valueOfHeader(outcome: WireOutcome & { kind: 'answer' }, name: string): string | null {
  return outcome.head.headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? null;
}
