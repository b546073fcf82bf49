import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { disguises } from './disguise.ts';
import { explainOf } from './explainOf.ts';
import { rows } from './rows.ts';

describe('an error text that was relayed', () => {
  for (const [name, disguise] of Object.entries(disguises)) {
    it(`keeps its finding: ${name}`, () => {
      for (const { code, module, version, host, text } of rows) {
        const relayed = disguise(text);
        const first = explainOf(relayed).findings[0];
        const { module: m = '', version: v = '', host: h = '' } = first?.params ?? {};
        assert.deepEqual([first?.code, m, v, h], [code, module, version, host], relayed);
      }
    });
  }
});
