import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { explainOf } from './explainOf.ts';
import { healthy, rows } from './rows.ts';

describe('the sentences of go, git, ssh and curl', () => {
  for (const row of rows) {
    it(`${row.code}: ${row.text.slice(0, 110).replace(/\s+/g, ' ')}`, () => {
      const first = explainOf(row.text).findings[0];
      const { module = '', version = '', host = '' } = first?.params ?? {};
      assert.deepEqual({ code: first?.code ?? '', module, version, host, text: row.text }, row);
    });
  }
});

describe('output without a failure to fetch', () => {
  for (const text of healthy) {
    it(`is not taken for one: ${text.slice(0, 60).replace(/\s+/g, ' ')}`, () => {
      assert.deepEqual(
        explainOf(text).findings.map(({ code }) => code),
        ['not-a-fetch-error'],
      );
    });
  }

  it('that is nobody’s known output is not named at all', () => {
    const report = explainOf('Dear colleague,\nplease find attached the minutes of our meeting.');
    assert.deepEqual(report.findings, []);
    assert.ok(report.unrecognisedBytes > 50);
  });
});
