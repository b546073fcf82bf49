import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { parseGosumdb } from '../../../src/engine/goenv/gosumdb.ts';

const key = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';

describe('parseGosumdb', () => {
  for (const [gosumdb, name, url] of [
    ['sum.golang.org', 'sum.golang.org', null],
    [' sum.golang.org\t', 'sum.golang.org', null],
    [key, 'sum.golang.org', null],
    [`${key} https://mirror.test/sumdb`, 'sum.golang.org', 'https://mirror.test/sumdb'],
    ['sum.golang.google.cn', 'sum.golang.org', 'https://sum.golang.google.cn'],
  ] as const) {
    it(`reads '${gosumdb}'`, () => assert.deepEqual(parseGosumdb(gosumdb), { kind: 'database', name, key, url }));
  }

  it('knows off', () => assert.deepEqual(parseGosumdb('off'), { kind: 'off' }));

  for (const [gosumdb, message] of [
    ['', 'missing GOSUMDB'],
    ['on', 'invalid GOSUMDB: malformed verifier id'],
    ['off\r', 'invalid GOSUMDB: malformed verifier id'],
    ['constructor', 'invalid GOSUMDB: malformed verifier id'],
    ['sum.golang.org https://a.test b', 'invalid GOSUMDB: too many fields'],
    [key.replace('+033de0ae', '+033de0af'), 'invalid GOSUMDB: invalid verifier hash'],
    [key.replace('sum.', 'sun.'), 'invalid GOSUMDB: invalid verifier hash'],
    ['sum.golang.org http://%zz', 'invalid GOSUMDB URL: parse "http://%zz": invalid URL escape "%zz"'],
  ] as const) {
    it(`refuses '${gosumdb}' in go's words`, () =>
      assert.deepEqual(parseGosumdb(gosumdb), { kind: 'invalid', message }));
  }

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseGosumdb(text)));
    fc.assert(fc.property(fc.string(), (text) => void parseGosumdb(`${text}+033de0ae+${text}`)));
  });
});
