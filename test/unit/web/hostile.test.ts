/** Servers that mean harm: whatever they send, a request ends soon, keeps little, and says what was wrong. */
import assert from 'node:assert/strict';
import http from 'node:http';
import { constants, createGzip } from 'node:zlib';
import { afterEach, describe, it } from 'mocha';
import type { HttpResult } from '../../../src/engine/web/transport.ts';
import { createWorld, type Listening, listen } from './fixture.ts';

const open: { close(): Promise<void> }[] = [];
const megabyte = 1024 * 1024;

async function serve(handler: http.RequestListener): Promise<Listening> {
  const listening = await listen(http.createServer(handler));
  open.push(listening);
  return listening;
}

async function ask(
  server: Listening,
  more: { maxBodyBytes?: number; limits?: { headMs?: number; bodyIdleMs?: number } } = {},
): Promise<HttpResult> {
  const { limits = {}, maxBodyBytes = megabyte } = more;
  const world = createWorld({ limits });
  open.push(world.transport);
  return world.get(`http://proxy.test:${server.port}/m/@v/list`, { maxBodyBytes });
}

function failureOf(result: HttpResult): (HttpResult & { kind: 'failed' })['failure'] {
  assert(result.kind === 'failed', 'an answer came');
  return result.failure;
}

/** Writes the same text as long as somebody takes it; says how much was written. */
function endless(answer: http.ServerResponse, text: string): { readonly bytes: number } {
  const count = { bytes: 0 };
  const more = (): void => {
    while (!answer.destroyed && count.bytes < 1024 * megabyte) {
      count.bytes += text.length;
      if (!answer.write(text)) {
        answer.once('drain', more);
        return;
      }
    }
  };
  more();
  return count;
}

describe('a hostile server', () => {
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close();
  });

  it('sends a list without end: no more is read than the limit and what is on its way', async () => {
    let sent = { bytes: 0 };
    const server = await serve((_request, answer) => {
      sent = endless(answer, 'v1.0.0\n'.repeat(9000));
    });
    const failure = failureOf(await ask(server));
    assert.deepEqual(failure, { kind: 'tooLarge', oursBytes: megabyte, gosBytes: null });
    assert.ok(sent.bytes < 64 * megabyte, `${sent.bytes} bytes were taken`);
  });

  it('announces a gigabyte: it is not read', async () => {
    const server = await serve((_request, answer) => {
      answer.writeHead(200, { 'Content-Length': String(1024 * megabyte) });
      endless(answer, 'x'.repeat(65_536));
    });
    assert.equal(failureOf(await ask(server)).kind, 'tooLarge');
  });

  it('sends a gigabyte of zeros in a megabyte of gzip: it is not unpacked', async () => {
    const server = await serve((_request, answer) => {
      answer.setHeader('Content-Encoding', 'gzip');
      const packer = createGzip({ level: constants.Z_BEST_SPEED });
      packer.pipe(answer);
      const zeros = Buffer.alloc(megabyte);
      let written = 0;
      const more = (): void => {
        while (!answer.destroyed && written++ < 1024) {
          if (packer.write(zeros)) continue;
          packer.once('drain', more);
          return;
        }
      };
      more();
    });
    const before = process.memoryUsage().arrayBuffers;
    assert.equal(failureOf(await ask(server, { maxBodyBytes: 4 * megabyte })).kind, 'tooLarge');
    assert.ok(process.memoryUsage().arrayBuffers - before < 100 * megabyte);
  });

  it('answers an error with a page without end: the beginning is kept, and the status counts', async () => {
    const server = await serve((_request, answer) => {
      answer.writeHead(403, { 'Content-Type': 'text/plain' });
      endless(answer, 'no\n'.repeat(20_000));
    });
    const result = await ask(server);
    assert.ok(result.kind === 'response' && result.status === 403 && result.body.length <= 256 * 1024);
  });

  it('lets a body drip: it ends with our limit, which is told', async () => {
    const server = await serve((_request, answer) => {
      const drip = setInterval(() => answer.write('v'), 5);
      answer.on('close', () => clearInterval(drip));
    });
    const failure = failureOf(await ask(server, { limits: { bodyIdleMs: 60 } }));
    assert.ok(failure.kind === 'timeout' && failure.phase === 'body' && failure.gosMs === null);
  });

  it('never ends its head of 1xx answers', async () => {
    const server = await listen(
      (await import('node:net')).createServer((socket) => {
        socket.on('error', () => {});
        const flood = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n'.repeat(50)), 5);
        socket.on('close', () => clearInterval(flood));
      }),
    );
    open.push(server);
    const failure = failureOf(await ask(server, { limits: { headMs: 100 } }));
    assert.ok(['malformed', 'tooLarge', 'timeout'].includes(failure.kind), failure.kind);
  });

  it('redirects without end: ten requests and no more', async () => {
    let count = 0;
    const server = await serve((request, answer) => {
      count += 1;
      answer.writeHead(302, { Location: `${request.url}x` });
      endless(answer, 'go on\n'.repeat(5000));
    });
    const failure = failureOf(await ask(server));
    assert.ok(failure.kind === 'redirect' && failure.reason === 'tooMany');
    assert.equal(count, 10);
  });
});
