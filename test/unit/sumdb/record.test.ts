import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findLines, isRecordText, parseRecord } from '../../../src/engine/sumdb/record.ts';
import { fromBase64, readFixture } from './fixture.ts';

const { records } = readFixture('notes.json') as {
  records: {
    bad_texts: { text: string }[];
    bad_utf8: { bytesBase64: string };
    parse: { desc: string; input: string; ok: boolean; id: number; text: string; rest: string }[];
  };
};

const malformed = { kind: 'malformed', message: 'malformed record data' };

describe('parseRecord', () => {
  for (const { desc, input, ok, id, text, rest } of records.parse) {
    it(`judges as Go: ${desc}`, () => {
      const parsed = parseRecord(Buffer.from(input));
      if (!ok) {
        assert.deepEqual(parsed, malformed);
        return;
      }
      assert.ok(parsed.kind === 'ok');
      const { record } = parsed;
      assert.deepEqual([record.id, record.text.toString(), record.rest.toString()], [id, text, rest]);
    });
  }

  it('refuses bytes that are not UTF-8', () => {
    assert.deepEqual(parseRecord(fromBase64(records.bad_utf8.bytesBase64)), malformed);
  });

  it('takes only plain numbers', () => {
    for (const id of ['+1', '-1', '01', ' 1', '1 ', '', '1e3', '9223372036854775808', '4503599627370496']) {
      assert.deepEqual(parseRecord(Buffer.from(`${id}\ntext\n\n`)), malformed, id);
    }
  });

  it('refuses a page of a captive portal', () => {
    assert.deepEqual(parseRecord(Buffer.from('<!DOCTYPE html>\n<html>\n\n</html>')), malformed);
  });

  it('does not read beyond the view that it is given', () => {
    const whole = Buffer.from('xx1\ntext\n\nrest');
    const parsed = parseRecord(new Uint8Array(whole.buffer, whole.byteOffset + 2, whole.length - 6));
    assert.ok(parsed.kind === 'ok');
    assert.equal(parsed.record.rest.length, 0);
  });
});

describe('isRecordText', () => {
  it('refuses what Go refuses', () => {
    for (const { text } of records.bad_texts) assert.ok(!isRecordText(Buffer.from(text)), JSON.stringify(text));
  });
});

describe('findLines', () => {
  const text = Buffer.from(
    ['example.com/m v1.0.0 h1:a=', 'example.com/m v1.0.0/go.mod h1:b=', 'example.com/m v1.0.0 h2:c=', ''].join('\n'),
  );

  it('gives the lines of exactly this module and version', () => {
    assert.deepEqual(findLines(text, 'example.com/m', 'v1.0.0'), [
      'example.com/m v1.0.0 h1:a=',
      'example.com/m v1.0.0 h2:c=',
    ]);
    assert.deepEqual(findLines(text, 'example.com/m', 'v1.0.0/go.mod'), ['example.com/m v1.0.0/go.mod h1:b=']);
    for (const [path, version] of [
      ['example.com/m', 'v1.0'],
      ['m', 'v1.0.0'],
      ['example.com/M', 'v1.0.0'],
    ] as const) {
      assert.deepEqual(findLines(text, path, version), []);
    }
  });
});
