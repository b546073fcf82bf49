/**
 * A server on 127.0.0.1 that plays one `server` section of a scenario: it serves modules as the GOPROXY protocol wants
 * (Go's module reference, "GOPROXY protocol") unless a rule says otherwise, and writes down what it was asked.
 */
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { answerConnection, answerRequest } from './answer.ts';
import type { Issued } from './certificates.ts';
import type { ModuleFixture } from './moduleFixture.ts';
import { parseAsk } from './proxyAnswer.ts';
import type { Answer, ServerScript } from './serverScript.ts';

/** One request as the server saw it. */
export interface LogEntry {
  method: string;
  path: string;
  host: string;
  status: number | null;
}

export interface LabServer {
  readonly name: string;
  readonly script: ServerScript;
  readonly port: number;
  /** Such as `https://127.0.0.1:40001`. */
  readonly url: string;
  readonly log: readonly LogEntry[];
  readonly connections: number;
  close(): Promise<void>;
}

export interface ServerWorld {
  /** Modules that this server serves. */
  modules: readonly ModuleFixture[];
  /** Replaces placeholders; known only when all servers listen. */
  expand(text: string): string;
  bodies: ReadonlyMap<string, string>;
  /** What a server's `database` offers; known only when all servers listen. */
  database(script: ServerScript, path: string): Buffer | null;
  certificate: Issued | null;
  /** Called when a client was left waiting. */
  onStall(): void;
}

export type AnyRequest = IncomingMessage | Http2ServerRequest;
export type AnyResponse = ServerResponse | Http2ServerResponse;

export async function startServer(script: ServerScript, world: ServerWorld): Promise<LabServer> {
  const log: LogEntry[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const onRequest = (request: AnyRequest, response: AnyResponse): void => {
    const host = request.headers.host ?? (request.headers[':authority'] as string | undefined) ?? '';
    const entry: LogEntry = { method: request.method ?? '', path: request.url ?? '', host, status: null };
    log.push(entry);
    const answer = chooseAnswer(script, entry.path);
    answerRequest({ request, response, answer, entry, world, script });
  };
  const server = createListener(script, world, onRequest);
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    const accept = script.rules.find((rule) => rule.target === 'accept');
    if (accept) answerConnection(socket, accept.answer, world);
  });
  const port = await listen(server);
  const scheme = script.kind === 'https' || script.kind === 'http2' ? 'https' : 'http';
  return {
    name: script.name,
    script,
    port,
    url: `${scheme}://${script.host}:${port}`,
    log,
    get connections() {
      return connections;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** The first rule that fits, else the healthy answer. */
function chooseAnswer(script: ServerScript, path: string): Answer {
  const ask = parseAsk(path);
  const rule = script.rules.find(({ target, module }) => {
    if (module !== null && module !== ask?.module && module !== `${ask?.module}@${ask?.version}`) return false;
    if (target.startsWith('/')) return target.endsWith('*') ? path.startsWith(target.slice(0, -1)) : path === target;
    return target === 'all' || target === ask?.file;
  });
  return rule?.answer ?? healthy;
}

const healthy: Answer = {
  kind: 'response',
  status: 200,
  reason: null,
  headers: [],
  body: { kind: 'served' },
  gzip: false,
  delivery: 'whole',
};

function createListener(
  script: ServerScript,
  world: ServerWorld,
  onRequest: (request: AnyRequest, response: AnyResponse) => void,
): Server {
  if (script.kind === 'tunnel') return createTunnel(script, world);
  const takesConnections = script.rules.some((rule) => rule.target === 'accept');
  if (script.kind === 'tcp' || takesConnections) return createTcpServer();
  if (script.kind === 'http') return createHttpServer(onRequest);
  const tls = {
    key: world.certificate?.key,
    cert: world.certificate?.cert,
    minVersion: 'TLSv1' as const,
    maxVersion: script.tlsVersion,
    requestCert: script.wantsClientCertificate,
    rejectUnauthorized: script.wantsClientCertificate,
    ...(script.tlsVersion === 'TLSv1.1' ? { ciphers: 'DEFAULT@SECLEVEL=0' } : {}),
  };
  const server =
    script.kind === 'http2'
      ? createSecureServer({ ...tls, allowHTTP1: true }, onRequest)
      : createHttpsServer(tls, onRequest);
  server.on('tlsClientError', () => {});
  return server;
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve(port);
    });
  });
}

/** Which name the client wants is not looked at. */
function createTunnel(script: ServerScript, world: ServerWorld): Server {
  const server = createHttpServer();
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    const onward = connect(Number(world.expand(`{{${script.to}.port}}`)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
    socket.on('close', () => onward.destroy());
  });
  return server;
}
