import assert from 'node:assert/strict';
import https from 'node:https';
import { afterEach, describe, it } from 'mocha';
import type { CommandRequest, Commands } from '../../../src/engine/ports.ts';
import { goTransportText } from '../../../src/engine/web/goText.ts';
import { createAuthority } from '../../lab/certificates.ts';
import { createWorld, listen, type WorldOptions } from '../web/fixture.ts';

const authority = createAuthority('Lab Root');
const good = authority.issue({ names: ['proxy.test', 'other.test'] });
const secret = 'geheimnis-7Q';

describe('credentials for https requests', () => {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  /** Answers 401 to whom it does not know, and shows what it was sent. */
  async function start(options: WorldOptions, wanted = `Basic ${Buffer.from(`u:${secret}`).toString('base64')}`) {
    const seen: (string | undefined)[] = [];
    const server = await listen(
      https.createServer(good, (request, answer) => {
        seen.push(request.headers.authorization);
        answer
          .writeHead(request.headers.authorization === wanted ? 200 : 401)
          .end(`you sent ${request.headers.authorization}`);
      }),
    );
    const world = createWorld({ trusted: authority.pem, ...options });
    closers.push(server.close, () => world.transport.close());
    return { seen, world, url: `https://proxy.test:${server.port}/m/@v/list`, port: server.port };
  }

  /** Nothing that a report shows may hold the secret, as it is, in base64 or percent-encoded. */
  function assertHidden(...shown: unknown[]): void {
    const text = JSON.stringify(shown);
    for (const form of [
      secret,
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
      Buffer.from(`u:${secret}`).toString('base64'),
    ]) {
      assert.ok(!text.includes(form), `${form} in ${text}`);
    }
  }

  it('come from .netrc, by host with its port', async () => {
    const env = { NETRC: '/home/u/.netrc' };
    const { seen, world, url, port } = await start({ env });
    world.addFile('/home/u/.netrc', `\nmachine proxy.test:${port} login u password ${secret}\n`);
    const result = await world.get(url);
    assert.equal(result.kind === 'response' && result.status, 200);
    assert.equal(seen.length, 1);
    const [exchange] = world.trace.exchanges;
    assert.deepEqual(exchange?.credentials, { kind: 'netrc', prefix: `proxy.test:${port}`, from: '/home/u/.netrc:2' });
    assertHidden(world.trace.exchanges, world.trace.connections);
  });

  it('are not sent from .netrc where the entry has no port', async () => {
    const { seen, world, url } = await start({ env: { NETRC: '/n' } });
    world.addFile('/n', `machine proxy.test login u password ${secret}`);
    await world.get(url);
    assert.deepEqual(seen, [undefined, undefined]);
  });

  it('are not sent with GOAUTH=off', async () => {
    const { seen, world, url, port } = await start({ env: { NETRC: '/n', GOAUTH: 'off' } });
    world.addFile('/n', `machine proxy.test:${port} login u password ${secret}`);
    await world.get(url);
    assert.deepEqual(seen, [undefined, undefined]);
  });

  it('come from a program, which is asked again with the URL and the answer', async () => {
    const asked: CommandRequest[] = [];
    const commands: Commands = {
      run: async (request) => {
        asked.push(request);
        const out = request.argv.length > 2 ? `${request.argv[2]}\n\nAuthorization: Bearer ${secret}\n\n` : '';
        return { kind: 'exited', exit: 0, stdout: Buffer.from(out), stderr: new Uint8Array(0), ms: 1 };
      },
    };
    const { seen, world, url } = await start({ env: { GOAUTH: 'tool --auth' }, commands }, `Bearer ${secret}`);
    const result = await world.get(url);
    assert.equal(result.kind === 'response' && result.status, 200);
    assert.deepEqual(seen, [undefined, `Bearer ${secret}`]);
    assert.deepEqual(
      asked.map(({ argv }) => argv),
      [
        ['tool', '--auth'],
        ['tool', '--auth', url],
      ],
    );
    assert.match(Buffer.from(asked[1]?.input ?? []).toString(), /^HTTP\/1\.1 401 Unauthorized\n/);
    assertHidden(world.trace.exchanges, world.trace.processes);
  });

  it('come from git for the URL that was refused', async () => {
    const commands: Commands = {
      run: async ({ argv, input }) => {
        const host = /url=https:\/\/([^/]+)/.exec(Buffer.from(input ?? []).toString())?.[1];
        const out = `protocol=https\nhost=${host}\nusername=u\npassword=${secret}\n`;
        const stdout = Buffer.from(argv.join(' ') === 'git credential fill' ? out : '');
        return { kind: 'exited', exit: 0, stdout, stderr: new Uint8Array(0), ms: 1 };
      },
    };
    const { world, url } = await start({ env: { GOAUTH: 'git /src' }, commands });
    const result = await world.get(url);
    assert.equal(result.kind === 'response' && result.status, 200);
    assertHidden(world.trace.exchanges, world.trace.processes);
  });

  it('start no program in a quiet look', async () => {
    const commands: Commands = { run: async () => assert.fail('a program was started') };
    const { seen, world, url } = await start({ env: { GOAUTH: 'tool' }, commands, passive: true });
    await world.get(url);
    assert.deepEqual(seen, [undefined]);
  });

  it('give way to those in the URL where the key differs', async () => {
    const { world, url, port } = await start({ env: { NETRC: '/n' } });
    world.addFile('/n', `machine proxy.test:${port} login x password wrong-one`);
    const result = await world.get(url.replace('https://', `https://u:${secret}@`));
    assert.equal(result.kind === 'response' && result.status, 200);
    assertHidden(world.trace.exchanges);
  });

  it('hide the secret where the server sends it back', async () => {
    const { world, url, port } = await start({ env: { NETRC: '/n' } }, 'something else');
    world.addFile('/n', `machine proxy.test:${port} login u password ${secret}`);
    assertHidden(await world.get(url), world.trace.exchanges);
  });

  it("end everything in go's words where GOAUTH cannot be read", async () => {
    const { seen, world, url } = await start({ env: { GOAUTH: 'git' } });
    const result = await world.get(url);
    assert.ok(result.kind === 'failed');
    assert.equal(
      goTransportText(result, '1.26.8').text,
      'GOAUTH=git dir method requires an absolute path to the git working directory',
    );
    assert.deepEqual(seen, []);
  });
});
