/** The real outside for the engine: this machine's files, programs, clock, name resolution and network. */
import type { Clock, Commands, Dialer, Log, Ports, Resolver } from '../../engine/ports.ts';
import { createNodeFiles } from './nodeFiles.ts';
import { createNodeHost } from './nodeHost.ts';
import { createNodeOwnCache } from './nodeOwnCache.ts';
import { createNodeRemoval } from './nodeRemoval.ts';

/** With `offline` there is no socket, no name resolution and no process: each of these ports refuses. */
export function createNodePorts({ offline }: { offline: boolean }): Ports {
  const host = createNodeHost();
  const ownCache = createNodeOwnCache(host);
  return {
    host,
    files: createNodeFiles(),
    commands: offline ? offlineCommands : nodeCommands,
    clock: createNodeClock(),
    resolver: offline ? offlineResolver : nodeResolver,
    dialer: offline ? offlineDialer : nodeDialer,
    log: host.env['GOMOD_DOCTOR_DEBUG'] === '1' ? stderrLog : silentLog,
    ...(ownCache && { ownCache }),
    removal: createNodeRemoval(host.platform),
  };
}

export function createNodeClock(): Clock {
  return {
    // The same clock as performance.now(), without loading node:perf_hooks.
    nowMs: () => Number(process.hrtime.bigint()) / 1e6,
    wallTime: () => new Date(),
    after: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
  };
}

// Node's modules for these take longer to load than reading all settings takes: they come with the first use.
const nodeCommands: Commands = {
  run: async (request, signal) => (await import('./nodeCommands.ts')).createNodeCommands().run(request, signal),
};
const nodeResolver: Resolver = {
  resolve: async (host, signal) => (await import('./nodeResolver.ts')).createNodeResolver().resolve(host, signal),
};
const nodeDialer: Dialer = {
  dial: async (address, port, timeoutMs, signal) =>
    (await import('./nodeDialer.ts')).createNodeDialer().dial(address, port, timeoutMs, signal),
};

/** Commands that are never started: for an engine that may not touch the outside. */
const offlineCommands: Commands = { run: async () => ({ kind: 'refused', why: 'offline' }) };
const offlineResolver: Resolver = { resolve: async () => ({ kind: 'refused' }) };
const offlineDialer: Dialer = { dial: async () => ({ kind: 'refused' }) };

const silentLog: Log = { info: () => {}, warn: () => {} };
const stderrLog: Log = {
  info: (message) => void process.stderr.write(`info: ${message}\n`),
  warn: (message) => void process.stderr.write(`warning: ${message}\n`),
};
