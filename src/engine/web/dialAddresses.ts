/**
 * Tries the addresses of a host as Go's net package does (net/dial.go): the family of the first address one after
 * another; after 300 ms, or as soon as all of them have failed, the other family alongside. The time that is left is
 * shared out among the addresses that are left. Every attempt is recorded.
 */
import type { Socket } from 'node:net';
import type { AddressAttempt, ConnectionReport } from '../../protocol/report.ts';
import type { Ports, ResolvedAddress } from '../ports.ts';
import type { DialFailure } from './netFailure.ts';
import type { Trace } from './trace.ts';

export interface DialQuestion {
  ports: Ports;
  trace: Trace;
  record: ConnectionReport;
  addresses: readonly ResolvedAddress[];
  port: number;
  /** By the clock port. */
  deadlineMs: number;
}

export type DialOutcome =
  | { kind: 'ok'; socket: Socket; address: string }
  /** In the order in which go ranks them: its message names the first. */
  | { kind: 'failed'; attempts: DialFailure[] }
  | { kind: 'offline' };

const fallbackDelayMs = 300;

export async function dialAddresses(question: DialQuestion, signal: AbortSignal): Promise<DialOutcome> {
  const family = question.addresses[0]?.family;
  const primaries = question.addresses.filter((address) => address.family === family);
  const fallbacks = question.addresses.filter((address) => address.family !== family);
  if (fallbacks.length === 0) return await dialSerial(question, primaries, signal);
  const stop = new AbortController();
  const racing = AbortSignal.any([signal, stop.signal]);
  const first = dialSerial(question, primaries, racing);
  const second = afterDelayOrFailure(question.ports, first).then(() => dialSerial(question, fallbacks, racing));
  try {
    return await firstSuccess(first, second);
  } finally {
    stop.abort();
    for (const lane of [first, second]) void lane.then(closeUnlessChosen(question.record), () => {});
  }
}

/** A connection that came too late is closed. */
function closeUnlessChosen(record: ConnectionReport): (outcome: DialOutcome) => void {
  return (outcome) => {
    if (outcome.kind === 'ok' && outcome.address !== record.chosen) outcome.socket.destroy();
  };
}

function afterDelayOrFailure(ports: Ports, first: Promise<DialOutcome>): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = ports.clock.after(fallbackDelayMs, resolve);
    first.then((outcome) => {
      cancel();
      // After a success the fallback must not begin; it stays pending and nobody waits for it.
      if (outcome.kind !== 'ok') resolve();
    }, reject);
  });
}

function firstSuccess(first: Promise<DialOutcome>, second: Promise<DialOutcome>): Promise<DialOutcome> {
  return new Promise((resolve, reject) => {
    const lanes = [first, second];
    for (const lane of lanes) {
      lane.then((outcome) => {
        if (outcome.kind !== 'failed') resolve(outcome);
        else void Promise.all(lanes).then((outcomes) => resolve(joinFailures(outcomes)), reject);
      }, reject);
    }
  });
}

function joinFailures(outcomes: readonly DialOutcome[]): DialOutcome {
  const success = outcomes.find((outcome) => outcome.kind !== 'failed');
  return success ?? { kind: 'failed', attempts: outcomes.flatMap((o) => (o.kind === 'failed' ? o.attempts : [])) };
}

async function dialSerial(
  question: DialQuestion,
  addresses: readonly ResolvedAddress[],
  signal: AbortSignal,
): Promise<DialOutcome> {
  const attempts: DialFailure[] = [];
  for (const [index, address] of addresses.entries()) {
    const timeoutMs = shareOfTime(question.deadlineMs - question.ports.clock.nowMs(), addresses.length - index);
    if (timeoutMs <= 0) break;
    const outcome = await dialOne(question, address, timeoutMs, signal);
    if (outcome.kind !== 'failed') return outcome;
    attempts.push(...outcome.attempts);
  }
  return { kind: 'failed', attempts };
}

/** At least two seconds for each address, at the cost of the last ones. */
function shareOfTime(remainingMs: number, addressesLeft: number): number {
  return Math.min(remainingMs, Math.max(remainingMs / addressesLeft, 2000));
}

async function dialOne(
  { ports, trace, record, port }: DialQuestion,
  address: ResolvedAddress,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<DialOutcome> {
  const attempt: AddressAttempt = { ...address, startedMs: trace.nowMs(), ms: null, error: null };
  record.addresses.push(attempt);
  try {
    const result = await ports.dialer.dial(address, port, timeoutMs, signal);
    if (result.kind === 'refused') return { kind: 'offline' };
    attempt.ms = trace.nowMs() - attempt.startedMs;
    if (result.kind === 'ok') {
      record.chosen ??= address.address;
      return { kind: 'ok', socket: result.socket, address: address.address };
    }
    attempt.error = result.reason;
    return { kind: 'failed', attempts: [{ ...address, reason: result.reason, detail: result.detail }] };
  } catch (error) {
    attempt.error = 'abandoned';
    throw error;
  }
}
