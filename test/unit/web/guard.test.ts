import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { createGuard } from '../../../src/engine/web/guard.ts';
import type { Audience } from '../../../src/engine/web/transport.ts';
import { fakeEnvironment } from './fixture.ts';

const settings = {
  GOPROXY: 'https://a.test/base,https://b.test:8443|direct',
  GONOPROXY: 'corp.test,*.secret.test/x',
  GONOSUMDB: 'corp.test',
  GOSUMDB: 'sum.golang.org https://sum.test',
};
const guard = createGuard(fakeEnvironment(settings));
const proxy = (modulePath: string): Audience => ({ kind: 'proxy', modulePath, entry: 'https://a.test/base' });

describe('the guard', () => {
  it('lets a public path ask the servers in GOPROXY and nobody else', () => {
    const verdict = (url: string) => guard.check(proxy('example.com/m'), url, null).kind;
    assert.equal(verdict('https://a.test/base/example.com/m/@v/list'), 'allowed');
    assert.equal(verdict('https://b.test:8443/example.com/m/@v/list'), 'allowed');
    assert.equal(verdict('https://a.test:444/base/x'), 'refused');
    assert.equal(verdict('http://a.test/base/x'), 'refused');
    assert.equal(verdict('https://c.test/x'), 'refused');
    assert.equal(verdict('https://a.test@c.test/x'), 'refused');
  });

  it('follows a redirect of an allowed request anywhere, as go does', () => {
    assert.equal(guard.check(proxy('example.com/m'), 'https://cdn.test/x', 'https://a.test/base/x').kind, 'allowed');
  });

  it('never lets a private path near a proxy, redirected or not', () => {
    const element = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    const privatePath = fc.oneof(
      fc.array(element, { maxLength: 3 }).map((rest) => ['corp.test', ...rest].join('/')),
      fc
        .tuple(element, fc.array(element, { maxLength: 3 }))
        .map(([sub, rest]) => [`${sub}.secret.test`, 'x', ...rest].join('/')),
    );
    fc.assert(
      fc.property(
        privatePath,
        fc.constantFrom(null, 'https://a.test/base/y'),
        fc.constantFrom('https://b.test:8443/x', 'https://c.test/', 'not a url'),
        (path, from, url) => {
          assert.equal(guard.check(proxy(path), url, from).kind, 'refused');
          assert.equal(guard.check(proxy(path), `https://a.test/base/${path}/@v/list`, from).kind, 'refused');
        },
      ),
    );
  });

  it('never names a path in GONOSUMDB to the checksum database', () => {
    const audience = (modulePath: string): Audience => ({ kind: 'sumdb', modulePath, base: 'https://sum.test' });
    assert.equal(guard.check(audience('corp.test/m'), 'https://sum.test/lookup/x', null).kind, 'refused');
    assert.equal(guard.check(audience('example.com/m'), 'https://sum.test/lookup/x', null).kind, 'allowed');
    assert.equal(guard.check(audience('example.com/m'), 'https://else.test/lookup/x', null).kind, 'refused');
    const other: Audience = { kind: 'sumdb', modulePath: 'example.com/m', base: 'https://else.test' };
    assert.equal(
      guard.check(other, 'https://else.test/lookup/x', null).kind,
      'refused',
      'settings decide, not the caller',
    );
  });

  it('lets discovery ask the host that the path names', () => {
    const audience: Audience = { kind: 'discovery', modulePath: 'corp.test/m' };
    assert.equal(guard.check(audience, 'https://corp.test/m?go-get=1', null).kind, 'allowed');
    assert.equal(guard.check(audience, 'https://other.test/m?go-get=1', null).kind, 'refused');
  });
});
