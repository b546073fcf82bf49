import assert from 'node:assert/strict';
import http2 from 'node:http2';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import { afterEach, describe, it } from 'mocha';
import { goTransportText } from '../../../src/engine/web/goText.ts';
import type { NetFailure } from '../../../src/engine/web/netFailure.ts';
import type { HttpResult } from '../../../src/engine/web/transport.ts';
import { type CertificateWish, createAuthority, type Issued, selfSigned } from '../../lab/certificates.ts';
import { createWorld, type Listening, listen, type World, type WorldOptions } from './fixture.ts';

const open: { close(): Promise<void> }[] = [];
const root = createAuthority('Lab Root');
const good = root.issue({ names: ['proxy.test'] });

function world(options: WorldOptions = {}): World {
  const made = createWorld({ trusted: root.pem, ...options });
  open.push(made.transport);
  return made;
}

async function start(server: net.Server): Promise<Listening> {
  const listening = await listen(server);
  open.push(listening);
  return listening;
}

/** Counts the requests that reach a server with this certificate. */
async function secure(issued: Issued): Promise<Listening & { requests: () => number }> {
  let requests = 0;
  const server = https.createServer({ ...issued, ciphers: 'DEFAULT@SECLEVEL=0' }, (_request, answer) => {
    requests++;
    answer.end('x');
  });
  return { ...(await start(server)), requests: () => requests };
}

const at = (server: Listening, host = 'proxy.test'): string => `https://${host}:${server.port}/m`;

function tlsFailure(result: HttpResult): NetFailure & { kind: 'tls' } {
  assert(result.kind === 'failed', 'an answer came');
  assert(result.failure.kind === 'tls', JSON.stringify(result.failure));
  return result.failure;
}

function goWords(result: HttpResult): string {
  assert(result.kind === 'failed', 'an answer came');
  return goTransportText(result, '1.26.8').text.replace(/^Get "[^"]*": /, '');
}

const day = 24 * 3600 * 1000;
const past = (days: number): Date => new Date(Date.now() - days * day);

describe('TLS', () => {
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close();
  });

  it('records version, protocol, chain and where the trusted roots came from', async () => {
    const server = await secure(root.intermediate('Lab Sub').issue({ names: ['proxy.test', '*.proxy.test'] }));
    const { get, trace } = world();
    const result = await get(at(server));
    assert.equal(result.kind, 'response');
    const [connection] = trace.connections;
    assert.equal(connection?.tls?.version, 'TLSv1.3');
    assert.equal(connection?.tls?.alpn, 'http/1.1');
    assert.deepEqual(
      connection?.tls?.chain.map(({ subject, issuer }) => [subject, issuer]),
      [
        ['CN=proxy.test', 'CN=Lab Sub'],
        ['CN=Lab Sub', 'CN=Lab Root'],
      ],
    );
    assert.deepEqual(connection?.tls?.chain[0]?.names, ['proxy.test', '*.proxy.test']);
    assert.equal(connection?.tls?.trustSource, 'SSL_CERT_FILE=/trusted.pem');
    assert.equal(connection?.tls?.rejectedBecause, null);
    assert.equal(typeof connection?.tlsMs, 'number');
  });

  it('speaks HTTP/2 where the server does, all requests on one connection', async () => {
    const server = http2.createSecureServer({ ...good, allowHTTP1: true }, (_request, answer) => {
      answer.writeHead(404);
      answer.end('gone');
    });
    const listening = await start(server);
    const { get, trace } = world({ release: '1.23.0' });
    const results = await Promise.all(Array.from({ length: 20 }, () => get(at(listening))));
    assert(results.every((result) => result.kind === 'response' && result.statusLine === '404 Not Found'));
    assert.equal(trace.connections.length, 1);
    assert.equal(trace.connections[0]?.tls?.alpn, 'h2');
    assert(trace.exchanges.every(({ connection, httpVersion }) => connection === '1' && httpVersion === '2'));
  });

  it('uses the connection again', async () => {
    const server = await secure(good);
    const { get, trace } = world();
    for (let i = 0; i < 4; i++) await get(at(server));
    assert.equal(trace.connections.length, 1);
    assert.equal(server.requests(), 4);
  });

  it('asks again after a 4xx, as go does since 1.24, but not in a passive run', async () => {
    const listening = await start(https.createServer(good, (_request, answer) => answer.writeHead(410).end()));
    const active = world();
    const result = await active.get(at(listening));
    assert.deepEqual(result.exchanges, ['1', '2']);
    assert.deepEqual(
      active.trace.exchanges.map(({ attempt }) => attempt),
      [1, 2],
    );
    const older = world({ release: '1.23.4' });
    assert.equal((await older.get(at(listening))).exchanges.length, 1);
    const passive = world({ passive: true });
    assert.equal((await passive.get(at(listening))).exchanges.length, 1);
  });

  it('sends the credentials of the URL as Basic, and on a redirect only to the same place', async () => {
    const seen: (string | undefined)[] = [];
    const server = await start(
      https.createServer(good, (request, answer) => {
        seen.push(request.headers.authorization);
        const next = { '/m': '/n', '/n': `https://proxy.test:${server.port}/o` }[request.url ?? ''];
        if (next === undefined) answer.end();
        else answer.writeHead(302, { Location: next }).end();
      }),
    );
    const { get, trace } = world();
    await get(`https://user:p%40ss@proxy.test:${server.port}/m`);
    const basic = `Basic ${Buffer.from('user:p@ss').toString('base64')}`;
    assert.deepEqual(seen, [basic, basic, undefined]);
    assert(!JSON.stringify(trace).includes('p%40ss') && !JSON.stringify(trace.exchanges).includes(basic.slice(6)));
  });

  it('refuses a redirect from https to http', async () => {
    const server = await start(
      https.createServer(good, (_request, answer) => answer.writeHead(302, { Location: 'http://proxy.test/x' }).end()),
    );
    const result = await world().get(at(server));
    assert.equal(goWords(result), `redirected from secure URL ${at(server)} to insecure URL http://proxy.test/x`);
    assert(result.kind === 'failed' && result.goUrl === 'http://proxy.test/x');
  });

  describe('that Go would not trust: examined, and no request is sent', () => {
    const other = createAuthority('Other Root');
    const cases: [string, () => Issued, string, RegExp][] = [
      [
        'expired',
        () => root.issue({ names: ['proxy.test'], notBefore: past(3), notAfter: past(1) }),
        'expired',
        /has expired or is not yet valid: current time \S+ is after \S+Z$/,
      ],
      [
        'not yet valid',
        () => root.issue({ names: ['proxy.test'], notBefore: past(-1), notAfter: past(-3) }),
        'notYetValid',
        /is before \S+Z$/,
      ],
      [
        'expired and for another host',
        () => root.issue({ names: ['x.test'], notBefore: past(3), notAfter: past(1) }),
        'expired',
        /is after/,
      ],
      [
        'for another host',
        () => root.issue({ names: ['a.test', 'b.test'] }),
        'nameMismatch',
        /^tls: failed to verify certificate: x509: certificate is valid for a\.test, b\.test, not proxy\.test$/,
      ],
      [
        'for another host, by an unknown authority',
        () => other.issue({ names: ['a.test'] }),
        'nameMismatch',
        /not proxy\.test$/,
      ],
      [
        'with a common name only',
        () => root.issue({ cn: 'proxy.test' }),
        'legacyCommonName',
        /x509: certificate relies on legacy Common Name field, use SANs instead$/,
      ],
      [
        'without names',
        () => root.issue({ cn: 'elsewhere' }),
        'noNames',
        /x509: certificate is not valid for any names, but wanted to match proxy\.test$/,
      ],
      [
        'by an unknown authority',
        () => other.issue({ names: ['proxy.test'] }),
        'unknownAuthority',
        /x509: certificate signed by unknown authority$/,
      ],
      [
        'by itself',
        () => selfSigned({ names: ['proxy.test'] }),
        'unknownAuthority',
        /x509: certificate signed by unknown authority$/,
      ],
      [
        'by an intermediate that was not sent',
        () => withoutChain(root.intermediate('Sub').issue({ names: ['proxy.test'] })),
        'unknownAuthority',
        /unknown authority$/,
      ],
      [
        'by an expired intermediate',
        () => root.intermediate('Sub', { notBefore: past(3), notAfter: past(1) }).issue({ names: ['proxy.test'] }),
        'expired',
        /is after/,
      ],
      [
        'with SHA-1',
        () => root.issue({ names: ['proxy.test'], hash: 'sha1' }),
        'insecureAlgorithm',
        /unknown authority \(possibly because of "x509: cannot verify signature: insecure algorithm ECDSA-SHA1" while trying to verify candidate authority certificate "Lab Root"\)$/,
      ],
      [
        'by what is no authority',
        () => root.intermediate('Sub', { ca: false }).issue({ names: ['proxy.test'] }),
        'unknownAuthority',
        /unknown authority/,
      ],
      [
        'for clients only',
        () => root.issue({ names: ['proxy.test'], eku: 'client' }),
        'incompatibleUsage',
        /x509: certificate specifies an incompatible key usage$/,
      ],
      [
        'beyond a name constraint',
        () => root.intermediate('Sub', { permittedNames: ['corp.test'] }).issue({ names: ['proxy.test'] }),
        'nameConstraint',
        /not authorized to sign for this name: DNS name "proxy\.test" is not permitted by any constraint$/,
      ],
      [
        'with an unknown critical extension',
        () => root.issue({ names: ['proxy.test'], unknownCritical: true }),
        'unhandledCriticalExtension',
        /x509: unhandled critical extension$/,
      ],
    ];
    for (const [name, make, reason, words] of cases) {
      it(`a certificate ${name}`, async () => {
        const server = await secure(make());
        const { get, trace } = world();
        const result = await get(at(server));
        assert.equal(tlsFailure(result).reason, reason);
        assert.equal(tlsFailure(result).goAgrees, 'proved');
        assert.match(goWords(result), words);
        assert.equal(trace.connections[0]?.tls?.rejectedBecause, reason);
        assert.equal(server.requests(), 0);
      });
    }

    it('an address that the certificate does not name', async () => {
      const server = await secure(good);
      const result = await world().get(at(server, '127.0.0.1'));
      assert.equal(
        goWords(result),
        "tls: failed to verify certificate: x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs",
      );
    });
  });

  describe('that Go trusts', () => {
    const cases: [string, CertificateWish, string][] = [
      ['an RSA key of 1024 bits', { names: ['proxy.test'], keyBits: 1024 }, 'proxy.test'],
      ['an address', { ips: ['127.0.0.1'] }, '127.0.0.1'],
      ['a wildcard', { names: ['*.test'] }, 'proxy.test'],
      ['no basic constraints and no usage', { names: ['proxy.test'], ca: null, eku: null }, 'proxy.test'],
      ['any usage', { names: ['proxy.test'], eku: 'any' }, 'proxy.test'],
    ];
    for (const [name, wish, host] of cases) {
      it(`a certificate with ${name}`, async () => {
        const server = await secure(root.issue(wish));
        const result = await world().get(at(server, host));
        assert.equal(result.kind, 'response', JSON.stringify(result));
      });
    }

    it('a leaf that stands in the bundle itself', async () => {
      const leaf = selfSigned({ names: ['proxy.test'] });
      const server = await secure(leaf);
      assert.equal((await world({ trusted: leaf.leaf }).get(at(server))).kind, 'response');
    });
  });

  describe('that does not come about', () => {
    const rawServer = (answer: (socket: net.Socket) => void): Promise<Listening> =>
      start(net.createServer((socket) => void socket.once('data', () => answer(socket))));

    it('plain HTTP on the port', async () => {
      const server = await rawServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
      const result = await world().get(at(server));
      assert.equal(tlsFailure(result).reason, 'plainHttp');
      assert.equal(goWords(result), 'http: server gave HTTP response to HTTPS client');
    });

    it('something else on the port', async () => {
      const server = await rawServer((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
      const result = await world().get(at(server));
      assert.equal(goWords(result), 'tls: first record does not look like a TLS handshake');
    });

    it('an end in the handshake', async () => {
      const server = await rawServer((socket) => socket.end());
      assert.equal(goWords(await world().get(at(server))), 'EOF');
    });

    it('a reset in the handshake', async () => {
      const server = await rawServer((socket) => socket.resetAndDestroy());
      const result = await world().get(at(server));
      assert(result.kind === 'failed' && result.failure.kind === 'closed');
      assert.equal(`${result.failure.how} ${result.failure.phase}`, 'reset tls');
    });

    for (const [alert, reason, words] of [
      [40, 'handshakeFailure', 'handshake failure'],
      [70, 'versionNotSupported', 'protocol version not supported'],
      [112, 'otherAlert', 'unrecognized name'],
      [120, 'otherAlert', 'no application protocol'],
    ] as const) {
      it(`the alert ${words}`, async () => {
        const server = await rawServer((socket) => socket.end(Buffer.from([0x15, 3, 3, 0, 2, 2, alert])));
        const result = await world().get(at(server));
        assert.equal(tlsFailure(result).reason, reason);
        assert.equal(goWords(result), `remote error: tls: ${words}`);
      });
    }

    it('TLS 1.1 only', async () => {
      const server = tls.createServer({
        ...good,
        minVersion: 'TLSv1',
        maxVersion: 'TLSv1.1',
        ciphers: 'DEFAULT@SECLEVEL=0',
      });
      const listening = await start(server);
      const result = await world().get(at(listening));
      assert.equal(goWords(result), 'remote error: tls: protocol version not supported');
    });

    it('nothing within the limit', async () => {
      const server = await rawServer(() => {});
      const result = await world({ limits: { tlsMs: 50 } }).get(at(server));
      assert(result.kind === 'failed');
      assert.deepEqual(result.failure, {
        kind: 'timeout',
        phase: 'tls',
        host: 'proxy.test',
        oursMs: 50,
        gosMs: 10_000,
      });
      assert.equal(goWords(result), 'net/http: TLS handshake timeout');
    });
  });

  describe('with HTTP/2 that breaks', () => {
    const h2 = (onStream: (stream: http2.ServerHttp2Stream) => void): Promise<Listening> => {
      const server = http2.createSecureServer(good);
      server.on('stream', (stream) => {
        stream.on('error', () => {});
        onStream(stream);
      });
      server.on('session', (session) => session.on('error', () => {}));
      return start(server);
    };
    const failure = async (server: Listening): Promise<NetFailure> => {
      const result = await world().get(at(server));
      assert(result.kind === 'failed', 'an answer came');
      return result.failure;
    };

    it('a stream that is reset before the head', async () => {
      const server = await h2((stream) => stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR));
      assert.deepEqual(await failure(server), {
        kind: 'http2',
        what: 'streamReset',
        code: 'INTERNAL_ERROR',
        host: 'proxy.test',
      });
    });

    it('a session that is ended with an error', async () => {
      const server = await h2((stream) => stream.session?.goaway(http2.constants.NGHTTP2_ENHANCE_YOUR_CALM));
      const found = await failure(server);
      assert(found.kind === 'http2' && found.code === 'ENHANCE_YOUR_CALM', JSON.stringify(found));
    });

    it('a body shorter than announced', async () => {
      const server = await h2((stream) => {
        stream.respond({ ':status': 200, 'content-length': '10' });
        stream.end('abc');
      });
      const found = await failure(server);
      assert(found.kind === 'closed' || found.kind === 'http2', JSON.stringify(found));
    });
  });
});

function withoutChain(issued: Issued): Issued {
  return { ...issued, cert: issued.leaf };
}
