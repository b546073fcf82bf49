/** The real outside for the engine: this machine's files, programs, clock, name resolution and network. */
import type { Clock, Dialer, Log, Ports, Resolver } from '../../engine/ports.ts';
import { createNodeCommands, offlineCommands } from './nodeCommands.ts';
import { createNodeDialer } from './nodeDialer.ts';
import { createNodeFiles } from './nodeFiles.ts';
import { createNodeHost } from './nodeHost.ts';
import { createNodeResolver } from './nodeResolver.ts';

/** With `offline` there is no socket, no name resolution and no process: each of these ports refuses. */
export function createNodePorts({ offline }: { offline: boolean }): Ports {
  const host = createNodeHost();
  return {
    host,
    files: createNodeFiles(),
    commands: offline ? offlineCommands : createNodeCommands(),
    clock: createNodeClock(),
    resolver: offline ? offlineResolver : createNodeResolver(),
    dialer: offline ? offlineDialer : createNodeDialer(),
    log: host.env['GOMOD_DOCTOR_DEBUG'] === '1' ? stderrLog : silentLog,
  };
}

export function createNodeClock(): Clock {
  return {
    nowMs: () => performance.now(),
    wallTime: () => new Date(),
    after: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
  };
}

const offlineResolver: Resolver = { resolve: async () => ({ kind: 'refused' }) };
const offlineDialer: Dialer = { dial: async () => ({ kind: 'refused' }) };

const silentLog: Log = { info: () => {}, warn: () => {} };
const stderrLog: Log = {
  info: (message) => void process.stderr.write(`info: ${message}\n`),
  warn: (message) => void process.stderr.write(`warning: ${message}\n`),
};
