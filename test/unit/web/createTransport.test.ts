import assert from 'node:assert/strict';
import http from 'node:http';
import net from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, it } from 'mocha';
import { goTransportText } from '../../../src/engine/web/goText.ts';
import type { NetFailure } from '../../../src/engine/web/netFailure.ts';
import type { HttpResult } from '../../../src/engine/web/transport.ts';
import { createWorld, type Listening, listen, plainRequest, type World, type WorldOptions } from './fixture.ts';

const open: { close(): Promise<void> }[] = [];

function world(options: WorldOptions = {}): World {
  const made = createWorld(options);
  open.push(made.transport);
  return made;
}

async function serve(handler: http.RequestListener): Promise<Listening> {
  const listening = await listen(http.createServer(handler));
  open.push(listening);
  return listening;
}

/** A server that answers every request with these bytes, then ends or resets the connection, or keeps it. */
async function serveBytes(bytes: string, then: 'end' | 'reset' | 'stay' = 'end'): Promise<Listening> {
  const listening = await listen(
    net.createServer((socket) => {
      socket.once('data', () => {
        socket.write(Buffer.from(bytes, 'latin1'), () => {
          if (then === 'end') socket.end();
          if (then === 'reset') socket.resetAndDestroy();
        });
      });
    }),
  );
  open.push(listening);
  return listening;
}

const at = (server: Listening, path = '/m'): string => `http://proxy.test:${server.port}${path}`;

function response(result: HttpResult): HttpResult & { kind: 'response' } {
  assert(result.kind === 'response', JSON.stringify(result));
  return result;
}

function failed(result: HttpResult): HttpResult & { kind: 'failed' } {
  assert(result.kind === 'failed', 'an answer came');
  return result;
}

const goWords = (result: HttpResult): string => goTransportText(failed(result), '1.26.8').text;

async function failureOf(bytes: string, then: 'end' | 'reset' | 'stay' = 'end', limits = {}): Promise<NetFailure> {
  const server = await serveBytes(bytes, then);
  return failed(await world({ limits }).get(at(server))).failure;
}

describe('the transport', () => {
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close();
  });

  it('gives the answer and records how it came', async () => {
    const server = await serve((_request, answer) => {
      answer.writeHead(200, { 'Content-Type': 'application/json', 'X-Both': 'a' });
      answer.end('{"Version":"v1.0.0"}');
    });
    const { get, trace } = world();
    const result = response(await get(at(server)));
    assert.equal(Buffer.from(result.body).toString(), '{"Version":"v1.0.0"}');
    assert.equal(result.statusLine, '200 OK');
    assert.equal(result.header('x-BOTH'), 'a');
    const [exchange] = trace.exchanges;
    const [connection] = trace.connections;
    assert.equal(exchange?.connection, connection?.id);
    assert.equal(exchange?.status, 200);
    assert.equal(exchange?.httpVersion, '1.1');
    assert.equal(exchange?.excerpt, '{"Version":"v1.0.0"}');
    assert.equal(exchange?.remoteAddress, `127.0.0.1:${server.port}`);
    assert.equal(connection?.chosen, '127.0.0.1');
    assert.equal(typeof connection?.dnsMs, 'number');
    assert.equal(typeof connection?.tcpMs, 'number');
    assert.equal(connection?.tlsMs, null);
  });

  it('asks as go asks, under its own name', async () => {
    const seen: string[][] = [];
    const server = await serve((request, answer) => {
      seen.push(request.rawHeaders);
      assert.equal(request.url, '/a/!b/%21c//d/../e?x=1');
      answer.end();
    });
    await world().get(at(server, '/a/!b/%21c//d/../e?x=1'), { extraHeaders: { 'Disable-Module-Fetch': 'true' } });
    const headers = new Map(
      seen.flatMap((raw) => raw.flatMap((name, i) => (i % 2 ? [] : [[name.toLowerCase(), raw[i + 1]]]))),
    );
    assert.deepEqual([...headers.keys()].sort(), [
      'accept-encoding',
      'connection',
      'disable-module-fetch',
      'host',
      'user-agent',
    ]);
    assert.equal(headers.get('user-agent'), 'gomod-doctor/0.0.0');
    assert.equal(headers.get('accept-encoding'), 'gzip');
  });

  it('uses one connection for requests that follow each other', async () => {
    const server = await serve((_request, answer) => answer.end('x'));
    const { get, trace } = world();
    for (let i = 0; i < 5; i++) await get(at(server, `/${i}`));
    assert.deepEqual(
      trace.exchanges.map((exchange) => exchange.connection),
      ['1', '1', '1', '1', '1'],
    );
    assert.equal(trace.connections.length, 1);
  });

  it('opens at most sixteen connections at a time', async () => {
    const server = await serve((_request, answer) => void setTimeout(() => answer.end('x'), 5));
    const { get, trace } = world();
    await Promise.all(Array.from({ length: 60 }, (_, i) => get(at(server, `/${i}`))));
    assert(trace.connections.length <= 16, String(trace.connections.length));
    assert(trace.exchanges.every((exchange) => exchange.connection !== null));
  });

  it('decodes gzip and counts both sizes', async () => {
    const server = await serve((_request, answer) => {
      answer.setHeader('Content-Encoding', 'gzip');
      answer.end(gzipSync('a'.repeat(10_000)));
    });
    const { get, trace } = world();
    assert.equal(response(await get(at(server))).bodyBytes, 10_000);
    assert.equal(trace.exchanges[0]?.bodyBytes, 10_000);
    assert((trace.exchanges[0]?.transferBytes ?? 0) < 200);
    assert.equal(trace.exchanges[0]?.excerptTruncated, true);
    assert.equal(trace.exchanges[0]?.excerpt?.length, 4096);
  });

  it('stops a decompression bomb at the limit of the request', async () => {
    const server = await serve((_request, answer) => {
      answer.setHeader('Content-Encoding', 'gzip');
      answer.end(gzipSync(Buffer.alloc(50 * 1024 * 1024)));
    });
    const result = failed(await world().get(at(server), { maxBodyBytes: 100_000 }));
    assert.deepEqual(result.failure, { kind: 'tooLarge', oursBytes: 100_000, gosBytes: null });
  });

  it('stops an endless body', async () => {
    const server = await serve((_request, answer) => {
      const chunk = Buffer.alloc(64 * 1024);
      const more = (): void => void answer.write(chunk, (error) => !error && more());
      more();
    });
    const result = failed(await world().get(at(server), { maxBodyBytes: 1024 * 1024, gosMaxBodyBytes: 1024 * 1024 }));
    assert.equal(result.failure.kind, 'tooLarge');
    assert.equal(result.during, 'read');
  });

  it('streams a body into the sink, with all its bytes in order', async () => {
    const content = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 251));
    const server = await serve((_request, answer) => answer.end(content));
    const parts: Buffer[] = [];
    const sink = {
      path: '/tmp/x',
      write: async (chunk: Uint8Array) => void parts.push(Buffer.from(chunk)),
      openRandom: () => assert.fail('not asked'),
      dispose: async () => {},
    };
    const result = response(await world().get(at(server), { sink }));
    assert.equal(result.body.length, 0);
    assert.equal(result.bodyBytes, content.length);
    assert(Buffer.concat(parts).equals(content));
  });

  it('tells a full disk from a fault of the server', async () => {
    const server = await serve((_request, answer) => answer.end('zip'));
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    const sink = {
      path: '/t',
      write: () => Promise.reject(full),
      openRandom: () => assert.fail(),
      dispose: async () => {},
    };
    const result = failed(await world().get(at(server), { sink }));
    assert.deepEqual(result.failure, { kind: 'local', reason: 'noSpace', message: 'no space left' });
  });

  it('keeps of an error page only its beginning', async () => {
    const server = await serve((_request, answer) => {
      answer.writeHead(500, { 'Content-Type': 'text/plain' });
      answer.end('x'.repeat(2_000_000));
    });
    const result = response(await world().get(at(server)));
    assert.equal(result.status, 500);
    assert.equal(result.bodyBytes, 256 * 1024);
  });

  it('shows the reason of a status as it was sent', async () => {
    const server = await serve((_request, answer) => {
      answer.writeHead(404, 'Gone Fishing');
      answer.end();
    });
    assert.equal(response(await world().get(at(server))).statusLine, '404 Gone Fishing');
  });

  describe('when a request cannot be sent', () => {
    it('refuses credentials over http before any connection', async () => {
      const { get, trace } = world();
      const result = await get('http://user:geheim@proxy.test/m');
      assert.equal(goWords(result), 'refusing to pass credentials to insecure URL: http://user:xxxxx@proxy.test/m');
      assert.equal(trace.connections.length, 0);
    });

    it('refuses HTTP_PROXY under CGI as net/http does', async () => {
      const { get, trace } = world({ env: { HTTP_PROXY: 'http://squid.test:3128', REQUEST_METHOD: 'GET' } });
      const words = 'refusing to use HTTP_PROXY value in CGI environment; see golang.org/s/cgihttpproxy';
      assert.equal(goWords(await get('http://proxy.test/m')), `Get "http://proxy.test/m": ${words}`);
      assert.equal(trace.connections.length, 0);
    });

    it('asks the guard first', async () => {
      const { get, trace } = world({ guard: { check: () => ({ kind: 'refused', why: 'private' }) } });
      assert.deepEqual(failed(await get('http://proxy.test/m')).failure, { kind: 'guarded', why: 'private' });
      assert.equal(trace.connections.length, 0);
    });

    it('says that this engine is offline', async () => {
      const { get } = world({ resolver: { resolve: async () => ({ kind: 'refused' }) } });
      assert.deepEqual(failed(await get('http://proxy.test/m')).failure, { kind: 'offline' });
    });
  });

  describe('when the host cannot be reached', () => {
    it('says what DNS said, once for the whole run', async () => {
      const { get, trace } = world({
        resolver: {
          resolve: async () => ({
            kind: 'failed',
            reason: 'noSuchHost',
            server: '10.0.0.2:53',
            detail: 'ENOTFOUND',
            resolver: 'system',
          }),
        },
      });
      const results = await Promise.all(Array.from({ length: 20 }, (_, i) => get(`http://proxy.test/${i}`)));
      assert.equal(
        goWords(results[3] ?? assert.fail()),
        'Get "http://proxy.test/3": dial tcp: lookup proxy.test on 10.0.0.2:53: no such host',
      );
      assert.equal(trace.connections.length, 1);
      assert(trace.exchanges.every((exchange) => exchange.connection === '1' && exchange.failedPhase === 'dns'));
    });

    it('records every address that was tried, in order', async () => {
      const { get, trace } = world({
        resolver: {
          resolve: async () => ({
            kind: 'ok',
            resolver: 'system',
            addresses: [
              { address: '10.9.9.1', family: 4 },
              { address: '10.9.9.2', family: 4 },
              { address: 'fd00::1', family: 6 },
            ],
          }),
        },
        dialer: {
          dial: async ({ family }) => ({
            kind: 'failed',
            reason: family === 4 ? 'hostUnreachable' : 'networkUnreachable',
            detail: '',
          }),
        },
      });
      const result = await get('http://proxy.test:81/m');
      assert.equal(goWords(result), 'Get "http://proxy.test:81/m": dial tcp 10.9.9.1:81: connect: no route to host');
      assert.deepEqual(
        trace.connections[0]?.addresses.map(({ address, error }) => [address, error]),
        [
          ['10.9.9.1', 'hostUnreachable'],
          ['10.9.9.2', 'hostUnreachable'],
          ['fd00::1', 'networkUnreachable'],
        ],
      );
    });

    it('says that nobody listens', async () => {
      const server = await listen(net.createServer());
      await server.close();
      const result = await world().get(at(server));
      assert.equal(
        goWords(result),
        `Get "${at(server)}": dial tcp 127.0.0.1:${server.port}: connect: connection refused`,
      );
    });

    it('goes on to the next address after a refusal', async () => {
      const server = await serve((_request, answer) => answer.end('x'));
      const addresses = [
        { address: '127.0.0.2', family: 4 as const },
        { address: '127.0.0.1', family: 4 as const },
      ];
      const { get, trace } = world({
        resolver: { resolve: async () => ({ kind: 'ok', resolver: 'system', addresses }) },
      });
      response(await get(at(server)));
      assert.deepEqual(
        trace.connections[0]?.addresses.map(({ error }) => error),
        ['refused', null],
      );
      assert.equal(trace.connections[0]?.chosen, '127.0.0.1');
    });
  });

  describe('errors as they arrive', () => {
    it('closed without an answer', async () => {
      const failure = await failureOf('');
      assert.equal(
        failure.kind === 'closed' && `${failure.how} ${failure.phase} ${failure.receivedBytes}`,
        'eof wait 0',
      );
    });

    it('closed in the middle of the head', async () => {
      const failure = await failureOf('HTTP/1.1 200 OK\r\nContent-Le');
      assert.equal(
        failure.kind === 'closed' && `${failure.how} ${failure.phase} ${failure.receivedBytes}`,
        'eof wait 27',
      );
    });

    it('reset after the request', async () => {
      const failure = await failureOf('', 'reset');
      assert.equal(failure.kind === 'closed' && `${failure.how} ${failure.phase}`, 'reset wait');
    });

    it('a body shorter than announced', async () => {
      const server = await serveBytes('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc');
      const result = await world().get(at(server));
      assert.equal(goWords(result), `read "${at(server)}": unexpected EOF`);
      const { failure } = failed(result);
      assert.equal(failure.kind === 'closed' && `${failure.receivedBytes} of ${failure.announcedBytes}`, '3 of 10');
    });

    it('chunks cut off', async () => {
      const failure = await failureOf('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab');
      assert.equal(failure.kind === 'closed' && `${failure.how} ${failure.phase}`, 'eof body');
    });

    it('a reset in the body', async () => {
      const failure = await failureOf('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc', 'reset');
      assert.equal(failure.kind === 'closed' && `${failure.how} ${failure.phase}`, 'reset body');
    });

    it('a bad chunk size', async () => {
      const failure = await failureOf('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab');
      assert.equal(failure.kind === 'malformed' && `${failure.what} ${failure.goAgrees}`, 'chunk proved');
    });

    for (const garbage of ['SSH-2.0-OpenSSH_9.6\r\n', '<html>hello</html>\r\n']) {
      it(`something that is not HTTP: ${garbage.trim()}`, async () => {
        const failure = await failureOf(garbage, 'stay');
        assert.equal(failure.kind === 'malformed' && `${failure.what} ${failure.goAgrees}`, 'response proved');
      });
    }

    for (const [name, head, statusLine, body] of [
      ['lines that end in a line feed only', 'HTTP/1.1 200 OK\nContent-Length: 1\n\nx', '200 OK', 'x'],
      ['a space before the colon', 'HTTP/1.1 200 OK\r\nX : 1\r\nContent-Length: 1\r\n\r\nx', '200 OK', 'x'],
      ['two equal lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx', '200 OK', 'x'],
      [
        'a length and chunks',
        'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nab\r\n1\r\nc\r\n0\r\n\r\n',
        '200 OK',
        'abc',
      ],
      ['100 Continue unasked', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 Gone\n\nwhere', '404 Gone', 'where'],
      ['status 099', 'HTTP/1.1 099 Odd\r\nContent-Length: 0\r\n\r\n', '099 Odd', ''],
      ['101 unasked', 'HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n', '101 Switching', ''],
    ] as const) {
      it(`reads ${name} by Go's rules, in an exchange of its own`, async () => {
        const server = await serveBytes(head);
        const { get, trace } = world();
        const result = response(await get(at(server)));
        assert.deepEqual([result.statusLine, Buffer.from(result.body).toString()], [statusLine, body]);
        assert.deepEqual(
          trace.exchanges.map(({ attempt, error }) => [attempt, error]),
          [
            [1, 'malformed'],
            [2, null],
          ],
        );
      });
    }

    for (const [name, bytes, words] of [
      ['before its length is full', 'HTTP/1.1 200 OK\nContent-Length: 10\n\nabc', 'unexpected EOF'],
      ['within a chunk', 'HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\r\nab', 'unexpected EOF'],
      [
        'with a chunk that is none',
        'HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nzz\r\n',
        'invalid byte in chunk length',
      ],
    ] as const) {
      it(`sees that such a body ends ${name}`, async () => {
        const server = await serveBytes(bytes);
        assert.equal(goWords(await world().get(at(server))), `read "${at(server)}": ${words}`);
      });
    }

    it('gives such a head no more time than any other', async () => {
      const server = await serveBytes('HTTP/1.1 100 Continue\r\n\r\n', 'stay');
      const { failure } = failed(await world({ limits: { headMs: 80 } }).get(at(server)));
      assert.ok(failure.kind === 'timeout' && failure.oursMs === 80 && failure.gosMs === null);
    });

    it('accepts a head of 40 kB, as Go does', async () => {
      const server = await serveBytes(`HTTP/1.1 200 OK\r\nX: ${'a'.repeat(40_000)}\r\nContent-Length: 0\r\n\r\n`);
      assert.equal(response(await world().get(at(server))).status, 200);
    });

    it('a flood of headers', async () => {
      const server = await serveBytes(`HTTP/1.1 200 OK\r\n${`X: ${'a'.repeat(1000)}\r\n`.repeat(11_000)}\r\n`, 'stay');
      const result = await world().get(at(server));
      assert.equal(failed(result).failure.kind, 'tooLarge');
      assert.match(goWords(result), /net\/http: server response headers exceeded 10485760 bytes; aborted$/);
    });

    it('an answer that is not gzip though it says so', async () => {
      const server = await serve((_request, answer) => {
        answer.setHeader('Content-Encoding', 'gzip');
        answer.end('plain');
      });
      const { failure } = failed(await world().get(at(server)));
      assert.equal(failure.kind === 'malformed' && failure.what, 'encoding');
    });

    it('no answer in time: our limit, not go’s', async () => {
      const server = await serve(() => {});
      const { get, trace } = world({ limits: { headMs: 60 } });
      const { failure } = failed(await get(at(server)));
      assert.deepEqual(failure, { kind: 'timeout', phase: 'wait', host: 'proxy.test', oursMs: 60, gosMs: null });
      assert.deepEqual(trace.limits, [{ phase: 'wait', oursMs: 60, gosMs: null, host: 'proxy.test' }]);
    });

    it('a head that drips', async () => {
      const listening = await listen(
        net.createServer((socket) => {
          const drip = setInterval(() => socket.write('X'), 10);
          socket.on('close', () => clearInterval(drip));
          socket.write('HTTP/1.1 200 OK\r\n');
        }),
      );
      open.push(listening);
      const { failure } = failed(await world({ limits: { headMs: 100 } }).get(at(listening)));
      assert.equal(failure.kind, 'timeout');
    });

    it('a body that drips', async () => {
      const server = await serve((_request, answer) => {
        const drip = setInterval(() => answer.write('x'), 10);
        answer.on('close', () => clearInterval(drip));
      });
      const result = failed(await world({ limits: { bodyIdleMs: 80 } }).get(at(server)));
      assert.deepEqual(result.failure, { kind: 'timeout', phase: 'body', host: 'proxy.test', oursMs: 80, gosMs: null });
    });

    it('a passive probe ends in its time, whatever it waits for', async () => {
      const server = await serve(() => {});
      const { failure } = failed(await world({ passive: true, limits: { wholeMs: 60 } }).get(at(server)));
      assert.deepEqual(failure, { kind: 'timeout', phase: 'wait', host: 'proxy.test', oursMs: 60, gosMs: null });
    });

    it('ends at once when the run is aborted, also while it connects', async () => {
      const { transport } = world({ dialer: { dial: (_a, _p, _t, signal) => rejectOnAbort(signal) } });
      const controller = new AbortController();
      const asked = transport.fetch(plainRequest('http://proxy.test/m'), controller.signal);
      setImmediate(() => controller.abort(new Error('enough')));
      assert.deepEqual(failed(await asked).failure, { kind: 'aborted' });
    });

    it('sends again when a connection that was kept turns out to be dead', async () => {
      let requests = 0;
      const listening = await listen(
        net.createServer((socket) => {
          let served = 0;
          socket.on('data', () => {
            requests++;
            if (served++ === 0) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx');
            else socket.destroy();
          });
        }),
      );
      open.push(listening);
      const { get, trace } = world();
      response(await get(at(listening)));
      response(await get(at(listening)));
      assert.equal(requests, 3);
      assert.deepEqual(
        trace.exchanges.map(({ connection, attempt, error }) => [connection, attempt, error]),
        [
          ['1', 1, null],
          ['1', 1, 'closed'],
          ['2', 2, null],
        ],
      );
    });
  });

  describe('redirects', () => {
    it('are followed, each an exchange of its own', async () => {
      const server = await serve((request, answer) => {
        if (request.url === '/b/end') answer.end(request.headers.referer);
        else answer.writeHead(302, { Location: '../b/./end' }).end();
      });
      const { get, trace } = world();
      const result = response(await get(at(server, '/a/start')));
      assert.equal(Buffer.from(result.body).toString(), at(server, '/a/start'));
      assert.deepEqual(result.exchanges, ['1', '2']);
      assert.equal(trace.exchanges[0]?.redirectedTo, at(server, '/b/end'));
      assert.equal(result.url, at(server, '/a/start'));
    });

    it('end after ten requests', async () => {
      let requests = 0;
      const server = await serve((_request, answer) => {
        requests++;
        answer.writeHead(301, { Location: '/loop' }).end();
      });
      const result = await world().get(at(server, '/loop'));
      assert.equal(requests, 10);
      assert.equal(goWords(result), 'Get "/loop": stopped after 10 redirects');
    });

    it('without a Location are ordinary answers', async () => {
      const server = await serve((_request, answer) => answer.writeHead(302).end());
      assert.equal(response(await world().get(at(server))).status, 302);
    });

    it('to another scheme are refused', async () => {
      const server = await serve((_request, answer) => answer.writeHead(302, { Location: 'ftp://files.test/x' }).end());
      assert.equal(
        goWords(await world().get(at(server))),
        'Get "ftp://files.test/x": unsupported protocol scheme "ftp"',
      );
    });

    it('pass the guard with the URL that led there', async () => {
      const asked: (string | null)[] = [];
      const server = await serve((request, answer) => {
        if (request.url === '/2') answer.end();
        else answer.writeHead(302, { Location: '/2' }).end();
      });
      const guard = {
        check: (_audience: unknown, _url: string, from: string | null) => {
          asked.push(from);
          return { kind: 'allowed' } as const;
        },
      };
      await world({ guard }).get(at(server, '/1'));
      assert.deepEqual(asked, [null, at(server, '/1')]);
    });
  });
});

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  );
}
