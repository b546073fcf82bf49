/**
 * The record of one run: connections, exchanges and processes in the order in which they began, each with an id that
 * findings use as evidence. Whoever makes a record fills it in place; everything is redacted before it comes here.
 */
import type { ConnectionReport, ExchangeReport, Limit, ProcessReport } from '../../protocol/report.ts';
import type { Clock } from '../ports.ts';
import type { NetFailure } from './netFailure.ts';

export interface Trace {
  readonly connections: readonly ConnectionReport[];
  readonly exchanges: readonly ExchangeReport[];
  readonly processes: readonly ProcessReport[];
  readonly limits: readonly Limit[];
  /** Milliseconds since the run began. */
  nowMs(): number;
  /** A fresh step id, such as `7`. */
  nextStepId(): string;
  addConnection(record: Omit<ConnectionReport, 'id'>): ConnectionReport;
  addExchange(record: Omit<ExchangeReport, 'id'>): ExchangeReport;
  addProcess(record: Omit<ProcessReport, 'id'>): ProcessReport;
  addLimit(limit: Limit): void;
  setFailure(exchange: string, failure: NetFailure): void;
  /** The typed failure of an exchange, or null where an answer came. */
  failureOf(exchange: string): NetFailure | null;
  exchange(id: string): ExchangeReport | null;
  connection(id: string): ConnectionReport | null;
}

/** Makes the record of one run; times count from now. */
export function createTrace(clock: Clock): Trace {
  const startMs = clock.nowMs();
  const connections: ConnectionReport[] = [];
  const exchanges: ExchangeReport[] = [];
  const processes: ProcessReport[] = [];
  const limits: Limit[] = [];
  const failures = new Map<string, NetFailure>();
  let steps = 0;
  const add = <T>(list: (T & { id: string })[], record: T): T & { id: string } => {
    const entry = Object.assign({ id: String(list.length + 1) }, record);
    list.push(entry);
    return entry;
  };
  return {
    connections,
    exchanges,
    processes,
    limits,
    nowMs: () => clock.nowMs() - startMs,
    nextStepId: () => String(++steps),
    addConnection: (record) => add(connections, record),
    addExchange: (record) => add(exchanges, record),
    addProcess: (record) => add(processes, record),
    addLimit: (limit) => {
      limits.push(limit);
    },
    setFailure: (exchange, failure) => {
      failures.set(exchange, failure);
    },
    failureOf: (exchange) => failures.get(exchange) ?? null,
    exchange: (id) => exchanges[Number(id) - 1] ?? null,
    connection: (id) => connections[Number(id) - 1] ?? null,
  };
}
