import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseModulesTxt } from '../../../src/engine/modfile/modulesTxt.ts';

describe('parseModulesTxt', () => {
  it('reads modules, their marks and their packages', () => {
    const { modules, workspace } = parseModulesTxt(
      '# a.test/x v1.0.0 => ../x\n## explicit; go 1.21\na.test/x\na.test/x/p\n# b.test/y v2.0.0+incompatible\nb.test/y\n',
      'modules.txt',
    );
    assert.equal(workspace, false);
    assert.deepEqual(
      modules.map(({ range, ...module }) => module),
      [
        {
          path: 'a.test/x',
          version: 'v1.0.0',
          replacement: { path: '../x', version: null },
          explicit: true,
          goVersion: '1.21',
          packages: ['a.test/x', 'a.test/x/p'],
        },
        {
          path: 'b.test/y',
          version: 'v2.0.0+incompatible',
          replacement: null,
          explicit: false,
          goVersion: null,
          packages: ['b.test/y'],
        },
      ],
    );
    assert.deepEqual(modules[1]?.range.start, { line: 5, column: 1, goColumn: 1, offset: 67 });
  });

  it('reads replacements of all versions and by another module', () => {
    const { modules } = parseModulesTxt('# a => b v1.0.0\n# c v1.0.0 => d master\n', 'modules.txt');
    assert.deepEqual(
      modules.map(({ path, version, replacement }) => [path, version, replacement]),
      [
        ['a', null, { path: 'b', version: 'v1.0.0' }],
        ['c', 'v1.0.0', null],
      ],
    );
  });

  it('skips what go does not understand, with the packages under it', () => {
    const { modules } = parseModulesTxt(
      'stray\n## explicit\n# a master\na/p\n# short\n# b v1.0.0\nnot a package\n',
      'm',
    );
    assert.deepEqual(
      modules.map(({ path, packages }) => [path, packages]),
      [['b', []]],
    );
  });

  it('knows the file of a workspace', () => {
    assert.equal(parseModulesTxt('## workspace\n# a v1.0.0\n', 'm').workspace, true);
  });
});
