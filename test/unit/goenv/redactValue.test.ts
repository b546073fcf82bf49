import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { redactSetting } from '../../../src/engine/goenv/redactValue.ts';

describe('redactSetting', () => {
  for (const [name, value, shown] of [
    ['GOPROXY', 'https://me:pw@a.test,b.test|direct', 'https://me:xxxxx@a.test,b.test|direct'],
    ['GOPROXY', 'https://token@a.test', 'https://xxxxx@a.test'],
    ['GOPROXY', 'https://a.test/x@v1,direct', 'https://a.test/x@v1,direct'],
    ['GOPROXY', 'https://me:p/w@a.test', 'https://me:xxxxx@a.test'],
    ['GOPROXY', 'me:pw@a.test', 'me:xxxxx@a.test'],
    ['GOSUMDB', 'sum.golang.org https://me:pw@a.test', 'sum.golang.org https://me:xxxxx@a.test'],
    ['http_proxy', 'me:pw@a.test:3128', 'me:xxxxx@a.test:3128'],
    ['HTTPS_PROXY', 'http://a.test:3128', 'http://a.test:3128'],
    ['GOAUTH', 'netrc;git /home/me/repo', 'netrc;git /home/me/repo'],
    ['GOAUTH', 'helper --token=abc -v', 'helper --token=xxxxx -v'],
    ['GOAUTH', 'helper --password abc -v', 'helper --password xxxxx -v'],
    ['GOAUTH', 'helper ghp_0123456789abcdefghij', 'helper xxxxx'],
    ['GOAUTH', 'helper https://me:pw@a.test', 'helper https://me:xxxxx@a.test'],
    ['NO_PROXY', 'a.test,.b.test', 'a.test,.b.test'],
  ] as const) {
    it(`${name}=${value}`, () => assert.equal(redactSetting(name, value), shown));
  }
});
