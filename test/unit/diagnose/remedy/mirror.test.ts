import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { useMirror } from '../../../../src/engine/diagnose/remedy/mirror.ts';
import { environment } from '../builders.ts';

const changes = (host: string) => useMirror(environment({}), host).map(({ change }) => change);

describe('mirrors', () => {
  it('are offered where the public module proxy cannot be reached', () => {
    assert.deepEqual(changes('proxy.golang.org:443'), [
      { set: { GOPROXY: 'https://goproxy.cn,direct' } },
      { set: { GOPROXY: 'https://goproxy.io,direct' } },
    ]);
  });

  it('of the checksum database keep its key: it is never switched off', () => {
    assert.deepEqual(changes('sum.golang.org'), [{ set: { GOSUMDB: 'sum.golang.google.cn' } }]);
  });

  it('are not offered in place of a company’s own proxy', () => {
    for (const host of ['proxy.corp.example', 'goproxy.cn', '127.0.0.1:8080']) assert.deepEqual(changes(host), []);
  });
});
