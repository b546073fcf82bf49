/** The numbers of one step that asked somebody, for the terminal and for Markdown. */
import type { ConnectionReport, ExchangeReport, Report, Step } from '../protocol/report.ts';

export interface Phase {
  name: 'queued' | 'dns' | 'connect' | 'proxy' | 'tls' | 'wait' | 'body';
  ms: number;
}

export interface RequestFacts {
  host: string;
  /** HTTP status, or null where no answer came. */
  status: number | null;
  failedPhase: ExchangeReport['failedPhase'];
  /** Phases that happened, in order; those of the connection only for the request that opened it. */
  phases: Phase[];
  /** Id of the connection where an earlier request had opened it. */
  reused: string | null;
  totalMs: number | null;
}

/** One entry for each hop of the step. */
export function requestFacts(report: Report, step: Step): RequestFacts[] {
  return step.exchanges.flatMap((id) => {
    const exchange = report.exchanges.find((one) => one.id === id);
    return exchange === undefined ? [] : [factsOf(report, exchange)];
  });
}

function factsOf(report: Report, exchange: ExchangeReport): RequestFacts {
  const connection = report.connections.find((one) => one.id === exchange.connection) ?? null;
  const opener = report.exchanges.find((one) => one.connection !== null && one.connection === exchange.connection);
  const isOpener = opener === exchange;
  const phases = [
    ...(connection !== null && isOpener ? connectionPhases(connection) : []),
    ...exchangePhases(exchange),
  ];
  // While a request waits in the queue its connection is opened: that time is told by the connection's phases.
  const queuedMs = isOpener ? null : exchange.queuedMs;
  if (queuedMs !== null && queuedMs >= 1) phases.unshift({ name: 'queued', ms: queuedMs });
  return {
    host: hostOf(exchange.url),
    status: exchange.status,
    failedPhase: exchange.failedPhase,
    phases,
    reused: connection !== null && !isOpener ? connection.id : null,
    totalMs: phases.length === 0 ? null : phases.reduce((sum, { ms }) => sum + ms, 0),
  };
}

function connectionPhases(connection: ConnectionReport): Phase[] {
  return present([
    ['dns', connection.dnsMs],
    ['connect', connection.tcpMs],
    ['proxy', connection.proxyMs],
    ['tls', connection.tlsMs],
  ]);
}

function exchangePhases(exchange: ExchangeReport): Phase[] {
  return present([
    ['wait', exchange.waitMs],
    ['body', exchange.bodyMs],
  ]);
}

/** An absent phase is absent, never 0. */
function present(phases: readonly (readonly [Phase['name'], number | null])[]): Phase[] {
  return phases.flatMap(([name, ms]) => (ms === null ? [] : [{ name, ms }]));
}

/** Host and port of a URL, or the text itself. */
export function hostOf(url: string): string {
  return URL.parse(url)?.host || url;
}

/** Whole milliseconds, or one decimal place below ten. */
export function roundMs(ms: number): string {
  return ms < 9.95 ? ms.toFixed(1).replace(/\.0$/, '') : String(Math.round(ms));
}
