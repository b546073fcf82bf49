import assert from 'node:assert/strict';
import net from 'node:net';
import { describe, it } from 'mocha';
import { createNodeDialer } from '../../../../src/cli/ports/nodeDialer.ts';
import { createNodeResolver } from '../../../../src/cli/ports/nodeResolver.ts';
import { listen } from '../../web/fixture.ts';

const signal = new AbortController().signal;

describe('name resolution of this machine', () => {
  it('asks nobody about a literal address', async () => {
    const resolver = createNodeResolver();
    assert.deepEqual(await resolver.resolve('192.0.2.1', signal), {
      kind: 'ok',
      addresses: [{ address: '192.0.2.1', family: 4 }],
      resolver: 'literal',
    });
    assert.deepEqual(await resolver.resolve('::1', signal), {
      kind: 'ok',
      addresses: [{ address: '::1', family: 6 }],
      resolver: 'literal',
    });
  });

  it('knows localhost', async () => {
    const result = await createNodeResolver().resolve('localhost', signal);
    assert(
      result.kind === 'ok' && result.addresses.some(({ address }) => address === '127.0.0.1' || address === '::1'),
    );
  });

  for (const name of ['127.1', '2130706433', 'a b', 'a..b', '-', `${'a'.repeat(64)}.test`, 'ü']) {
    it(`asks nobody about ${name.slice(0, 10)}, which is no domain name to Go`, async () => {
      const result = await createNodeResolver().resolve(name, signal);
      assert.equal(
        result.kind === 'failed' && `${result.reason} ${result.server} ${result.resolver}`,
        'noSuchHost null literal',
      );
    });
  }

  it('ends with the signal', async () => {
    const aborted = AbortSignal.abort(new Error('enough'));
    await assert.rejects(createNodeResolver().resolve('proxy.test', aborted), /enough/);
  });
});

describe('connections of this machine', () => {
  it('come about, or say why not', async () => {
    const server = await listen(net.createServer());
    const address = { address: '127.0.0.1', family: 4 as const };
    const good = await createNodeDialer().dial(address, server.port, 1000, signal);
    assert(good.kind === 'ok');
    good.socket.destroy();
    await server.close();
    const refused = await createNodeDialer().dial(address, server.port, 1000, signal);
    assert.equal(refused.kind === 'failed' && refused.reason, 'refused');
  });

  it('end with the signal', async () => {
    const controller = new AbortController();
    const dialled = createNodeDialer().dial({ address: '127.0.0.1', family: 4 }, 1, 1000, controller.signal);
    controller.abort(new Error('enough'));
    await assert.rejects(dialled, /enough/);
  });
});
