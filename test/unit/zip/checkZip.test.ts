import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkZipNames, checkZipRules, unzipError } from '../../../src/engine/zip/checkZip.ts';
import { type ModuleZip, openModuleZip } from '../../../src/engine/zip/moduleZip.ts';
import { buildZip, fileOf, type TestEntry } from './buildZip.ts';

async function open(entries: readonly TestEntry[]): Promise<ModuleZip> {
  const opened = await openModuleZip(fileOf(buildZip(entries)));
  assert.ok(opened.kind === 'ok');
  return opened.zip;
}

const named = (...names: string[]) => open(names.map((name) => ({ name: `example.com/m@v1.0.0/${name}` })));

async function rulesOf(...names: string[]): Promise<string[]> {
  const problems = checkZipRules(await named(...names), 'example.com/m', 'v1.0.0');
  return problems.map(({ rule, message }) => `${rule}: ${message}`);
}

describe('checkZipNames', () => {
  it('names the first file outside the module’s folder', async () => {
    const zip = await open([{ name: 'example.com/m@v1.0.0/a' }, { name: 'b' }, { name: 'c' }]);
    assert.deepEqual(checkZipNames(zip, 'example.com/m', 'v1.0.0'), { kind: 'unexpectedFile', file: 'b' });
  });

  it('accepts an empty zip', async () => {
    assert.deepEqual(checkZipNames(await open([]), 'example.com/m', 'v1.0.0'), { kind: 'ok' });
  });
});

describe('checkZipRules', () => {
  it('finds nothing wrong with an ordinary module', async () => {
    assert.deepEqual(await rulesOf('go.mod', 'a.go', 'sub/', 'sub/b.go', 'sub/.hidden', 'ärger.go'), []);
  });

  const cases: [string, string[], string[]][] = [
    ['letter case', ['a.go', 'A.go'], ['case-collision: case-insensitive file name collision: "a.go" and "A.go"']],
    ['a folder’s letter case', ['x/a', 'X/b'], ['case-collision: case-insensitive file name collision: "x" and "X"']],
    ['a duplicate', ['a', 'a'], ['duplicate: multiple entries for file "a"']],
    ['a file that is a folder', ['a', 'a/b'], ['file-and-directory: entry "a" is both a file and a directory']],
    ['traversal', ['../a'], ['malformed-path: malformed file path "../a": invalid path element ".."']],
    ['an unclean path', ['a//b'], ['path-not-clean: file path is not clean']],
    ['a bad character', ['a:b'], [`malformed-path: malformed file path "a:b": invalid char ':'`]],
    ['a nested module', ['sub/go.mod'], ['nested-go-mod: go.mod file not in module root directory']],
    ['GO.MOD', ['GO.MOD'], ['go-mod-case: go.mod files must have lowercase names']],
  ];
  for (const [what, names, expected] of cases) {
    it(`refuses ${what} in go’s words`, async () => {
      assert.deepEqual(await rulesOf(...names), expected);
    });
  }

  it('joins the faults of several files into go’s sentence', async () => {
    const problems = checkZipRules(await named('a:', 'b:'), 'example.com/m', 'v1.0.0');
    const prefix = 'example.com/m@v1.0.0';
    assert.equal(
      unzipError(problems),
      `${prefix}/a:: malformed file path "a:": invalid char ':'\n${prefix}/b:: malformed file path "b:": invalid char ':'`,
    );
    assert.equal(unzipError([]), null);
  });

  it('reports too much content before everything else', async () => {
    const zip = await open([{ name: 'example.com/m@v1.0.0/a', uncompressedSize: 524_288_001 }, { name: 'b' }]);
    const problems = checkZipRules(zip, 'example.com/m', 'v1.0.0');
    assert.deepEqual(
      problems.map(({ rule }) => rule),
      ['contents-too-large', 'missing-prefix'],
    );
    assert.match(unzipError(problems) ?? '', /^total uncompressed size of module contents too large/);
  });

  it('says that a version does not fit the path, and nothing more', async () => {
    const zip = await named('a:');
    const [only, ...rest] = checkZipRules(zip, 'example.com/m', 'v2.0.0');
    assert.equal(only?.message, 'example.com/m@v2.0.0: invalid version: should be v0 or v1, not v2');
    assert.deepEqual(rest, []);
  });

  it('takes linear time for deep and many names', async () => {
    const deep = Array.from({ length: 2000 }, (_, i) => `${'d/'.repeat(100)}${i}`);
    assert.deepEqual(await rulesOf(...deep), []);
  });
});
