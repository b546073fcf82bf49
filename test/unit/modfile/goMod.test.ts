import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { applyEdits, setRequireVersion } from '../../../src/engine/modfile/edits.ts';
import type { GoMod } from '../../../src/engine/modfile/goMod.ts';
import { parseGoMod } from '../../../src/engine/modfile/goMod.ts';
import type { TextRange } from '../../../src/engine/modfile/position.ts';

const parse = (text: string | Uint8Array) => parseGoMod(text, 'go.mod');
const slice = ({ text }: { text: string }, { start, end }: TextRange) => text.slice(start.offset, end.offset);
const errors = (text: string | Uint8Array) =>
  parse(text).errors.map(({ line, column, message }) => `${line}:${column}: ${message}`);

describe('parseGoMod', () => {
  it('reads every directive', () => {
    const goMod = parse(`module example.com/m // Deprecated: use example.com/n

go 1.26.0
toolchain go1.26.1
godebug default=go1.21
require example.com/a v1.2
require (
	example.com/b/v2 v2.0.1 // indirect
)
exclude example.com/a v1.1.0
replace example.com/a v1.2.0 => ../a
replace example.com/c => example.com/d v1.0.0
retract [v1.0.0, v1.9.9] // broken
tool example.com/t
ignore ./node_modules
`);
    assert.deepEqual(goMod.errors, []);
    assert.equal(goMod.module?.path, 'example.com/m');
    assert.equal(goMod.module?.deprecated, 'use example.com/n');
    assert.equal(goMod.go?.version, '1.26.0');
    assert.equal(goMod.toolchain?.name, 'go1.26.1');
    assert.deepEqual(
      goMod.godebugs.map(({ key, value }) => [key, value]),
      [['default', 'go1.21']],
    );
    assert.deepEqual(
      goMod.requires.map(({ path, version, indirect }) => [path, version, indirect]),
      [
        ['example.com/a', 'v1.2.0', false],
        ['example.com/b/v2', 'v2.0.1', true],
      ],
    );
    assert.deepEqual(
      goMod.excludes.map(({ path, version }) => [path, version]),
      [['example.com/a', 'v1.1.0']],
    );
    assert.deepEqual(
      goMod.replaces.map(({ oldPath, oldVersion, newPath, newVersion }) => [oldPath, oldVersion, newPath, newVersion]),
      [
        ['example.com/a', 'v1.2.0', '../a', null],
        ['example.com/c', null, 'example.com/d', 'v1.0.0'],
      ],
    );
    assert.deepEqual(
      goMod.retracts.map(({ low, high, rationale }) => [low, high, rationale]),
      [['v1.0.0', 'v1.9.9', 'broken']],
    );
    assert.deepEqual(
      goMod.tools.map(({ path }) => path),
      ['example.com/t'],
    );
    assert.deepEqual(
      goMod.ignores.map(({ path }) => path),
      ['./node_modules'],
    );
    assert.deepEqual(
      goMod.comments.map(({ text }) => text),
      ['// Deprecated: use example.com/n', '// indirect', '// broken'],
    );
  });

  it('counts columns for the editor in UTF-16 units and for go in characters', () => {
    const goMod = parse('module m\n\trequire "😀é/x" v1.0.0 // c\n');
    const [require] = goMod.requires;
    assert.deepEqual(require?.pathRange.start, { line: 2, column: 10, goColumn: 10, offset: 18 });
    assert.deepEqual(require?.versionRange, {
      start: { line: 2, column: 18, goColumn: 17, offset: 26 },
      end: { line: 2, column: 24, goColumn: 23, offset: 32 },
    });
    assert.equal(slice(goMod, require?.range ?? assert.fail()), 'require "😀é/x" v1.0.0');
  });

  it('reports go’s words at go’s place', () => {
    assert.deepEqual(errors('module m\n\nrequire (\n\ta\n\tb master\n)\nfoo\n'), [
      '4:2: usage: require module/path v1.2.3',
      '5:2: require b: version "master" invalid: must be of the form v1.2.3',
      '7:1: unknown directive: foo',
    ]);
  });

  it('stops reporting at a syntax error, as go does', () => {
    assert.deepEqual(errors('foo\nmodule m /* x */\nbar\n'), [
      '2:10: mod files must use // comments (not /* */ comments)',
    ]);
    assert.deepEqual(errors('\ufeffmodule m\n'), ["1:1: unexpected input character '\\ufeff'"]);
    assert.deepEqual(errors('module "m\n'), ['1:10: unexpected newline in string']);
    assert.deepEqual(errors('require (\n\ta v1.0.0\n'), [
      '3:1: syntax error (unterminated block started at go.mod:1:1)',
    ]);
  });

  it('keeps the intact lines of a broken file', () => {
    const paths = (text: string) => parse(text).requires.map(({ path }) => path);
    assert.deepEqual(paths('\ufeffrequire a v1.0.0\nrequire b v1.0.0\n'), ['a', 'b']);
    assert.deepEqual(paths('require (\n\ta v1.0.0\n\tb "v1.0.0\n\tc v1.0.0\n)\n'), ['a', 'b', 'c']);
    assert.deepEqual(paths('require a v1.0.0 /* x\ny */ // z\nrequire b v1.0.0\n'), ['a', 'b']);
    assert.deepEqual(paths('<<<<<<< ours\nrequire a v1.0.0\n=======\nrequire a v1.1.0\n>>>>>>> x\n'), ['a', 'a']);
  });

  it('gives back the directives that an unclosed block swallowed', () => {
    const goMod = parse('require (\n\ta v1.0.0\n\nreplace a => ../a\nexclude (\n\tb v1.0.0\n');
    assert.deepEqual(
      goMod.requires.map(({ path }) => path),
      ['a'],
    );
    assert.deepEqual(
      goMod.replaces.map(({ newPath }) => newPath),
      ['../a'],
    );
    assert.deepEqual(
      goMod.excludes.map(({ path }) => path),
      ['b'],
    );
  });

  it('reads on behind a block whose parenthesis is missing, though another one closes it', () => {
    const goMod = parse(
      'exclude (\n\ta v1.0.0\nrequire (\n\tb v1.0.0\n)\nreplace (\n\tc => ../c\nrequire d v1.0.0\n)\n',
    );
    assert.deepEqual(
      goMod.excludes.map(({ path }) => path),
      ['a'],
    );
    assert.deepEqual(
      goMod.requires.map(({ path }) => path),
      ['b', 'd'],
    );
    assert.deepEqual(
      goMod.replaces.map(({ newPath }) => newPath),
      ['../c'],
    );
    assert.deepEqual(
      goMod.errors.map(({ line }) => line),
      [3, 8],
    );
  });

  it('keeps a require whose version go would have to look up, with the complaint', () => {
    const [require] = parse('require a master\n').requires;
    assert.equal(require?.version, 'master');
    assert.equal(require?.problem, 'require a: version "master" invalid: must be of the form v1.2.3');
  });

  it('keeps broken bytes apart and counts each as a character', () => {
    const goMod = parse(Uint8Array.of(0x61, 0xe2, 0x82, 0x20, 0x22));
    assert.equal(goMod.text, 'a\udce2\udc82 "');
    assert.deepEqual(goMod.errors, [{ line: 1, column: 5, message: 'unexpected EOF in string' }]);
  });

  it('takes a long hostile text in its stride', () => {
    for (const text of ['/*', '"a\\\nb" // c\n', '(', 'require (\n', '// Deprecated:\n//\n', '\u0000', '😀 ', ')\n']) {
      parse(text.repeat(30_000));
    }
  });
});

describe('parseGoMod, for any text', () => {
  const piece = fc.constantFrom(
    ...[
      'require',
      'replace',
      'exclude',
      'module',
      'go',
      'retract',
      'tool',
      'ignore',
      'godebug',
      'example.com/a',
      'v1.2.3',
    ],
    ...[
      ' ',
      '\n',
      '\t',
      '(',
      ')',
      '[',
      ']',
      ',',
      '=>',
      '"',
      '`',
      '\\',
      '//',
      '/*',
      '*/',
      '// indirect',
      '../x',
      '1.21',
    ],
    ...['\r\n', '\0', '\ufeff', '😀', 'é', '\ud800', 'v2.0.0', 'a=b', 'Deprecated: x'],
  );
  const anyText = fc.oneof(
    fc.array(piece, { maxLength: 60 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary' }),
  );

  it('does not throw, and puts every range inside the text', () => {
    fc.assert(
      fc.property(anyText, (text) => checkRanges(parse(text))),
      { numRuns: 500 },
    );
  });

  it('does not throw on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => checkRanges(parse(bytes))),
      { numRuns: 300 },
    );
  });

  it('keeps the bytes it was given', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const back = [...parse(bytes).text].flatMap((char) => {
          const code = char.charCodeAt(0);
          return char.length === 1 && code >= 0xdc80 && code <= 0xdcff ? [code - 0xdc00] : [...Buffer.from(char)];
        });
        assert.deepEqual(Uint8Array.from(back), bytes);
      }),
    );
  });

  it('cuts a plain require’s path and version out exactly', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const goMod = parse(text);
        for (const { path, pathRange, versionRange } of goMod.requires) {
          const written = slice(goMod, pathRange);
          if (!written.startsWith('"')) assert.equal(written, path);
          assert.ok(!/\s/.test(slice(goMod, versionRange)) || slice(goMod, versionRange).startsWith('"'));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('changes only what an edit’s range covers', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const before = parse(`require example.com/x v1.0.0\n${text}`);
        const [require] = before.requires;
        assert.ok(require !== undefined);
        const after = parse(applyEdits(before.text, [setRequireVersion(require, 'v1.9.9')]));
        assert.equal(after.requires[0]?.version, 'v1.9.9');
        assert.equal(after.text, before.text.replace('v1.0.0', 'v1.9.9'));
        assert.deepEqual(after.errors, before.errors);
      }),
      { numRuns: 300 },
    );
  });

  it('accepts what is well formed', () => {
    const path = fc.stringMatching(/^[a-z]{1,8}\.test(\/[a-u][a-z0-9]{0,5}){0,3}$/);
    const version = fc.tuple(fc.constantFrom(0, 1), fc.nat(), fc.nat()).map((numbers) => `v${numbers.join('.')}`);
    const requires = fc.array(fc.record({ path, version, indirect: fc.boolean() }, { noNullPrototype: true }));
    fc.assert(
      fc.property(requires, (wanted) => {
        const lines = wanted.map((r) => `\t${r.path} ${r.version}${r.indirect ? ' // indirect' : ''}\n`);
        const goMod = parse(`module m\n\nrequire (\n${lines.join('')})\n`);
        assert.deepEqual(goMod.errors, []);
        assert.deepEqual(
          goMod.requires.map(({ path, version, indirect }) => ({ path, version, indirect })),
          wanted,
        );
      }),
    );
  });
});

function checkRanges(goMod: GoMod): void {
  const lines = goMod.text.split('\n');
  for (const range of allRanges(goMod)) {
    assert.ok(range.start.offset <= range.end.offset);
    for (const { line, column, goColumn, offset } of [range.start, range.end]) {
      assert.ok(offset >= 0 && offset <= goMod.text.length);
      const before = lines.slice(0, line - 1).reduce((length, text) => length + text.length + 1, 0);
      assert.equal(offset, before + column - 1);
      assert.equal(goColumn - 1, [...(lines[line - 1] ?? '').slice(0, column - 1)].length);
    }
  }
  for (const { line, column } of goMod.errors) {
    assert.ok(line >= 1 && line <= lines.length);
    assert.ok(column >= 1 && column <= [...(lines[line - 1] ?? '')].length + 1);
  }
}

function allRanges(value: unknown): TextRange[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isRange(value)) return [value];
  return Object.values(value).flatMap(allRanges);
}

function isRange(value: object): value is TextRange {
  return 'start' in value && 'end' in value && typeof value.start === 'object';
}
