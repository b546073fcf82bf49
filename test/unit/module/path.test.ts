import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  checkFilePath,
  checkImportPath,
  checkPath,
  checkPathMajor,
  splitPathVersion,
} from '../../../src/engine/module/path.ts';

describe('checkPath', () => {
  for (const path of [
    'example.com/m',
    'example.com',
    '127.0.0.1/x',
    'example.com/a~b',
    'example.com/a..b',
    'example.com/m/v2',
    'example.com/m/v10',
    'example.com/v2',
    'example.com/mv2',
    'example.com/v1/sub',
    'gopkg.in/yaml.v2',
    'gopkg.in/yaml.v0',
    'gopkg.in/yaml.v2-unstable',
    'github.com/Azure/azure-sdk-for-go',
  ]) {
    it(`accepts ${path}`, () => assert.equal(checkPath(path), null));
  }

  for (const [path, reason] of [
    ['\ud800', 'invalid UTF-8'],
    ['', 'empty string'],
    ['-example.com/a', 'leading dash'],
    ['example.com//a', 'double slash'],
    ['example.com/a/', 'trailing slash'],
    ['/example.com', 'empty path element'],
    ['example.com/../a', 'invalid path element ".."'],
    ['example.com/.a', 'leading dot in path element'],
    ['example.com/a.', 'trailing dot in path element'],
    ['example.com/a+b', "invalid char '+'"],
    ['example.com:8080/x', "invalid char ':'"],
    ['example.com/é', "invalid char 'é'"],
    ['example.com/a\u00a0b', "invalid char '\\u00a0'"],
    ['example.com/con', '"con" disallowed as path element component on Windows'],
    ['example.com/aux.txt', '"aux" disallowed as path element component on Windows'],
    ['example.com/Com1', '"Com1" disallowed as path element component on Windows'],
    ['example.com/a~1', 'trailing tilde and digits in path element'],
    ['example.com/a~1.x', 'trailing tilde and digits in path element'],
    ['example', 'missing dot in first path element'],
    ['localhost/x', 'missing dot in first path element'],
    ['v2', 'missing dot in first path element'],
    ['Example.com/a', "invalid char 'E' in first path element"],
    ['a_b.com/x', "invalid char '_' in first path element"],
    ['example.com/m/v1', 'invalid version'],
    ['example.com/m/v0', 'invalid version'],
    ['example.com/m/v02', 'invalid version'],
    ['example.com/m/v2.0', 'invalid version'],
    ['gopkg.in/yaml', 'invalid version'],
    ['gopkg.in/yaml.v02', 'invalid version'],
    ['gopkg.in/yaml/v2', 'invalid version'],
  ] as const) {
    it(`refuses ${JSON.stringify(path)}: ${reason}`, () => assert.equal(checkPath(path), reason));
  }

  it('never throws, and accepts only import paths', () => {
    const path = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[a-z.]{1,4}(\/[a-zA-Z0-9.~+_-]{1,4}){0,3}$/),
    );
    fc.assert(
      fc.property(path, (text) => {
        if (checkPath(text) !== null) return;
        assert.equal(checkImportPath(text), null);
        assert.equal(checkFilePath(text), null);
      }),
    );
  });

  it('reads hostile input in linear time', () => {
    assert.equal(checkPath(`example.com/${'~1'.repeat(200_000)}x`), null);
    assert.equal(checkPath(`example.com/${'1'.repeat(200_000)}.`), 'trailing dot in path element');
  });
});

describe('checkImportPath', () => {
  for (const path of ['fmt', 'example.com/a+b', 'example.com/.a', 'Example.com/a', 'gopkg.in/yaml']) {
    it(`accepts ${path}`, () => assert.equal(checkImportPath(path), null));
  }

  it('refuses what go refuses', () => {
    assert.equal(checkImportPath('example.com/a b'), "invalid char ' '");
    assert.equal(checkImportPath('./a'), 'invalid path element "."');
    assert.equal(checkImportPath('-a'), 'leading dash');
  });
});

describe('checkFilePath', () => {
  for (const path of ['-a', 'a b/c!', 'ünï/世.go', 'a~1', '.git']) {
    it(`accepts ${path}`, () => assert.equal(checkFilePath(path), null));
  }

  for (const [path, reason] of [
    ['a*', "invalid char '*'"],
    ['a\\b', "invalid char '\\\\'"],
    ['a😀', "invalid char '😀'"],
    ['a/NUL.txt', '"NUL" disallowed as path element component on Windows'],
    ['a/..', 'invalid path element ".."'],
  ] as const) {
    it(`refuses ${path}`, () => assert.equal(checkFilePath(path), reason));
  }
});

describe('splitPathVersion', () => {
  for (const [path, prefix, pathMajor] of [
    ['example.com/m', 'example.com/m', ''],
    ['example.com/m/v2', 'example.com/m', '/v2'],
    ['example.com/mv2', 'example.com/mv2', ''],
    ['example.com/v2/sub', 'example.com/v2/sub', ''],
    ['v2', 'v2', ''],
    ['gopkg.in/yaml.v2', 'gopkg.in/yaml', '.v2'],
    ['gopkg.in/yaml.v2-unstable', 'gopkg.in/yaml', '.v2-unstable'],
    ['gopkg.in/yaml.v-unstable', 'gopkg.in/yaml', '.v-unstable'],
  ] as const) {
    it(`splits ${path}`, () => assert.deepEqual(splitPathVersion(path), { prefix, pathMajor }));
  }

  it('refuses suffixes that are not allowed', () => {
    assert.deepEqual(
      ['example.com/m/v1', 'example.com/m/v2.1', 'gopkg.in/yaml', 'gopkg.in/yaml.v0-unstable'].map(splitPathVersion),
      [null, null, null, null],
    );
  });
});

describe('checkPathMajor', () => {
  for (const [version, pathMajor, reason] of [
    ['v2.0.0', '', 'should be v0 or v1, not v2'],
    ['v2.0.0+incompatible', '', null],
    ['v1.9.0', '', null],
    ['v1.0.0', '/v2', 'should be v2, not v1'],
    ['v2.0.0+incompatible', '/v2', null],
    ['v3.0.0', '.v2', 'should be v2, not v3'],
    ['v2.0.0-20200101000000-abcdefabcdef', '.v2-unstable', null],
    ['v0.0.0-20161208181325-20d25e280405', '.v1', null],
    ['v0.0.0-20161208181325-20d25e280405', '.v2', 'should be v2, not v0'],
  ] as const) {
    it(`${version} behind '${pathMajor}': ${reason ?? 'good'}`, () => {
      assert.equal(checkPathMajor(version, pathMajor), reason);
    });
  }
});
