import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseDependencyGoMod } from '../../../src/engine/modfile/dependencyGoMod.ts';

const parse = (text: string) => parseDependencyGoMod(Buffer.from(text), 'go.mod');

describe('the go.mod of a dependency', () => {
  it('tells its path, its go line and what it requires', () => {
    const goMod = parse(
      'module example.com/m\n\ngo 1.21\n\nrequire example.com/a v1.2.0\nrequire (\n\texample.com/b v1\n)\n',
    );
    assert.deepEqual(goMod, {
      module: 'example.com/m',
      go: '1.21',
      requires: [
        { path: 'example.com/a', version: 'v1.2.0' },
        { path: 'example.com/b', version: 'v1.0.0' },
      ],
      error: null,
    });
  });

  it('may say what only a main module or a later Go understands', () => {
    const goMod = parse(
      'module m\nreplace a => b\nexclude x\nretract nonsense [\nfuture thing\nfuture (\n\tx\n)\ntoolchain bogus\n',
    );
    assert.equal(goMod.error, null);
  });

  it('may have an odd go line, of which the language counts', () => {
    assert.deepEqual([parse('module m\ngo 1.20.x\n').go, parse('module m\ngo v1.18-beta\n').go], ['1.20', '1.18']);
  });

  it('is refused for a require line that go cannot read', () => {
    assert.equal(
      parse('module m\n\nrequire (\n\texample.com/a\n)\n').error,
      'go.mod:4:2: usage: require module/path v1.2.3',
    );
    assert.equal(parse('module m\ngo x\n').error, "go.mod:2: invalid go version 'x': must match format 1.23.0");
  });

  it('is read in full where the text is anything', () => {
    for (const text of ['', '\0', '((((', 'module "', '\ufeffmodule m', 'require\n'.repeat(1000)]) parse(text);
  });
});
