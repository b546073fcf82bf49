import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createServer } from '../../../src/cli/serve.ts';
import type { Engine } from '../../../src/engine/api.ts';
import type { FromEngine } from '../../../src/protocol/messages.ts';

const methods = ['diagnose', 'plan', 'env', 'explain', 'whatif', 'verify', 'compare'] as const;

describe('the engine process of an editor', () => {
  for (const method of methods) {
    it(`answers ${method}`, async () => {
      const { promise, resolve } = Promise.withResolvers<FromEngine>();
      const said = { kind: 'badQuestion', code: 'no-go-mod', params: { method } } as const;
      const engine: Partial<Engine> = { [method]: async () => said };
      const server = createServer(engine as Engine, { send: resolve });
      server.receive({ kind: 'request', id: 7, method, question: {}, language: 'en' });
      assert.deepEqual(await promise, { kind: 'answer', id: 7, answer: said });
    });
  }

  it('passes over what is no message', () => {
    const server = createServer({} as Engine, { send: () => assert.fail('nothing was asked') });
    for (const odd of [null, 7, {}, { kind: 'request', id: 1, method: 'constructor', question: {} }])
      server.receive(odd);
  });
});
