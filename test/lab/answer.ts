/** Plays an answer of a scenario on a connection: whole, or broken in the way that was asked for. */
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { AnyRequest, AnyResponse, LogEntry, ServerWorld } from './labServer.ts';
import { serveModule } from './proxyAnswer.ts';
import type { Answer, Delivery, ResponseAnswer, ServerScript } from './serverScript.ts';
import { writeZip } from './zipWriter.ts';

export interface Exchange {
  request: AnyRequest;
  response: AnyResponse;
  answer: Answer;
  entry: LogEntry;
  world: ServerWorld;
  script: ServerScript;
}

/**
 * In place of any server: as soon as the client speaks, so that what it sees does not depend on who was faster. (go has
 * other words for a connection that ends before it has sent its request.)
 */
export function answerConnection(socket: Socket, answer: Answer, world: ServerWorld): void {
  if (answer.kind === 'response') throw new Error('a rule for `accept` cannot give a response');
  if (answer.kind === 'stall') world.onStall();
  else socket.once('data', () => playRaw(socket, answer, world));
}

export function answerRequest(exchange: Exchange): void {
  const { response, answer, world } = exchange;
  if (answer.kind === 'response') {
    respond(exchange, answer);
  } else if (answer.kind === 'streamReset') {
    if ('stream' in response) response.stream.close(answer.code);
  } else {
    playRaw(exchange.request.socket, answer, world);
  }
}

function playRaw(socket: Socket, answer: Exclude<Answer, ResponseAnswer>, world: ServerWorld): void {
  if (answer.kind === 'raw') socket.end(world.expand(unquote(answer.text)));
  else if (answer.kind === 'reset') socket.resetAndDestroy();
  else if (answer.kind === 'stall') world.onStall();
  // The client's bytes are read first: closing with unread bytes would send a reset.
  else socket.resume().end();
}

/** `\r`, `\n`, `\t` and `\xNN`. */
function unquote(text: string): string {
  return text.replaceAll(/\\(r|n|t|x[0-9a-f]{2})/g, (_, code: string) => {
    if (code === 'r') return '\r';
    if (code === 'n') return '\n';
    if (code === 't') return '\t';
    return String.fromCharCode(Number.parseInt(code.slice(1), 16));
  });
}

interface Prepared {
  status: number;
  headers: [string, string][];
  body: Uint8Array;
}

function respond(exchange: Exchange, answer: ResponseAnswer): void {
  const prepared = prepare(exchange, answer);
  exchange.entry.status = prepared.status;
  const { response } = exchange;
  if ('stream' in response) respondHttp2(exchange, prepared);
  else respondHttp1(exchange, prepared, answer);
}

function prepare({ world, entry, script }: Exchange, answer: ResponseAnswer): Prepared {
  const expand = (text: string): string => world.expand(text.replaceAll('{path}', entry.path));
  const headers = answer.headers.map(([name, value]): [string, string] => [name, expand(value)]);
  const has = (name: string): boolean => headers.some(([known]) => known.toLowerCase() === name);
  const { status, contentType, body } = content(answer, entry.path, { world, script }, expand);
  if (!has('content-type') && contentType !== '') headers.push(['content-type', contentType]);
  if (answer.gzip) headers.push(['content-encoding', 'gzip']);
  return { status, headers, body: answer.gzip ? gzipSync(body) : body };
}

function content(
  { status, body }: ResponseAnswer,
  path: string,
  { world, script }: Pick<Exchange, 'world' | 'script'>,
  expand: (text: string) => string,
): { status: number; contentType: string; body: Uint8Array } {
  if (body.kind === 'served') {
    const found = world.database(script, path);
    if (found !== null) return { status: 200, contentType: 'application/octet-stream', body: found };
    return serveModule(world.modules, path);
  }
  if (body.kind === 'zip') {
    const entries = body.names.map((name, index) => ({
      name,
      data: Buffer.from(`file ${index + 1} of the fault lab\n`),
    }));
    return { status, contentType: 'application/zip', body: writeZip(entries) };
  }
  const text = body.kind === 'text' ? expand(unquote(body.text)) : expand(world.bodies.get(body.name) ?? '');
  return { status, contentType: text === '' ? '' : 'text/plain; charset=utf-8', body: Buffer.from(text) };
}

function respondHttp2({ response }: Exchange, { status, headers, body }: Prepared): void {
  if (!('stream' in response)) return;
  response.stream.respond({ ':status': status, ...Object.fromEntries(headers) });
  response.stream.end(body);
}

function respondHttp1({ request, response, world }: Exchange, prepared: Prepared, answer: ResponseAnswer): void {
  if ('stream' in response) return;
  const { socket } = request;
  if (answer.delivery === 'whole' && prepared.status >= 200) {
    if (answer.reason === null) response.writeHead(prepared.status, prepared.headers.flat());
    else response.writeHead(prepared.status, answer.reason, prepared.headers.flat());
    response.end(prepared.body);
    return;
  }
  const reason = answer.reason ?? (prepared.status === 200 ? 'OK' : 'Status');
  const chunked = answer.delivery === 'chunked' || answer.delivery === 'cut-chunk' || answer.delivery === 'bad-chunk';
  const length: [string, string] = chunked
    ? ['transfer-encoding', 'chunked']
    : ['content-length', String(prepared.body.length)];
  const head = [...prepared.headers, length].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.write(`HTTP/1.1 ${prepared.status} ${reason}\r\n${head}connection: close\r\n\r\n`);
  deliverers[answer.delivery](socket, Buffer.from(prepared.body), world);
}

const halfOf = (body: Buffer): Buffer => body.subarray(0, Math.ceil(body.length / 2));

/** A chunk of the chunked transfer coding (RFC 9112, section 7.1): its size in hexadecimal, then the bytes. */
const chunkOf = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);

/** How each kind of delivery sends the body, after the head has announced it whole. */
const deliverers: Record<Delivery, (socket: Socket, body: Buffer, world: ServerWorld) => void> = {
  whole: (socket, body) => socket.end(body),
  chunked: (socket, body) =>
    socket.end(Buffer.concat([chunkOf(body), Buffer.from(body.length > 0 ? '0\r\n\r\n' : '')])),
  truncated: (socket, body) => socket.end(halfOf(body)),
  'cut-chunk': (socket, body) => socket.end(chunkOf(halfOf(body))),
  'bad-chunk': (socket, body) =>
    socket.end(Buffer.concat([chunkOf(halfOf(body)), Buffer.from('this is no chunk size\r\n')])),
  reset: (socket, body) => socket.write(halfOf(body), () => socket.resetAndDestroy()),
  stall: (socket, body, world) => socket.write(halfOf(body), () => world.onStall()),
  drip,
};

/** In some thirty pieces, each after a turn of the event loop: slow, but steady. */
function drip(socket: Socket, body: Buffer): void {
  const size = Math.max(1, Math.ceil(body.length / 30));
  const next = (at: number): void => {
    if (at >= body.length || socket.destroyed) return;
    socket.write(body.subarray(at, at + size), () => setImmediate(() => next(at + size)));
  };
  next(0);
}
