import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readInfo } from '../../../src/engine/modfetch/infoJson.ts';

const sentence = (body: string | Uint8Array): string => {
  const read = readInfo(typeof body === 'string' ? Buffer.from(body) : body);
  return read.kind === 'error' ? read.message : `version ${read.info.version}`;
};
const beginning = 'looking for beginning of value';
const asTime = 'as "2006-01-02T15:04:05Z07:00": cannot parse';

/** Body and what `encoding/json` of Go 1.26 says about it when it decodes a modfetch.RevInfo. */
const rows: [string, string][] = [
  ['{"Version":"v1.0.0","Time":"2024-01-02T03:04:05Z"}', 'version v1.0.0'],
  ['{"version":"v1.0.0","extra":[1]}', 'version v1.0.0'],
  ['{}', 'version '],
  [' null ', 'version '],
  ['{"Version":"v1","version":null,"VERSION":"v2"}', 'version v2'],
  ['{"Ver\\u017fion":"v1"}', 'version v1'],
  ['<html>', `invalid character '<' ${beginning}`],
  ['', 'unexpected end of JSON input'],
  ['{"Version":"v1.0.0"} x', "invalid character 'x' after top-level value"],
  ['\ufeff{}', `invalid character 'ï' ${beginning}`],
  ['{"Version":1}', 'json: cannot unmarshal number into Go struct field RevInfo.Version of type string'],
  ['{"Version":[1]}', 'json: cannot unmarshal array into Go struct field RevInfo.Version of type string'],
  ['{"Origin":[]}', 'json: cannot unmarshal array into Go struct field RevInfo.Origin of type codehost.Origin'],
  ['{"Origin":{"Hash":true}}', 'json: cannot unmarshal bool into Go struct field Origin.Origin.Hash of type string'],
  ['[]', 'json: cannot unmarshal array into Go value of type modfetch.RevInfo'],
  ['"v1.0.0"', 'json: cannot unmarshal string into Go value of type modfetch.RevInfo'],
  ['{"Time":"yesterday"}', `parsing time "yesterday" ${asTime} "yesterday" as "2006"`],
  ['{"Time":""}', `parsing time "" ${asTime} "" as "2006"`],
  ['{"Time":"2024-01-02 03:04:05Z"}', `parsing time "2024-01-02 03:04:05Z" ${asTime} " 03:04:05Z" as "T"`],
  ['{"Time":"2024-13-02T03:04:05Z"}', 'parsing time "2024-13-02T03:04:05Z": month out of range'],
  ['{"Time":"2023-02-29T03:04:05Z"}', 'parsing time "2023-02-29T03:04:05Z": day out of range'],
  ['{"Time":"2024-01-02T03:04:05Zx"}', 'parsing time "2024-01-02T03:04:05Zx": extra text: "x"'],
  ['{"Time":5}', 'Time.UnmarshalJSON: input is not a JSON string'],
  ['{"Version":1,"Time":"x"}', `parsing time "x" ${asTime} "x" as "2006"`],
  ['tru', "invalid character ' ' in literal true (expecting 'e')"],
  ['-', "invalid character ' ' in numeric literal"],
  ['1.', "invalid character ' ' after decimal point in numeric literal"],
  ['{"a" 1}', "invalid character '1' after object key"],
  ['{"a":1 "b"}', `invalid character '"' after object key:value pair`],
  ['{1}', "invalid character '1' looking for beginning of object key string"],
  ['[1 2]', "invalid character '2' after array element"],
  ['"a\nb"', "invalid character '\\n' in string literal"],
  ['"\\x"', "invalid character 'x' in string escape code"],
];

describe('the .info of a proxy', () => {
  for (const [body, expected] of rows) {
    it(`reads ${JSON.stringify(body)} as Go does`, () => assert.equal(sentence(body), expected));
  }

  it('refuses ten thousand and one open brackets without overflowing the stack', () => {
    assert.equal(sentence('['.repeat(10_001)), `invalid character '[' exceeded max depth`);
    assert.equal(sentence('['.repeat(1_000_000)), `invalid character '[' exceeded max depth`);
  });

  it('reads times with fractions and zones', () => {
    const read = readInfo(Buffer.from('{"Time":"2024-01-02T03:04:05.250+01:30"}'));
    assert.equal(read.kind === 'ok' ? read.info.timeMs : null, Date.UTC(2024, 0, 2, 1, 34, 5, 250));
  });
});
