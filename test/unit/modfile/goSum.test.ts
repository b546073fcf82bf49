import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { parseGoSum } from '../../../src/engine/modfile/goSum.ts';

describe('parseGoSum', () => {
  it('tells zip hashes and go.mod hashes apart and finds all of a key', () => {
    const sum = parseGoSum('a v1.0.0 h1:x=\na v1.0.0/go.mod h1:y=\n\na v1.0.0 h1:z=\n', 'go.sum');
    assert.deepEqual(
      sum.find('a', 'v1.0.0', 'zip').map(({ hash }) => hash),
      ['h1:x=', 'h1:z='],
    );
    assert.deepEqual(
      sum.find('a', 'v1.0.0', 'mod').map(({ hash }) => hash),
      ['h1:y='],
    );
    assert.deepEqual(sum.find('a', 'v1.1.0', 'zip'), []);
    assert.deepEqual(sum.errors, []);
  });

  it('says where each entry stands', () => {
    const text = 'b v1 h1:q=\r\n  a  v1.0.0\th1:x= \r\n';
    const [, entry] = parseGoSum(text, 'go.sum').lines;
    assert.equal(text.slice(entry?.range.start.offset, entry?.range.end.offset), 'a  v1.0.0\th1:x=');
    assert.equal(entry?.range.start.line, 2);
    assert.equal(entry?.range.start.column, 3);
  });

  it('reports lines with another number of fields, and reads the others', () => {
    const sum = parseGoSum('a v1.0.0\nb v1.0.0 h1:x=\n<<<<<<< ours\n=======\nc v1 h1:y= more\n', 'go.sum');
    assert.deepEqual(sum.errors, [
      { line: 1, column: 1, message: 'wrong number of fields 2' },
      { line: 3, column: 1, message: 'wrong number of fields 2' },
      { line: 4, column: 1, message: 'wrong number of fields 1' },
      { line: 5, column: 1, message: 'wrong number of fields 4' },
    ]);
    assert.deepEqual(
      sum.lines.map(({ path }) => path),
      ['b'],
    );
  });

  it('skips the hash that an old go wrote for an empty go.mod, and keeps algorithms of the future', () => {
    const empty = 'a v1.0.0/go.mod h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=\n';
    assert.deepEqual(
      parseGoSum(`${empty}a v1.0.0 h2:x=\n`, 'go.sum').lines.map(({ hash }) => hash),
      ['h2:x='],
    );
  });

  it('finds what was written, for any entries', () => {
    const word = fc.stringMatching(/^[!-~]{1,10}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word, word)), (entries) => {
        const sum = parseGoSum(entries.map((fields) => `${fields.join(' ')}\n`).join(''), 'go.sum');
        assert.equal(sum.lines.length, entries.length);
        for (const line of sum.lines) assert.ok(sum.find(line.path, line.version, line.which).includes(line));
      }),
    );
  });
});
