/**
 * The rows of the waterfall: when each phase of a request began and how long it took, in milliseconds of the run.
 *
 * The phases of a connection belong to the request that opened it. A request that found it open has none of them, and a
 * phase that was not measured is absent, never 0.
 */
import type { PhaseName } from '../protocol/panelStrings.ts';
import type { ConnectionReport, ExchangeReport, ModuleReport, ProcessReport, Report } from '../protocol/report.ts';

export interface Bar {
  phase: PhaseName;
  startMs: number;
  ms: number;
  /** The phase ended in failure. */
  failed: boolean;
}

export type Row = {
  /** Unique in the report: `exchange:3`, `process:1`, as evidence names them. */
  id: string;
  startMs: number;
  bars: Bar[];
  /** Sum of what was measured, or null. */
  totalMs: number | null;
} & (
  | { kind: 'exchange'; exchange: ExchangeReport; connection: ConnectionReport | null; reused: boolean }
  | { kind: 'process'; process: ProcessReport }
);

/** Everything this module's steps asked, in the order in which it began. */
export function rowsOf(report: Report, module: ModuleReport): Row[] {
  const exchangeIds = new Set(module.steps.flatMap((step) => step.exchanges));
  const processIds = new Set(module.steps.flatMap((step) => step.processes));
  const rows = [
    ...report.exchanges.filter(({ id }) => exchangeIds.has(id)).map((exchange) => exchangeRow(report, exchange)),
    ...report.processes.filter(({ id }) => processIds.has(id)).map(processRow),
  ];
  return rows.sort((a, b) => a.startMs - b.startMs);
}

function exchangeRow(report: Report, exchange: ExchangeReport): Row {
  const connection = report.connections.find(({ id }) => id === exchange.connection) ?? null;
  const opener = report.exchanges.find((one) => one.connection === exchange.connection);
  const isOpener = connection !== null && opener === exchange;
  const bars = barsOf(exchange, isOpener ? connection : null);
  return {
    id: `exchange:${exchange.id}`,
    kind: 'exchange',
    exchange,
    connection,
    reused: connection !== null && connection.error === null && !isOpener,
    startMs: exchange.startedMs,
    bars,
    totalMs: total(bars),
  };
}

function processRow(process: ProcessReport): Row {
  const { startedMs, ms, exit } = process;
  const bars: Bar[] = ms === null ? [] : [{ phase: 'wait', startMs: startedMs, ms, failed: exit !== 0 }];
  return { id: `process:${process.id}`, kind: 'process', process, startMs: startedMs, bars, totalMs: ms };
}

function barsOf(exchange: ExchangeReport, opened: ConnectionReport | null): Bar[] {
  const bars: Bar[] = [];
  let at = exchange.startedMs;
  const add = (phase: PhaseName, ms: number | null, notBefore = at, failed = exchange.failedPhase === phase) => {
    if (ms === null) return;
    const startMs = Math.max(at, notBefore);
    bars.push({ phase, startMs, ms, failed });
    at = startMs + ms;
  };
  if (exchange.queuedMs !== null && exchange.queuedMs >= 1) add('queued', exchange.queuedMs);
  if (opened !== null) addConnection(add, opened);
  add('send', exchange.sendMs);
  add('wait', exchange.waitMs);
  add('body', exchange.bodyMs);
  const { failedPhase } = exchange;
  if (failedPhase !== null && !bars.some(({ phase }) => phase === failedPhase)) add(failedPhase, 0, at, true);
  return bars;
}

type Add = (phase: PhaseName, ms: number | null, notBefore?: number, failed?: boolean) => void;

function addConnection(add: Add, connection: ConnectionReport): void {
  add('dns', connection.dnsMs, connection.startedMs);
  const attempts = connection.addresses.filter(({ ms }) => ms !== null);
  const firstMs = Math.min(...attempts.map(({ startedMs }) => startedMs));
  const notBefore = attempts.length === 0 ? undefined : firstMs;
  if (connection.tcpMs !== null) add('connect', connection.tcpMs, notBefore);
  else if (attempts.length > 0) {
    const lastMs = Math.max(...attempts.map(({ startedMs, ms }) => startedMs + (ms ?? 0)));
    add('connect', lastMs - firstMs, firstMs, true);
  }
  add('proxy', connection.proxyMs);
  add('tls', connection.tlsMs);
}

function total(bars: readonly Bar[]): number | null {
  const measured = bars.filter(({ ms, failed }) => ms > 0 || !failed);
  return measured.length === 0 ? null : measured.reduce((sum, { ms }) => sum + ms, 0);
}

export interface Scale {
  startMs: number;
  /** Never 0. */
  spanMs: number;
  /** Milliseconds from the start, at round numbers. */
  ticks: number[];
}

/** One scale for all rows, from the first start to the last end. */
export function scaleOf(rows: readonly Row[]): Scale {
  const startMs = Math.min(...rows.map((row) => row.startMs));
  const endMs = Math.max(...rows.flatMap((row) => [row.startMs, ...row.bars.map((bar) => bar.startMs + bar.ms)]));
  const spanMs = Math.max(1, Number.isFinite(endMs - startMs) ? endMs - startMs : 1);
  const step = roundStep(spanMs / 3);
  const ticks = Array.from({ length: Math.floor(spanMs / step) + 1 }, (_, at) => at * step);
  return { startMs: Number.isFinite(startMs) ? startMs : 0, spanMs, ticks };
}

/** 1, 2 or 5 times a power of ten, not below `least`. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5].map((factor) => factor * power).find((step) => step >= least) ?? 10 * power;
}
