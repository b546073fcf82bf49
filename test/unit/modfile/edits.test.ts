import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { TextEdit } from '../../../src/engine/modfile/edits.ts';
import {
  addDirective,
  addExclude,
  addReplace,
  addRequire,
  applyEdits,
  autoQuote,
  dropDirective,
  setRequireVersion,
} from '../../../src/engine/modfile/edits.ts';
import type { GoMod } from '../../../src/engine/modfile/goMod.ts';
import { parseGoMod } from '../../../src/engine/modfile/goMod.ts';

function edited(text: string, change: (goMod: GoMod) => TextEdit | null): string {
  const made = change(parseGoMod(text, 'go.mod'));
  assert.ok(made !== null);
  return applyEdits(text, [made]);
}

function dropRequire(text: string, path: string): string {
  return edited(text, (goMod) => {
    const found = goMod.requires.find((require) => require.path === path);
    assert.ok(found !== undefined);
    return dropDirective(goMod, found.range);
  });
}

describe('edits of go.mod', () => {
  it('changes a version and nothing around it', () => {
    const text = '// 😀\nrequire (\n\ta.test/x   v1.0.0   // indirect; why\n)\n';
    const result = edited(text, ({ requires: [require] }) => (require ? setRequireVersion(require, 'v1.1.0') : null));
    assert.equal(result, text.replace('v1.0.0', 'v1.1.0'));
  });

  it('adds a require to the block of its kind', () => {
    const text = 'module m\n\nrequire (\n\ta v1.0.0\n)\n\nrequire (\n\tb v1.0.0 // indirect\n\t// end\n)\n';
    assert.equal(
      edited(text, (goMod) => addRequire(goMod, 'c', 'v1.0.0', 'direct')),
      text.replace('\ta v1.0.0\n', '\ta v1.0.0\n\tc v1.0.0\n'),
    );
    assert.equal(
      edited(text, (goMod) => addRequire(goMod, 'c', 'v1.0.0', 'indirect')),
      text.replace('// indirect\n', '// indirect\n\tc v1.0.0 // indirect\n'),
    );
  });

  it('adds a line behind a single line, also where the file does not end in a line end', () => {
    const add = (goMod: GoMod) => addExclude(goMod, 'a', 'v1.1.0');
    assert.equal(edited('exclude a v1.0.0\n', add), 'exclude a v1.0.0\nexclude a v1.1.0\n');
    assert.equal(edited('exclude a v1.0.0', add), 'exclude a v1.0.0\nexclude a v1.1.0\n');
  });

  it('starts a new paragraph at the end where there is no such directive, with the line ends of the file', () => {
    const add = (goMod: GoMod) => addReplace(goMod, { path: 'a', version: null }, { path: '../a b', version: null });
    assert.equal(edited('module m\r\n', add), 'module m\r\n\r\nreplace a => "../a b"\r\n');
    assert.equal(edited('module m', add), 'module m\n\nreplace a => "../a b"\n');
    assert.equal(edited('', add), 'replace a => "../a b"\n');
  });

  it('fills an empty block', () => {
    const add = (goMod: GoMod) => addDirective(goMod, 'tool', 'example.com/t');
    assert.equal(edited('tool () // x\n', add), 'tool (\n\texample.com/t\n) // x\n');
    assert.equal(edited('tool (\n)\n', add), 'tool (\n\texample.com/t\n)\n');
  });

  it('writes both versions of a replace', () => {
    const sides = [
      { path: 'a', version: 'v1.0.0' },
      { path: 'b', version: 'v2.0.0' },
    ] as const;
    assert.equal(
      edited('', (goMod) => addReplace(goMod, ...sides)),
      'replace a v1.0.0 => b v2.0.0\n',
    );
  });

  it('drops a line of a block with the comments that belong to it', () => {
    const text = 'require (\n\t// about all\n\n\t// about a\n\ta v1.0.0 // indirect\n\tb v1.0.0\n)\n';
    assert.equal(dropRequire(text, 'a'), 'require (\n\t// about all\n\n\tb v1.0.0\n)\n');
  });

  it('drops a block with its last line, and one of two blank lines', () => {
    const text = 'module m\n\n// why\nrequire (\n\ta v1.0.0\n) // end\n\ngo 1.21\n';
    assert.equal(dropRequire(text, 'a'), 'module m\n\ngo 1.21\n');
    assert.equal(dropRequire('module m\n\nrequire a v1.0.0\n', 'a'), 'module m\n');
    assert.equal(dropRequire('require a v1.0.0', 'a'), '');
  });

  it('knows no line at a foreign range', () => {
    const goMod = parseGoMod('module m\n', 'go.mod');
    const place = { line: 9, column: 1, goColumn: 1, offset: 99 };
    assert.equal(dropDirective(goMod, { start: place, end: place }), null);
  });

  it('quotes what could not stand as one word', () => {
    const words = ['a', 'a\\b', 'a b', '', '(', '(x)', 'a//b', "it's", 'ü', '\u00a0', 'a/*'];
    assert.deepEqual(words.map(autoQuote), [
      'a',
      'a\\b',
      '"a b"',
      '""',
      '(',
      '"(x)"',
      '"a//b"',
      '"it\'s"',
      'ü',
      '"\\u00a0"',
      '"a/*"',
    ]);
  });
});
