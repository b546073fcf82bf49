import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { proxyUrl } from '../../../src/engine/modfetch/proxyUrl.ts';

/** Entry, escaped path, tail, URL on the wire as seen from go. */
const rows: [string, string, string, string][] = [
  ['https://h', 'github.com/!azure/x', '@v/v1.0.0.mod', 'https://h/github.com/%21azure/x/@v/v1.0.0.mod'],
  ['http://h:8080', 'e.com/m', '@v/v1.0.0-!r!c1.info', 'http://h:8080/e.com/m/@v/v1.0.0-%21r%21c1.info'],
  ['http://h/s404/', 'e.com/m', '@v/list', 'http://h/s404/e.com/m/@v/list'],
  ['http://h/ok?x=1', 'e.com/m', '@v/v1.0.0.info', 'http://h/ok/e.com/m/@v/v1.0.0.info?x=1'],
  ['http://h', 'e.com/m', '@v/v2.0.0+incompatible.mod', 'http://h/e.com/m/@v/v2.0.0+incompatible.mod'],
  ['http://h/a//b/./c/../d', 'e.com/m', '@latest', 'http://h/a/b/d/e.com/m/@latest'],
  ['http://h/a%2Fb', 'e.com/m', '@latest', 'http://h/a%2Fb/e.com/m/@latest'],
  ['http://h/a b', 'e.com/m', '@latest', 'http://h/a%20b/e.com/m/@latest'],
  ['https://u:p@h/x', 'e.com/~m', '@latest', 'https://u:p@h/x/e.com/~m/@latest'],
];

describe('the URL of a file on a proxy', () => {
  for (const [entry, path, tail, url] of rows) {
    it(`is ${url}`, () => assert.equal(proxyUrl(entry, path, tail).url, url));
  }

  it('is shown without the password', () => {
    assert.equal(proxyUrl('https://u:secret@h', 'e.com/m', '@v/list').shown, 'https://u:xxxxx@h/e.com/m/@v/list');
  });

  it('keeps the ! in the path of a local file and encodes it in what go prints', () => {
    const target = proxyUrl('file:///pro%20xy', 'e.com/!upper', '@v/list');
    assert.equal(target.filePath, '/pro xy/e.com/!upper/@v/list');
    assert.equal(target.shown, 'file:///pro%20xy/e.com/%21upper/@v/list');
  });
});
