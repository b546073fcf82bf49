/** A fetch in memory: scripted proxies behind a transport that records, files in a map, settings in a record. */
import { STATUS_CODES } from 'node:http';
import type { Environment } from '../../../src/engine/goenv/environment.ts';
import { openModuleCache } from '../../../src/engine/modcache/moduleCache.ts';
import type { FetchContext } from '../../../src/engine/modfetch/context.ts';
import { fetchModule } from '../../../src/engine/modfetch/fetchModule.ts';
import type { FetchQuestion, ModuleRun } from '../../../src/engine/modfetch/moduleRun.ts';
import type { Project } from '../../../src/engine/modfetch/project.ts';
import { parseGoMod } from '../../../src/engine/modfile/goMod.ts';
import { parseGoSum } from '../../../src/engine/modfile/goSum.ts';
import type { Ports, RandomAccessFile, TempFile } from '../../../src/engine/ports.ts';
import type { NetFailure } from '../../../src/engine/web/netFailure.ts';
import { createTrace } from '../../../src/engine/web/trace.ts';
import type { HttpRequest, HttpResult, Transport } from '../../../src/engine/web/transport.ts';
import type { Setting } from '../../../src/protocol/report.ts';
import { type Proxies, type Reaction, scriptProxies } from './scriptedProxies.ts';

export const module = 'example.com/m';

export interface World {
  /** GOPROXY with proxy names in braces: `{a},{b}|direct`. */
  goproxy: string;
  proxies: Proxies;
  settings?: Readonly<Record<string, string>>;
  files?: ReadonlyMap<string, Uint8Array>;
  project?: Project | null;
  passive?: boolean;
  /** Whether the module cache in /cache counts. */
  usesCache?: boolean;
  platform?: string;
  release?: string;
  operation?: FetchContext['operation'];
  /** What is below each URL of a checksum database, or below `/sumdb/NAME` of a proxy; null for 404. Default: nothing. */
  sumdb?: (url: string) => Uint8Array | { status: number } | null;
}

export interface Fetched {
  run: ModuleRun;
  /** `a v1.0.0.info`, in order. */
  requests: string[];
  sent: HttpRequest[];
}

/** Fetches `example.com/m@v1.0.0`, or what `question` changes of that, through the proxies of a script. */
export async function fetchScripted(
  goproxy: string,
  script: string,
  more: Partial<World> & { question?: Partial<FetchQuestion>; versions?: readonly string[] } = {},
  signal = new AbortController().signal,
): Promise<Fetched> {
  const world: World = { goproxy, proxies: scriptProxies(script, more.versions), ...more };
  const { context, requests, sent } = createContext(world);
  const question: FetchQuestion = {
    path: module,
    version: 'v1.0.0',
    depth: 'zip',
    requirement: null,
    ...more.question,
  };
  return { run: await fetchModule(context, question, signal), requests, sent };
}

export function createContext(world: World): { context: FetchContext; requests: string[]; sent: HttpRequest[] } {
  const ports = memoryPorts(world.files ?? new Map(), world.platform ?? 'linux');
  const requests: string[] = [];
  const sent: HttpRequest[] = [];
  const context: FetchContext = {
    ports,
    environment: fakeEnvironment(world),
    transport: fakeTransport(world, requests, sent),
    trace: createTrace(ports.clock),
    project: world.project ?? null,
    passive: world.passive ?? false,
    cache: world.usesCache === true ? openModuleCache(ports, '/cache') : null,
    operation: world.operation ?? 'download',
  };
  return { context, requests, sent };
}

export function fakeEnvironment(world: Pick<World, 'goproxy' | 'settings' | 'release'>): Environment {
  const values: Readonly<Record<string, string>> = {
    GOSUMDB: 'off',
    GOMODCACHE: '/cache',
    ...world.settings,
    GOPROXY: world.goproxy.replaceAll(/\{(\w+)\}/g, 'http://$1.test/p'),
  };
  const value = (name: string): string => {
    const own = values[name] ?? '';
    return own === '' && /^GONO(PROXY|SUMDB)$/.test(name) ? (values['GOPRIVATE'] ?? '') : own;
  };
  const setting = (name: string): Setting => {
    const origin = values[name] === undefined ? 'default' : 'env';
    return { name, value: value(name), redacted: false, valid: true, origin, from: null, default: '', shadowed: [] };
  };
  return {
    settings: [],
    value,
    setting,
    release: world.release ?? '1.26.8',
    compareWithGo: async () => ({ differences: [], problems: [] }),
    problems: [],
  };
}

function fakeTransport({ proxies, sumdb }: World, requests: string[], sent: HttpRequest[]): Transport {
  return {
    fetch: async (request, signal) => {
      sent.push(request);
      if (request.purpose === 'sumdb') {
        requests.push(request.url);
        const answer = sumdb?.(request.url) ?? { status: 404 };
        const isBody = answer instanceof Uint8Array;
        const body = isBody ? answer : new Uint8Array(0);
        const status = isBody ? 200 : answer.status;
        return respond(request, String(requests.length), { kind: 'answer', status, type: 'text/plain', body });
      }
      if (request.purpose === 'discovery') {
        requests.push(request.url);
        const answer = { kind: 'answer', status: 404, type: 'text/html', body: new Uint8Array(0) } as const;
        return respond(request, String(requests.length), answer);
      }
      const [, name = '', rest = ''] = /^http:\/\/(\w+)\.test\/p\/(.*)$/.exec(request.url) ?? [];
      const [, path = '', tail = ''] = /^(.*?)\/(@v\/.*|@latest)$/.exec(rest) ?? [];
      requests.push(`${name} ${tail.replace('@v/', '')}`);
      const id = String(requests.length);
      if (signal.aborted) return failed(request, id, { kind: 'aborted' });
      return respond(request, id, proxies.react(name, path, tail));
    },
    close: async () => undefined,
  };
}

async function respond(request: HttpRequest, id: string, reaction: Reaction): Promise<HttpResult> {
  if (reaction.kind !== 'answer') return failed(request, id, failureOf(reaction.kind));
  const goesToSink = reaction.status === 200 && request.sink !== undefined;
  if (goesToSink) await request.sink?.write(reaction.body);
  return {
    kind: 'response',
    exchange: id,
    exchanges: [id],
    url: request.url,
    status: reaction.status,
    statusLine: `${reaction.status} ${STATUS_CODES[reaction.status] ?? ''}`,
    contentType: reaction.type,
    header: () => null,
    body: goesToSink ? new Uint8Array(0) : reaction.body,
    bodyBytes: reaction.body.length,
  };
}

export function failed(request: HttpRequest, id: string, failure: NetFailure): HttpResult {
  const during = failure.kind === 'closed' && failure.phase === 'body' ? 'read' : 'get';
  return { kind: 'failed', exchange: id, exchanges: [id], goUrl: request.url, during, failure };
}

function failureOf(kind: 'reset' | 'cut' | 'slow'): NetFailure {
  if (kind === 'slow') return { kind: 'timeout', phase: 'wait', host: 'a.test', oursMs: 60_000, gosMs: null };
  const phase = kind === 'cut' ? 'body' : 'wait';
  return {
    kind: 'closed',
    phase,
    how: 'eof',
    host: 'a.test',
    receivedBytes: kind === 'cut' ? 10 : 0,
    announcedBytes: 100,
  };
}

/** The main module of a test. */
export function project(goMod: string, goSum: string | null = null, hasVendor = false): Project {
  return {
    goModPath: '/project/go.mod',
    goMod: parseGoMod(goMod, '/project/go.mod'),
    goSumPath: '/project/go.sum',
    goSum: goSum === null ? null : parseGoSum(goSum, '/project/go.sum'),
    goWork: null,
    hasVendor,
  };
}

export function memoryPorts(files: ReadonlyMap<string, Uint8Array>, platform = 'linux'): Ports {
  const isDirectory = (path: string) => [...files.keys()].some((file) => file.startsWith(`${path}/`));
  let now = 0;
  return {
    host: { env: {}, platform, arch: 'x64', cwd: '/project', place: 'local', nodeVersion: '24.0.0' },
    files: {
      read: async (path) => {
        const bytes = files.get(path);
        return bytes === undefined ? { kind: 'notExist' } : { kind: 'ok', bytes };
      },
      stat: async (path) => {
        const bytes = files.get(path);
        if (bytes === undefined && !isDirectory(path)) return { kind: 'notExist' };
        const type = bytes === undefined ? 'directory' : 'file';
        return { kind: 'ok', type, sizeBytes: bytes?.length ?? 0, modified: new Date(0) };
      },
      list: async () => ({ kind: 'notExist' }),
      realPath: async (path) => ({ kind: 'ok', path }),
      openRandom: async (path) => {
        const bytes = files.get(path);
        return bytes === undefined ? { kind: 'notExist' } : { kind: 'ok', file: randomAccess(bytes) };
      },
      createTemp: async () => ({ kind: 'ok', file: memoryTemp() }),
    },
    commands: { run: async () => ({ kind: 'notFound' }) },
    clock: { nowMs: () => now++, wallTime: () => new Date(0), after: () => () => undefined },
    resolver: { resolve: async () => ({ kind: 'refused' }) },
    dialer: { dial: async () => ({ kind: 'refused' }) },
    log: { info: () => undefined, warn: () => undefined },
  };
}

function memoryTemp(): TempFile {
  const chunks: Uint8Array[] = [];
  return {
    path: '/tmp/zip',
    write: async (chunk) => {
      chunks.push(chunk);
    },
    openRandom: () => randomAccess(Buffer.concat(chunks)),
    dispose: async () => undefined,
  };
}

function randomAccess(bytes: Uint8Array): RandomAccessFile {
  return {
    sizeBytes: bytes.length,
    readSync: (target, offset, length, position) => {
      const part = bytes.subarray(position, position + length);
      target.set(part, offset);
      return part.length;
    },
    close: () => undefined,
  };
}
