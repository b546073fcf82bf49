import assert from 'node:assert/strict';
import https from 'node:https';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { goTransportText } from '../../../src/engine/web/goText.ts';
import {
  createRedactor,
  redactHeaders,
  redactText,
  redactUrl,
  redactUrlAsNetHttp,
} from '../../../src/engine/web/redact.ts';
import { createAuthority } from '../../lab/certificates.ts';
import { createWorld, listen } from './fixture.ts';

describe('redaction', () => {
  it('hides the password of a URL as go does in either place', () => {
    assert.equal(redactUrl('https://u:geheim@h.test:1/p?x=1'), 'https://u:xxxxx@h.test:1/p?x=1');
    assert.equal(redactUrlAsNetHttp('https://u:geheim@h.test/p'), 'https://u:***@h.test/p');
    assert.equal(redactUrl('https://h.test/a@b'), 'https://h.test/a@b');
  });

  it('hides a lone user name, which may be a token, and parameters that look like secrets', () => {
    assert.equal(redactUrl('https://ghp_abc@h.test/'), 'https://xxxxx@h.test/');
    assert.equal(
      redactUrl('https://h.test/z?X-Amz-Signature=abc&v=1&access_token=t'),
      'https://h.test/z?X-Amz-Signature=xxxxx&v=1&access_token=xxxxx',
    );
  });

  it('finds passwords in text', () => {
    assert.equal(redactText('see https://a:b@c/d and Bearer abcdefgh!'), 'see https://a:xxxxx@c/d and Bearer xxxxx!');
  });

  it('hides the values of credential headers and keeps their scheme', () => {
    const headers = redactHeaders([
      ['Authorization', 'Basic dTpw'],
      ['Set-Cookie', 'sid=1'],
      ['X-Api-Key', 'k'],
      ['Location', 'https://u:p@h/'],
      ['Server', 'nginx'],
    ]);
    assert.deepEqual(
      headers.map(({ value, redacted }) => [value, redacted]),
      [
        ['Basic xxxxx', true],
        ['xxxxx', true],
        ['xxxxx', true],
        ['https://u:xxxxx@h/', true],
        ['nginx', false],
      ],
    );
  });

  it('takes time in proportion to the text', () => {
    for (const unit of ['://', '//a', '&token=', 'Basic ', 'a.', '?key', '://a@', '%']) {
      redactText(unit.repeat(300_000 / unit.length));
    }
  });

  it('knows the secrets of a run by value, in every spelling', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6, maxLength: 30, unit: 'grapheme-ascii' }), (secret) => {
        const redactor = createRedactor();
        const encoded = encodeURIComponent(secret);
        redactor.learnUrl(`https://user:${encoded}@h.test/`);
        const basic = Buffer.from(`user:${secret}`).toString('base64');
        const shown = redactor.text(`<${secret}> <${encoded}> <${basic}>`);
        assert(!shown.includes(encoded) && !shown.includes(basic));
        assert(!shown.includes(`<${secret}>`));
      }),
    );
  });

  it('lets no secret into any record, whatever the server sends back', async () => {
    const root = createAuthority('Root');
    const secret = 'S3cret/Pa%&ss word';
    const encoded = encodeURIComponent(secret);
    const server = await listen(
      https.createServer(root.issue({ names: ['proxy.test'] }), (request, answer) => {
        const echo = `${request.headers.authorization} ${secret} ${encoded} https://user:${encoded}@proxy.test/`;
        const next = `https://user:${encoded}@proxy.test:${request.socket.localPort}/end`;
        if (request.url !== '/end')
          answer.writeHead(302, { Location: next, 'X-Echo': encoded, 'Set-Cookie': encoded }).end(echo);
        else answer.writeHead(404, encoded, { 'Content-Type': 'text/plain', 'X-Echo': echo }).end(echo);
      }),
    );
    const world = createWorld({ trusted: root.pem });
    const result = await world.get(`https://user:${encoded}@proxy.test:${server.port}/start`);
    const body = result.kind === 'response' ? Buffer.from(result.body).toString() : '';
    assert.equal(result.kind === 'response' && result.status, 404);
    const everything = JSON.stringify([world.trace, world.trace.exchanges, world.trace.connections, result]) + body;
    await world.transport.close();
    await server.close();
    const basic = Buffer.from(`user:${secret}`).toString('base64');
    for (const form of [secret, encoded, basic, 'S3cret']) assert(!everything.includes(form), form);
  });

  it('lets no secret into the words of go', async () => {
    const world = createWorld();
    for (const url of ['http://user:S3cret-pw@proxy.test/m', 'https://user:S3cret-pw@127.0.0.1:1/m']) {
      const result = await world.get(url);
      assert(result.kind === 'failed');
      const { text } = goTransportText(result, '1.26.8');
      assert(text !== '' && !text.includes('S3cret'), text);
    }
    await world.transport.close();
  });
});
