/** TCP connections of this machine: one attempt to one literal address, without Node's own race between families. */
import { connect, type Socket } from 'node:net';
import type { Dialer, DialResult } from '../../engine/ports.ts';

export function createNodeDialer(): Dialer {
  return {
    dial: ({ address, family }, port, timeoutMs, signal) => {
      signal.throwIfAborted();
      const socket = connect({ host: address, port, family, autoSelectFamily: false, noDelay: true, keepAlive: true });
      return settle(socket, timeoutMs, signal);
    },
  };
}

function settle(socket: Socket, timeoutMs: number, signal: AbortSignal): Promise<DialResult> {
  return new Promise((resolve, reject) => {
    const finish = (): void => {
      clearTimeout(deadline);
      signal.removeEventListener('abort', onAbort);
      socket.off('connect', onConnect);
    };
    const give = (result: DialResult): void => {
      finish();
      resolve(result);
    };
    const onAbort = (): void => {
      finish();
      socket.destroy();
      reject(signal.reason);
    };
    const onConnect = (): void => give({ kind: 'ok', socket });
    const deadline = setTimeout(() => {
      socket.destroy();
      give({ kind: 'failed', reason: 'timeout', detail: `no answer within ${timeoutMs} ms` });
    }, timeoutMs);
    signal.addEventListener('abort', onAbort, { once: true });
    socket.on('connect', onConnect);
    // Stays attached: an error between this moment and the owner's first listener must not end the process.
    socket.on('error', (error) => give(dialFailure(error)));
  });
}

type DialReason = (DialResult & { kind: 'failed' })['reason'];

const reasons: Readonly<Record<string, DialReason>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  ECONNRESET: 'reset',
  ENETUNREACH: 'networkUnreachable',
  ENETDOWN: 'networkUnreachable',
  EHOSTUNREACH: 'hostUnreachable',
  EACCES: 'permission',
  EPERM: 'permission',
};

/** The words of the system where they are not in `reasons`. */
const words: Readonly<Record<string, string>> = {
  EADDRNOTAVAIL: 'cannot assign requested address',
  EAFNOSUPPORT: 'address family not supported by protocol',
  EINVAL: 'invalid argument',
};

function dialFailure(error: NodeJS.ErrnoException): DialResult & { kind: 'failed' } {
  const code = error.code ?? '';
  return { kind: 'failed', reason: reasons[code] ?? 'other', detail: words[code] ?? (code || error.message) };
}
