import assert from 'node:assert/strict';
import { Socket } from 'node:net';
import { describe, it } from 'mocha';
import type { DialResult, Ports, ResolvedAddress } from '../../../src/engine/ports.ts';
import { type DialOutcome, dialAddresses } from '../../../src/engine/web/dialAddresses.ts';
import { createTrace } from '../../../src/engine/web/trace.ts';
import { fakePorts } from './fixture.ts';

const six: ResolvedAddress = { address: '2001:db8::1', family: 6 };
const four: ResolvedAddress = { address: '192.0.2.1', family: 4 };
const otherFour: ResolvedAddress = { address: '192.0.2.2', family: 4 };

type Behaviour = 'ok' | 'refused' | 'hangs';

interface Dialled {
  outcome: DialOutcome;
  /** Address, and how its attempt ended. */
  attempts: [string, string | null][];
  timeouts: number[];
}

/** Delays pass at once; an attempt that hangs ends with the signal. */
async function dial(addresses: ResolvedAddress[], behaviour: Record<string, Behaviour>): Promise<Dialled> {
  const timeouts: number[] = [];
  const ports: Ports = {
    ...fakePorts(),
    clock: { nowMs: () => 0, wallTime: () => new Date(), after: (_ms, callback) => afterTurn(callback) },
    dialer: {
      dial: ({ address }, _port, timeoutMs, signal) => {
        timeouts.push(timeoutMs);
        return behave(behaviour[address] ?? 'refused', signal);
      },
    },
  };
  const trace = createTrace(ports.clock);
  const record = trace.addConnection({
    host: 'h',
    port: 443,
    startedMs: 0,
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
  });
  const question = { ports, trace, record, addresses, port: 443, deadlineMs: 30_000 };
  const outcome = await dialAddresses(question, new AbortController().signal);
  await new Promise((resolve) => setImmediate(resolve));
  return { outcome, attempts: record.addresses.map(({ address, error }) => [address, error]), timeouts };
}

function afterTurn(callback: () => void): () => void {
  const turn = setImmediate(callback);
  return () => clearImmediate(turn);
}

function behave(behaviour: Behaviour, signal: AbortSignal): Promise<DialResult> {
  if (behaviour === 'ok') return Promise.resolve({ kind: 'ok', socket: new Socket() });
  if (behaviour === 'refused') return Promise.resolve({ kind: 'failed', reason: 'refused', detail: '' });
  return new Promise((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  );
}

describe('dialling the addresses of a host', () => {
  it('tries the other family when the first one does not answer, and gives the first one up', async () => {
    const { outcome, attempts } = await dial([six, four], { [six.address]: 'hangs', [four.address]: 'ok' });
    assert.equal(outcome.kind === 'ok' && outcome.address, four.address);
    assert.deepEqual(attempts, [
      [six.address, 'abandoned'],
      [four.address, null],
    ]);
  });

  it('tries the other family at once when the first one fails', async () => {
    const { outcome, attempts } = await dial([four, six], { [six.address]: 'ok' });
    assert.equal(outcome.kind === 'ok' && outcome.address, six.address);
    assert.deepEqual(attempts, [
      [four.address, 'refused'],
      [six.address, null],
    ]);
  });

  it('does not try the other family after a success', async () => {
    const { attempts } = await dial([four, six], { [four.address]: 'ok', [six.address]: 'ok' });
    assert.deepEqual(attempts, [[four.address, null]]);
  });

  it('shares the time out among the addresses of a family', async () => {
    const { outcome, timeouts } = await dial([four, otherFour], {});
    assert.deepEqual(timeouts, [15_000, 30_000]);
    assert.deepEqual(outcome.kind === 'failed' && outcome.attempts.map(({ address }) => address), [
      four.address,
      otherFour.address,
    ]);
  });
});
