import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { forwardProxyFor } from '../../../src/engine/web/forwardProxy.ts';
import { fakeEnvironment } from './fixture.ts';

function proxyOf(env: Record<string, string>, url: string): string | null {
  const proxy = forwardProxyFor(fakeEnvironment(env), url);
  return proxy.kind === 'proxy' ? proxy.url : proxy.kind === 'none' ? null : proxy.message;
}

const both = { HTTP_PROXY: 'http://p.test:1', HTTPS_PROXY: 'http://s.test:2' };

describe('forward proxies by Go’s rules', () => {
  it('are chosen by the scheme of the target, upper case first', () => {
    assert.equal(proxyOf(both, 'http://x.test/'), 'http://p.test:1');
    assert.equal(proxyOf(both, 'https://x.test/'), 'http://s.test:2');
    assert.equal(proxyOf({ https_proxy: 'lower.test:3', HTTPS_PROXY: '' }, 'https://x.test/'), 'http://lower.test:3');
    assert.equal(proxyOf({ ALL_PROXY: 'http://all.test' }, 'https://x.test/'), null);
  });

  it('do not exist where the value cannot be read', () => {
    assert.equal(proxyOf({ HTTPS_PROXY: ':bad:url' }, 'https://x.test/'), null);
  });

  it('are never used for localhost and literal loopback', () => {
    for (const host of ['localhost', '127.0.0.1', '127.9.9.9:80', '[::1]:8080'])
      assert.equal(proxyOf(both, `http://${host}/`), null, host);
    assert.equal(proxyOf(both, 'http://localhost.test/'), 'http://p.test:1');
  });

  for (const [noProxy, host, isExempt] of [
    ['*', 'any.test', true],
    ['foo.test', 'foo.test', true],
    ['foo.test', 'a.foo.test', true],
    ['.foo.test', 'foo.test', false],
    ['.foo.test', 'a.foo.test', true],
    ['*.foo.test', 'a.foo.test', true],
    ['*.foo.test', 'foo.test', false],
    ['proxy.lab', 'proxy.lab.test', false],
    ['x.test, FOO.test ', 'foo.TEST', true],
    ['foo.test:8080', 'foo.test:8080', true],
    ['foo.test:8080', 'foo.test', false],
    ['10.0.0.0/8', '10.1.2.3', true],
    ['10.0.0.0/8', '11.1.2.3', false],
    ['192.0.2.1', '192.0.2.1:99', true],
    ['192.0.2.1:98', '192.0.2.1:99', false],
    ['[2001:db8::1]:80', '[2001:db8::1]', true],
    ['2001:db8::/32', '[2001:db8:1::1]', true],
    ['', 'foo.test', false],
  ] as const) {
    it(`NO_PROXY=${noProxy} ${isExempt ? 'exempts' : 'does not exempt'} ${host}`, () => {
      assert.equal(proxyOf({ ...both, NO_PROXY: noProxy }, `http://${host}/`) === null, isExempt);
    });
  }

  it('are refused under CGI', () => {
    assert.match(proxyOf({ ...both, REQUEST_METHOD: 'GET' }, 'http://x.test/') ?? '', /^refusing to use HTTP_PROXY/);
  });
});
