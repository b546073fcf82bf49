import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'mocha';
import { parseModulesTxt } from '../../../src/engine/modfile/modulesTxt.ts';
import { vendorProblems, vendorText } from '../../../src/engine/modload/vendorCheck.ts';
import { project } from '../modfetch/fixture.ts';

function problems(goMod: string, modulesTxt: string): string[] {
  const vendored = {
    ...project(goMod, null, true),
    modulesTxt: parseModulesTxt(modulesTxt, '/project/vendor/modules.txt'),
  };
  return vendorProblems(vendored, path.posix).map(
    ({ path: module, version, message }) => `${module} ${version} ${message}`,
  );
}

describe('vendor/modules.txt beside go.mod', () => {
  it('fits where both name the same modules and replacements', () => {
    const goMod = 'module m\ngo 1.20\nrequire a.test/a v1.0.0\nrequire a.test/b v1.0.0\nreplace a.test/b => ../b\n';
    const txt =
      '# a.test/a v1.0.0\n## explicit\na.test/a\n# a.test/b v1.0.0 => ../b\n## explicit\n# a.test/b => ../b\n';
    assert.deepEqual(problems(goMod, txt), []);
  });

  it('does not fit with another version, and both sides are told', () => {
    assert.deepEqual(
      problems('module m\ngo 1.20\nrequire a.test/a v1.1.0\n', '# a.test/a v1.0.0\n## explicit\na.test/a\n'),
      [
        'a.test/a v1.1.0 is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt',
        'a.test/a v1.0.0 is marked as explicit in vendor/modules.txt, but not explicitly required in go.mod',
      ],
    );
  });

  it('does not fit with another replacement', () => {
    const goMod = 'module m\ngo 1.20\nrequire a.test/a v1.0.0\nreplace a.test/a => a.test/fork v1.0.0\n';
    assert.deepEqual(problems(goMod, '# a.test/a v1.0.0\n## explicit\n# a.test/a => ../a\n'), [
      'a.test/a  is replaced by a.test/fork@v1.0.0 in go.mod, but marked as replaced by ../a in vendor/modules.txt',
    ]);
  });

  it('is told in the words of go, with what to run', () => {
    const text = vendorText([{ path: 'a.test/a', version: 'v1.0.0', message: 'is …' }], '/project', true);
    assert.match(text, /^inconsistent vendoring in \/project:\n\ta\.test\/a@v1\.0\.0: is …\n\n/);
    assert.match(text, /\t\tgo work vendor$/);
  });
});
