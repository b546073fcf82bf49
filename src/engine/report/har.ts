/**
 * The requests of a report as an HTTP Archive 1.2, which browser tools open (http://www.softwareishard.com/blog/har-12-spec/).
 *
 * In an archive a phase that did not happen is -1, times are milliseconds, and `connect` contains `ssl`. A reused
 * connection has neither. What the archive has no field for stands in fields that begin with `_`, as its format allows.
 * A report is redacted when it is recorded, so nothing has to be hidden here.
 */
import type { ConnectionReport, ExchangeReport, Header, Report } from '../../protocol/report.ts';

export interface Har {
  log: {
    version: '1.2';
    creator: { name: string; version: string; comment: string };
    pages: HarPage[];
    entries: HarEntry[];
  };
}

/** One for each module that asked somebody. */
export interface HarPage {
  startedDateTime: string;
  id: string;
  title: string;
  pageTimings: Record<string, never>;
}

export interface HarEntry {
  pageref?: string;
  startedDateTime: string;
  /** The sum of all phases; `ssl` counts as part of `connect`. */
  time: number;
  request: {
    method: string;
    url: string;
    httpVersion: string;
    cookies: never[];
    headers: HarPair[];
    queryString: HarPair[];
    headersSize: -1;
    bodySize: 0;
  };
  response: {
    /** 0 where no answer came. */
    status: number;
    statusText: string;
    httpVersion: string;
    cookies: never[];
    headers: HarPair[];
    content: { size: number; mimeType: string; text?: string; compression?: number; comment?: string };
    redirectURL: string;
    headersSize: -1;
    bodySize: number;
  };
  cache: Record<string, never>;
  timings: HarTimings;
  serverIPAddress?: string;
  connection?: string;
  comment?: string;
  _purpose: string;
  _attempt: number;
  _error?: string;
}

export interface HarTimings {
  blocked: number;
  dns: number;
  connect: number;
  ssl: number;
  send: number;
  wait: number;
  receive: number;
}

interface HarPair {
  name: string;
  value: string;
}

const absent = -1;

export function toHar(report: Report): Har {
  const startMs = Date.parse(report.startedAt);
  const { tool, host } = report;
  const comment = `${host.goVersion ?? `go ${host.simulated}`}, ${host.os}/${host.arch}, ${host.place}`;
  return {
    log: {
      version: '1.2',
      creator: { name: tool.name, version: tool.version, comment },
      pages: pagesOf(report, startMs),
      entries: report.exchanges.map((exchange) => entryOf(report, exchange, startMs)),
    },
  };
}

function pagesOf(report: Report, startMs: number): HarPage[] {
  return report.modules.flatMap((module) => {
    const ids = new Set(module.steps.flatMap((step) => step.exchanges));
    const first = report.exchanges.find(({ id }) => ids.has(id));
    if (first === undefined) return [];
    const version = module.resolvedVersion ?? module.version;
    return [
      {
        startedDateTime: dateAt(startMs, first.startedMs),
        id: module.id,
        title: version === '' ? module.path : `${module.path}@${version}`,
        pageTimings: {},
      },
    ];
  });
}

function entryOf(report: Report, exchange: ExchangeReport, startMs: number): HarEntry {
  const connection = openedBy(report, exchange);
  const timings = timingsOf(exchange, connection);
  const page = report.modules.find(({ steps }) => steps.some((step) => step.exchanges.includes(exchange.id)));
  const address = exchange.remoteAddress?.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  return {
    ...(page && { pageref: page.id }),
    startedDateTime: dateAt(startMs, exchange.startedMs),
    time: totalOf(timings),
    request: requestOf(exchange),
    response: responseOf(exchange),
    cache: {},
    timings,
    ...(address && { serverIPAddress: address }),
    ...(exchange.connection && { connection: exchange.connection }),
    ...(exchange.failedPhase && { comment: `failed: ${exchange.failedPhase}` }),
    _purpose: exchange.purpose,
    _attempt: exchange.attempt,
    ...(exchange.error && { _error: exchange.error }),
  };
}

/** The connection that this exchange had to open; null where it used an open one, or never had one. */
function openedBy(report: Report, exchange: ExchangeReport): ConnectionReport | null {
  if (exchange.connection === null) return null;
  const opener = report.exchanges.find(({ connection }) => connection === exchange.connection);
  return opener === exchange ? (report.connections.find(({ id }) => id === exchange.connection) ?? null) : null;
}

function timingsOf(exchange: ExchangeReport, connection: ConnectionReport | null): HarTimings {
  return {
    blocked: exchange.queuedMs ?? absent,
    dns: connection?.dnsMs ?? absent,
    connect: sumOf([connection?.tcpMs, connection?.proxyMs, connection?.tlsMs]),
    ssl: connection?.tlsMs ?? absent,
    send: exchange.sendMs ?? absent,
    wait: exchange.waitMs ?? absent,
    receive: exchange.bodyMs ?? absent,
  };
}

function totalOf({ ssl, ...phases }: HarTimings): number {
  const total = sumOf(Object.values(phases).map((ms) => (ms === absent ? null : ms)));
  return total === absent ? 0 : total;
}

function sumOf(phases: readonly (number | null | undefined)[]): number {
  const present = phases.filter((ms) => typeof ms === 'number');
  return present.length === 0 ? absent : present.reduce((sum, ms) => sum + ms, 0);
}

function requestOf(exchange: ExchangeReport): HarEntry['request'] {
  return {
    method: exchange.method,
    url: exchange.url,
    httpVersion: versionOf(exchange),
    cookies: [],
    headers: exchange.requestHeaders.map(pairOf),
    queryString: [...(URL.parse(exchange.url)?.searchParams ?? [])].map(([name, value]) => ({ name, value })),
    headersSize: -1,
    bodySize: 0,
  };
}

function responseOf(exchange: ExchangeReport): HarEntry['response'] {
  return {
    status: exchange.status ?? 0,
    statusText: '',
    httpVersion: exchange.status === null ? '' : versionOf(exchange),
    cookies: [],
    headers: exchange.responseHeaders.map(pairOf),
    content: contentOf(exchange),
    redirectURL: exchange.redirectedTo ?? '',
    headersSize: -1,
    bodySize: exchange.transferBytes ?? -1,
  };
}

function contentOf(exchange: ExchangeReport): HarEntry['response']['content'] {
  const { bodyBytes, transferBytes, excerpt } = exchange;
  const saved = bodyBytes !== null && transferBytes !== null ? bodyBytes - transferBytes : 0;
  return {
    size: bodyBytes ?? 0,
    mimeType: exchange.contentType ?? '',
    ...(saved > 0 && { compression: saved }),
    ...(excerpt !== null && { text: excerpt }),
    ...(exchange.excerptTruncated && { comment: 'only the beginning' }),
  };
}

const pairOf = ({ name, value }: Header): HarPair => ({ name, value });

function versionOf(exchange: ExchangeReport): string {
  return exchange.httpVersion === null ? '' : `HTTP/${exchange.httpVersion}`;
}

/** A run that began at no known time is shown at the beginning of time, so that the archive stays valid. */
function dateAt(startMs: number, offsetMs: number): string {
  const date = new Date(startMs + offsetMs);
  return (Number.isNaN(date.getTime()) ? new Date(0) : date).toISOString();
}
