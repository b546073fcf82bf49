import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { goServerResponse, serverWords } from '../../../src/engine/web/bodyText.ts';

const go = (type: string | null, body: string): string => goServerResponse(type, Buffer.from(body));
const words = (type: string | null, body: string): string | null => serverWords(type, Buffer.from(body));

describe('the server response that go shows', () => {
  it('is one line beside its label, several below it', () => {
    assert.equal(go('text/plain', 'not found: nope\n'), '\n\tserver response: not found: nope');
    assert.equal(go('text/plain; charset=utf-8', 'a\nb\n\nc'), '\n\tserver response:\n\ta\n\tb');
    assert.equal(go('Text/Plain; charset="US-ASCII"', 'a'), '\n\tserver response: a');
  });

  it('is nothing for another type, another charset, an empty body or bytes that drive a terminal', () => {
    for (const type of ['text/html', 'application/json', null, 'text/plain; charset=latin1'])
      assert.equal(go(type, 'a'), '');
    assert.equal(go('text/plain', ''), '');
    assert.equal(go('text/plain', '\n\na'), '');
    assert.equal(go('text/plain', '\x1b[31mred'), '');
    assert.equal(goServerResponse('text/plain', Buffer.from([0x61, 0xff])), '');
  });

  it('ends after eight lines or 648 bytes', () => {
    const twenty = Array.from({ length: 20 }, (_, i) => `L${i}`).join('\n');
    assert.equal(
      go('text/plain', twenty),
      '\n\tserver response:\n\tL0\n\tL1\n\tL2\n\tL3\n\tL4\n\tL5\n\tL6\n\tL7\n\t[Truncated: too many lines.]',
    );
    assert.equal(go('text/plain', 'x'.repeat(700)), '\n\tserver response: [Truncated: too long.]');
  });
});

describe('the words of a server for people', () => {
  it('are the visible text of a page', () => {
    const page =
      '<!DOCTYPE html><head><title>Login &amp; go</title><style>b{}</style></head><body><script>x()</script><h1>Sign in</h1>';
    assert.equal(words('text/html', page), 'Login & go Sign in');
  });

  it('are the message of a JSON answer', () => {
    assert.equal(
      words('application/json', '{"errors":[{"status":403,"message":"blocked by policy"}]}'),
      'blocked by policy',
    );
    assert.equal(words('application/json', '{"error":{"message":"no"}}'), 'no');
  });

  it('hold no control or direction characters, no secret, and are bounded', () => {
    assert.equal(words('text/plain', 'a\x1b[31m \u202eb https://u:pw@h/'), 'a[31m b https://u:xxxxx@h/');
    assert.equal(words(null, 'x'.repeat(5000))?.length, 401);
    assert.equal(serverWords('application/zip', Buffer.from([0x50, 0, 1])), null);
    assert.equal(words('text/html', '<br>'), null);
  });
});
