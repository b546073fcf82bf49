import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { readmes, settingsTable, withTable } from '../../../scripts/settingsTable.mjs';

const root = path.resolve(import.meta.dirname, '../../..');

describe('the settings in the READMEs', () => {
  for (const readme of readmes) {
    it(`are those of the manifest in ${readme.file}; node scripts/settingsTable.mjs writes them`, () => {
      const text = readFileSync(path.join(root, readme.file), 'utf8');
      const table = settingsTable(readme);
      assert.ok(text.includes('<!-- settings -->') && table.includes('goModules.probe'));
      assert.equal(withTable(text, table), text);
    });
  }
});
