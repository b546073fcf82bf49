import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseGodebug } from '../../../src/engine/goenv/godebug.ts';

describe('parseGodebug', () => {
  it('reads pairs; the last for a key counts', () => {
    const pairs = parseGodebug('http2client=0,netdns=go+2,junk,http2client=1#bisect,a=b=c, x=1');
    assert.deepEqual(Object.fromEntries(pairs), { http2client: '1', netdns: 'go+2', a: 'b=c', ' x': '1' });
  });
});
