import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { judgeHead } from '../../../src/engine/web/goHead.ts';

describe("the head of an answer by Go's rules", () => {
  for (const [what, text] of [
    ['bare line feeds', 'HTTP/1.1 200 OK\nContent-Length: 2\n\n{}'],
    ['a space before the colon', 'HTTP/1.1 200 OK\r\nX : 1\r\n\r\n'],
    ['two equal lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\ncontent-length:2\r\n\r\n'],
    ['an unasked 100 Continue', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n'],
    ['a folded line', 'HTTP/1.1 200 OK\r\nX: 1\r\n 2\r\n\r\n'],
  ] as const) {
    it(`accepts ${what}`, () => assert.deepEqual(judgeHead(text), { kind: 'accepts' }));
  }

  it('refuses a line without a colon, in the words of net/textproto', () => {
    const text = 'HTTP/1.1 200 OK\r\nWarning this is none\r\n\r\n';
    assert.deepEqual(judgeHead(text), {
      kind: 'refuses',
      words: 'malformed MIME header: missing colon: "Warning this is none"',
    });
  });

  it('refuses two lengths that differ', () => {
    const text = 'HTTP/1.1 200 OK\r\nContent-Length: 50\r\nContent-Length: 7\r\n\r\n';
    assert.deepEqual(judgeHead(text), {
      kind: 'refuses',
      words: 'http: message cannot contain multiple Content-Length headers; got ["50" "7"]',
    });
  });

  it('refuses control characters in a value', () => {
    assert.equal(judgeHead('HTTP/1.1 200 OK\r\nX: a\x01b\r\n\r\n').kind, 'refuses');
  });

  it('cannot tell before the head is complete', () => {
    assert.deepEqual(judgeHead('HTTP/1.1 200 OK\r\nContent-Le'), { kind: 'incomplete' });
    assert.deepEqual(judgeHead('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 2'), { kind: 'incomplete' });
  });

  it('gives up after many informational answers', () => {
    assert.equal(judgeHead('HTTP/1.1 100 Continue\r\n\r\n'.repeat(20)).kind, 'refuses');
  });
});
