/** A transport on real sockets of loopback, with names and limits that a test chooses. */
import type { AddressInfo, Server, Socket } from 'node:net';
import { createNodeDialer } from '../../../src/cli/ports/nodeDialer.ts';
import { createNodeClock } from '../../../src/cli/ports/nodePorts.ts';
import type { Environment } from '../../../src/engine/goenv/environment.ts';
import type { Commands, Dialer, Files, Ports, Resolver } from '../../../src/engine/ports.ts';
import { createTransport } from '../../../src/engine/web/createTransport.ts';
import type { Guard } from '../../../src/engine/web/guard.ts';
import { activeLimits, type Limits } from '../../../src/engine/web/limits.ts';
import { createTrace, type Trace } from '../../../src/engine/web/trace.ts';
import type { HttpRequest, HttpResult, Transport } from '../../../src/engine/web/transport.ts';

export interface WorldOptions {
  env?: Record<string, string>;
  release?: string;
  passive?: boolean;
  limits?: Partial<Limits>;
  guard?: Guard;
  resolver?: Resolver;
  dialer?: Dialer;
  /** Text of the bundle that SSL_CERT_FILE names. */
  trusted?: string;
  commands?: Commands;
}

export interface World {
  transport: Transport;
  trace: Trace;
  get(url: string, more?: Partial<HttpRequest>): Promise<HttpResult>;
  /** Before the first request. */
  addFile(path: string, text: string): void;
}

const allowAll: Guard = { check: () => ({ kind: 'allowed' }) };

/** Every name is 127.0.0.1. */
export const loopbackResolver: Resolver = {
  resolve: async () => ({ kind: 'ok', addresses: [{ address: '127.0.0.1', family: 4 }], resolver: 'system' }),
};

export function createWorld(options: WorldOptions = {}): World {
  const added = new Map<string, string>();
  const ports = withFiles(fakePorts(options), added);
  const trace = createTrace(ports.clock);
  const transport = createTransport({
    ports,
    trace,
    guard: options.guard ?? allowAll,
    environment: fakeEnvironment({ SSL_CERT_FILE: '/trusted.pem', ...options.env }, options.release),
    passive: options.passive ?? false,
    toolVersion: '0.0.0',
    ...(options.limits && { limits: { ...activeLimits, ...options.limits } }),
  });
  const get = (url: string, more: Partial<HttpRequest> = {}): Promise<HttpResult> =>
    transport.fetch({ ...plainRequest(url), ...more }, new AbortController().signal);
  return { transport, trace, get, addFile: (path, text) => added.set(path, text) };
}

export function plainRequest(url: string): HttpRequest {
  return {
    url,
    purpose: 'info',
    step: '1',
    audience: { kind: 'proxy', modulePath: 'example.com/m', entry: url },
    maxBodyBytes: 1024 * 1024,
    gosMaxBodyBytes: null,
  };
}

export function fakeEnvironment(values: Record<string, string>, release = '1.26.8'): Environment {
  return {
    settings: [],
    value: (name) => values[name] ?? '',
    setting: () => null,
    release,
    compareWithGo: async () => ({ differences: [], problems: [] }),
    problems: [],
  };
}

export function fakePorts(options: WorldOptions = {}): Ports {
  return {
    host: { env: {}, platform: 'linux', arch: 'x64', cwd: '/', place: 'local', nodeVersion: '24.0.0' },
    files: oneFile('/trusted.pem', options.trusted ?? ''),
    commands: options.commands ?? { run: async () => ({ kind: 'notFound' }) },
    clock: createNodeClock(),
    resolver: options.resolver ?? loopbackResolver,
    dialer: options.dialer ?? createNodeDialer(),
    log: { info: () => {}, warn: () => {} },
  };
}

function withFiles(ports: Ports, added: ReadonlyMap<string, string>): Ports {
  const { files } = ports;
  const read: Files['read'] = async (path, options) => {
    const text = added.get(path);
    return text === undefined ? files.read(path, options) : { kind: 'ok', bytes: Buffer.from(text) };
  };
  return { ...ports, files: { ...files, read } };
}

export function oneFile(path: string, text: string): Files {
  const notExist = async () => ({ kind: 'notExist' }) as const;
  return {
    read: async (asked) => (asked === path ? { kind: 'ok', bytes: Buffer.from(text) } : { kind: 'notExist' }),
    stat: notExist,
    list: notExist,
    openRandom: notExist,
    createTemp: notExist,
    realPath: notExist,
  };
}

export interface Listening {
  port: number;
  close(): Promise<void>;
}

/** Starts a server on a free port of loopback; closing it also ends its connections. */
export async function listen(server: Server): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
