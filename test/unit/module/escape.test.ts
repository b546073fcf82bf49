import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { escapePath, escapeVersion, unescapePath, unescapeVersion } from '../../../src/engine/module/escape.ts';

describe('escapePath', () => {
  it('writes capitals as ! and the small letter', () => {
    assert.equal(escapePath('github.com/Azure/azure-sdk-for-go'), 'github.com/!azure/azure-sdk-for-go');
    assert.equal(escapePath('github.com/BurntSushi/toml'), 'github.com/!burnt!sushi/toml');
  });

  it('refuses what is not a module path', () => {
    assert.equal(escapePath('Example.com/a'), null);
    assert.equal(escapePath('example.com/a/v1'), null);
  });

  it('comes back unchanged', () => {
    const path = fc.stringMatching(/^[a-z]{1,3}\.[a-z]{2}(\/[a-zA-Z][a-zA-Z0-9._~-]{0,6}){0,3}$/);
    fc.assert(
      fc.property(path, (text) => {
        const escaped = escapePath(text);
        if (escaped === null) return;
        assert.equal(escaped, escaped.toLowerCase());
        assert.equal(unescapePath(escaped), text);
      }),
    );
  });
});

describe('unescapePath', () => {
  for (const escaped of ['github.com/Azure/x', 'github.com/!!a', 'github.com/a!', 'github.com/!1a', 'github.com/é']) {
    it(`refuses ${escaped}`, () => assert.equal(unescapePath(escaped), null));
  }

  it('never throws, and what it accepts escapes to the same text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^a\.b\/[a-zA-Z!]{1,8}$/)), (escaped) => {
        const path = unescapePath(escaped);
        if (path !== null) assert.equal(escapePath(path), escaped);
      }),
    );
  });
});

describe('escapeVersion', () => {
  for (const [version, escaped] of [
    ['v1.0.0-RC1', 'v1.0.0-!r!c1'],
    ['v2.0.0+incompatible', 'v2.0.0+incompatible'],
    ['master', 'master'],
    ['latest', 'latest'],
    ['a@b', 'a@b'],
    ['v1.0.0 x', 'v1.0.0 x'],
  ] as const) {
    it(`writes ${version} as ${escaped}`, () => {
      assert.equal(escapeVersion(version), escaped);
      assert.equal(unescapeVersion(escaped), version);
    });
  }

  for (const version of ['feature/x', 'a!b', 'a:b', 'a*b', '', '..', 'CON', 'v1.', 'é']) {
    it(`refuses ${JSON.stringify(version)}`, () => assert.equal(escapeVersion(version), null));
  }
});
