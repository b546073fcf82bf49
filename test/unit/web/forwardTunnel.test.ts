import assert from 'node:assert/strict';
import http from 'node:http';
import https from 'node:https';
import net, { type Socket } from 'node:net';
import { afterEach, describe, it } from 'mocha';
import { goTransportText } from '../../../src/engine/web/goText.ts';
import type { HttpResult } from '../../../src/engine/web/transport.ts';
import { createAuthority } from '../../lab/certificates.ts';
import { createWorld, type Listening, listen, type World } from './fixture.ts';

const authority = createAuthority('Lab Root');
const good = authority.issue({ names: ['proxy.test'] });

describe('requests through a forward proxy', () => {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  async function start(server: net.Server): Promise<Listening> {
    const listening = await listen(server);
    closers.push(() => listening.close());
    return listening;
  }

  function world(env: Record<string, string>): World {
    const made = createWorld({ env, trusted: authority.pem });
    closers.push(() => made.transport.close());
    return made;
  }

  const target = () => start(https.createServer(good, (_request, answer) => answer.end('hello')));

  /** Answers the first bytes of a connection with `reply`, and what follows with nothing. */
  const scripted = (...replies: (Buffer | string)[]) =>
    start(
      net.createServer((socket) => {
        const left = [...replies];
        socket.on('data', () => {
          const next = left.shift();
          if (next === undefined) return;
          socket.write(next);
          if (left.length === 0) socket.end();
        });
      }),
    );

  it('sends a plain http request to the proxy with the whole URL and the login', async () => {
    const seen: string[] = [];
    const proxy = await start(
      http.createServer((request, answer) => {
        seen.push(`${request.url} ${request.headers.host} ${request.headers['proxy-authorization']}`);
        answer.end('via');
      }),
    );
    const { get, trace } = world({ HTTP_PROXY: `http://u:geheim@127.0.0.1:${proxy.port}` });
    assert.equal(body(await get('http://module.test/m/@v/list')), 'via');
    const login = Buffer.from('u:geheim').toString('base64');
    assert.deepEqual(seen, [`http://module.test/m/@v/list module.test Basic ${login}`]);
    const report = JSON.stringify([trace.connections, trace.exchanges]);
    assert.ok(!report.includes('geheim') && !report.includes(login));
    assert.equal(trace.connections[0]?.forwardProxy?.url, `http://u:xxxxx@127.0.0.1:${proxy.port}`);
  });

  it('opens a tunnel for https and speaks TLS with the target inside it', async () => {
    const origin = await target();
    const asked: string[] = [];
    const proxy = await start(tunnelProxy(origin.port, asked));
    const { get, trace } = world({ HTTPS_PROXY: `127.0.0.1:${proxy.port}` });
    assert.equal(body(await get(`https://proxy.test:${origin.port}/m`)), 'hello');
    assert.deepEqual(asked, [`proxy.test:${origin.port}`]);
    const [connection] = trace.connections;
    assert.deepEqual(connection?.forwardProxy, { url: `http://127.0.0.1:${proxy.port}`, status: 200, realm: null });
    assert.equal(typeof connection.proxyMs, 'number');
    assert.equal(connection.tls?.rejectedBecause, null);
  });

  it('reaches the target through an https proxy', async () => {
    const origin = await target();
    const asked: string[] = [];
    const server = https.createServer(good);
    server.on('connect', connectHandler(origin.port, asked));
    const proxy = await start(server);
    const { get } = world({ HTTPS_PROXY: `https://proxy.test:${proxy.port}` });
    assert.equal(body(await get(`https://proxy.test:${origin.port}/m`)), 'hello');
  });

  const answers: [title: string, answer: string, words: string, status: number | null][] = [
    ['a refusal', 'HTTP/1.1 403 Forbidden\r\n\r\n', 'Forbidden', 403],
    [
      'a demand for a login',
      'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="corp"\r\n\r\n',
      'Proxy Authentication Required',
      407,
    ],
    ['another success', 'HTTP/1.1 204 No Content\r\n\r\n', 'No Content', 204],
    ['a status without words', 'HTTP/1.1 502\r\n\r\n', 'unknown status code', 502],
    ['garbage', 'SSH-2.0-OpenSSH\r\n\r\n', 'malformed HTTP response "SSH-2.0-OpenSSH"', null],
  ];
  for (const [title, answer, words, status] of answers) {
    it(`tells ${title} in go's words`, async () => {
      const proxy = await scripted(answer);
      const { get, trace } = world({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
      const result = await get('https://proxy.test/m');
      assert.equal(goWords(result), `Get "https://proxy.test/m": ${words}`);
      assert.equal(trace.connections[0]?.forwardProxy?.status, status);
      assert.equal(trace.exchanges[0]?.failedPhase, 'proxy');
      if (status === 407) assert.equal(trace.connections[0]?.forwardProxy?.realm, 'corp');
    });
  }

  it('says unexpected EOF where the proxy closes without an answer', async () => {
    const proxy = await start(net.createServer((socket) => socket.once('data', () => socket.end())));
    const { get } = world({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
    assert.equal(goWords(await get('https://proxy.test/m')), 'Get "https://proxy.test/m": unexpected EOF');
  });

  it('blames the proxy, not the server, where its port is closed', async () => {
    const proxy = await start(net.createServer());
    await closers.pop()?.();
    const { get } = world({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
    const result = await get('https://proxy.test/m');
    assert.ok(result.kind === 'failed' && result.failure.kind === 'forwardProxy');
    assert.equal(result.failure.reason, 'unreachable');
    const cause = `proxyconnect tcp: dial tcp 127.0.0.1:${proxy.port}: connect: connection refused`;
    assert.equal(goWords(result), `Get "https://proxy.test/m": ${cause}`);
  });

  it('says that an https proxy speaks no TLS', async () => {
    const proxy = await start(http.createServer());
    const { get } = world({ HTTPS_PROXY: `https://127.0.0.1:${proxy.port}` });
    const cause = 'proxyconnect tcp: tls: first record does not look like a TLS handshake';
    assert.equal(goWords(await get('https://proxy.test/m')), `Get "https://proxy.test/m": ${cause}`);
  });

  it('goes through SOCKS5 with a login, for http as for https', async () => {
    const origin = await start(http.createServer((_request, answer) => answer.end('plain')));
    const proxy = await start(net.createServer((socket) => void socksServer(socket, origin.port)));
    const { get } = world({ HTTP_PROXY: `socks5://user:pass@127.0.0.1:${proxy.port}` });
    assert.equal(body(await get('http://module.test/m')), 'plain');
  });

  const socks: [title: string, replies: Buffer[], words: string][] = [
    [
      'a refused target',
      [Buffer.of(5, 0), Buffer.of(5, 5, 0, 1, 0, 0, 0, 0, 0, 0)],
      'unknown error connection refused',
    ],
    ['no common login', [Buffer.of(5, 255)], 'no acceptable authentication methods'],
    ['another version', [Buffer.of(4, 0)], 'unexpected protocol version 4'],
    ['half an answer', [Buffer.of(5)], 'unexpected EOF'],
  ];
  for (const [title, replies, words] of socks) {
    it(`tells ${title} of a SOCKS proxy in go's words`, async () => {
      const proxy = await scripted(...replies);
      const { get } = world({ HTTPS_PROXY: `socks5://127.0.0.1:${proxy.port}` });
      const at = `socks connect tcp 127.0.0.1:${proxy.port}->proxy.test:443`;
      assert.equal(goWords(await get('https://proxy.test/m')), `Get "https://proxy.test/m": ${at}: ${words}`);
    });
  }

  it('keeps away from the proxy what NO_PROXY names', async () => {
    const origin = await start(http.createServer((_request, answer) => answer.end('near')));
    const { get, trace } = world({ HTTP_PROXY: 'http://127.0.0.1:1', NO_PROXY: 'module.test' });
    assert.equal(body(await get(`http://module.test:${origin.port}/m`)), 'near');
    assert.equal(trace.connections[0]?.forwardProxy, null);
  });
});

function tunnelProxy(port: number, asked: string[]): http.Server {
  const server = http.createServer();
  server.on('connect', connectHandler(port, asked));
  return server;
}

function connectHandler(port: number, asked: string[]) {
  return (request: http.IncomingMessage, socket: NodeJS.ReadWriteStream): void => {
    asked.push(request.url ?? '');
    const onward = net.connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => {});
    socket.on('error', () => {});
  };
}

/** Demands user and password, then connects to `port` whatever it is asked for. */
async function socksServer(socket: Socket, port: number): Promise<void> {
  const next = () => new Promise<Buffer>((resolve) => socket.once('data', resolve));
  await next();
  socket.write(Buffer.of(5, 2));
  const login = await next();
  socket.write(Buffer.of(1, login.toString('latin1') === '\x01\x04user\x04pass' ? 0 : 1));
  await next();
  const onward = net.connect(port, '127.0.0.1', () => {
    socket.write(Buffer.of(5, 0, 0, 1, 127, 0, 0, 1, 0, 80));
    onward.pipe(socket).pipe(onward);
  });
  onward.on('error', () => {});
}

function body(result: HttpResult): string {
  assert.ok(result.kind === 'response', JSON.stringify(result));
  return Buffer.from(result.body).toString();
}

function goWords(result: HttpResult): string {
  assert.ok(result.kind === 'failed');
  return goTransportText(result, '1.26.8').text;
}
