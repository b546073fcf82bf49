import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { parseGoproxy, splitElements } from '../../../src/engine/goenv/goproxy.ts';

/** `KIND URL` for each entry, with `|` behind it where any error falls through. */
function entries(goproxy: string, gonoproxy = ''): string[] {
  const list = parseGoproxy(goproxy, gonoproxy);
  assert.equal(list.kind, 'ok', list.kind === 'invalid' ? list.message : '');
  if (list.kind !== 'ok') return [];
  return list.entries.map(
    (entry) => `${entry.kind === 'proxy' ? entry.url : entry.kind}${entry.onAnyError ? '|' : ''}`,
  );
}

function message(goproxy: string): string {
  const list = parseGoproxy(goproxy, '');
  return list.kind === 'invalid' ? list.message : JSON.stringify(list.entries);
}

describe('parseGoproxy', () => {
  for (const [goproxy, expected] of [
    ['https://proxy.golang.org,direct', ['https://proxy.golang.org', 'direct']],
    ['https://a.test|https://b.test,direct', ['https://a.test|', 'https://b.test', 'direct']],
    ['direct', ['direct']],
    ['off', ['off']],
    ['direct|https://a.test', ['direct']],
    ['off,http://%zz', ['off']],
    [' https://a.test , ,direct', ['https://a.test', 'direct']],
    ['\u00a0direct\u0085', ['direct']],
    ['a.test', ['https://a.test']],
    ['a:80', ['https://a:80']],
    ['a/b', ['https://a/b']],
    ['user:pw@a.test', ['https://user:pw@a.test']],
    ['HTTP://a.test/x/', ['HTTP://a.test/x/']],
    ['https://a.test?q=1', ['https://a.test?q=1']],
    ['https://a.test;https://b.test', ['https://a.test;https://b.test']],
    ['file:///srv/proxy', ['file:///srv/proxy']],
    ['https://[::1]:80', ['https://[::1]:80']],
    ['https://a.test|', ['https://a.test|']],
  ] as const) {
    it(`reads '${goproxy}'`, () => assert.deepEqual(entries(goproxy), expected));
  }

  for (const [goproxy, expected] of [
    ['', 'GOPROXY list is not the empty string, but contains no entries'],
    [',| ,', 'GOPROXY list is not the empty string, but contains no entries'],
    ['foo', 'invalid proxy URL missing scheme: foo'],
    ['none', 'invalid proxy URL missing scheme: none'],
    ['DIRECT', 'invalid proxy URL missing scheme: DIRECT'],
    ['/abs/path', 'invalid proxy URL missing scheme: /abs/path'],
    ['"https://a.test"', 'parse "\\"https://a.test\\"": first path segment in URL cannot contain colon'],
    ['https://a.test,foo', 'invalid proxy URL missing scheme: foo'],
    ['http://%zz', 'parse "http://%zz": invalid URL escape "%zz"'],
    ['http://a.test/%zz#f', 'parse "http://a.test/%zz": invalid URL escape "%zz"'],
    ['http://a.test/#%zz', 'parse "http://a.test/#%zz": invalid URL escape "%zz"'],
    ['https://a b', 'parse "https://a b": invalid character " " in host name'],
    ['https://a.test:x', 'parse "https://a.test:x": invalid port ":x" after host'],
    ['https://a:1:2', 'parse "https://a:1:2": invalid port ":1:2" after host'],
    ['https://[::1', 'parse "https://[::1": missing \']\' in host'],
    ['https://x[::1]', 'parse "https://x[::1]": invalid IP-literal'],
    ['https://a\x01.test', 'parse "https://a\\x01.test": net/url: invalid control character in URL'],
    ['://a.test', 'parse "://a.test": missing protocol scheme'],
    ['ftp://x/y', 'invalid proxy URL scheme (must be https, http, file): ftp://x/y'],
    ['ftp://x/a b', 'invalid proxy URL scheme (must be https, http, file): ftp://x/a%20b'],
    ['file://host/x', 'invalid file:// proxy URL with non-path elements: file://host/x'],
    ['file:/x', 'invalid file:// proxy URL with non-path elements: file:/x'],
    ['file:///x?y', 'invalid file:// proxy URL with non-path elements: file:///x?y'],
  ] as const) {
    it(`says what go says about ${JSON.stringify(goproxy)}`, () => assert.equal(message(goproxy), expected));
  }

  it('names the element that is wrong', () => {
    const list = parseGoproxy('https://a.test, foo |direct', '');
    assert.ok(list.kind === 'invalid');
    assert.equal(list.element, 'foo');
  });

  it("begins with go's own entry where GONOPROXY is set, except before a plain direct", () => {
    assert.deepEqual(entries('https://a.test,direct', 'corp.test'), ['noproxy', 'https://a.test', 'direct']);
    assert.deepEqual(entries('direct', 'corp.test'), ['direct']);
    assert.deepEqual(entries(' direct', 'corp.test'), ['noproxy', 'direct']);
    assert.equal(parseGoproxy(',', 'corp.test').kind, 'invalid');
  });

  it('numbers the entries', () => {
    const list = parseGoproxy('a.test,b.test|direct', 'corp.test');
    assert.ok(list.kind === 'ok');
    assert.deepEqual(
      list.entries.map((entry) => entry.index),
      [0, 1, 2, 3],
    );
  });

  const element = fc.oneof(
    fc.constantFrom('direct', 'off', 'https://a.test', 'b.test/x', 'http://u:p@c.test', ' ', 'foo', 'file:///x'),
    fc.webUrl({ withQueryParameters: true }),
    fc.string(),
  );
  const listText = fc
    .array(fc.tuple(element, fc.constantFrom(',', '|')), { maxLength: 6 })
    .map((parts) => parts.flat().join(''));

  it('never throws, and nothing follows off or direct', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), listText),
        fc.constantFrom('', 'x.test'),
        (goproxy, gonoproxy) => {
          const list = parseGoproxy(goproxy, gonoproxy);
          if (list.kind === 'invalid') return;
          const end = list.entries.findIndex((entry) => entry.kind === 'direct' || entry.kind === 'off');
          assert.ok(end < 0 || end === list.entries.length - 1);
        },
      ),
    );
  });

  it('reads what it wrote as the same list', () => {
    fc.assert(
      fc.property(listText, (goproxy) => {
        const first = parseGoproxy(goproxy, '');
        if (first.kind === 'invalid') return;
        const text = first.entries
          .map((entry) => `${entry.kind === 'proxy' ? entry.url : entry.kind}${entry.onAnyError ? '|' : ','}`)
          .join('');
        assert.deepEqual(parseGoproxy(text, ''), first);
      }),
    );
  });

  it('never shows a password, in good lists or bad', () => {
    const secretText = fc.stringMatching(/^[A-Za-z0-9/%:@ ?#[\]\\^"-]{0,10}$/).map((noise) => `Sec${noise}ReT`);
    const host = fc.constantFrom('a.test', 'a.test:80', 'a.test:x', '[::1', 'a b', 'a.test/%zz', 'a.test/x@v1');
    const scheme = fc.constantFrom('https://', 'http://', '', 'ftp://', 'file://', 'https:/');
    fc.assert(
      fc.property(scheme, secretText, host, fc.boolean(), (prefix, password, place, isAlone) => {
        const secret = isAlone ? password.replaceAll(':', '') : password;
        const list = parseGoproxy(`${prefix}${isAlone ? '' : 'me:'}${secret}@${place},direct`, '');
        const shown = list.kind === 'ok' ? list.entries.map((entry) => entry.shown) : [list.message, list.element];
        for (const text of shown) assert.doesNotMatch(text, /Sec|ReT/);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads a long list in linear time', () => {
    assert.equal(entries('https://a.test,'.repeat(20_000)).length, 20_000);
    assert.equal(parseGoproxy(' '.repeat(200_000), '').kind, 'invalid');
  });
});

describe('splitElements', () => {
  it('says where each element stands and what follows it', () => {
    assert.deepEqual(splitElements(' a.test|,direct , b'), [
      { text: 'a.test', separator: '|', offset: 1 },
      { text: 'direct', separator: ',', offset: 9 },
      { text: 'b', separator: '', offset: 18 },
    ]);
  });
});
