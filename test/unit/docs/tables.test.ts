import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pages, withTables } from '../../../scripts/generateDocs.mjs';
import { read } from './pages.ts';

describe('tables of settings, commands and options', () => {
  for (const page of pages) {
    it(`say in ${page.file} what manifest and help say; node scripts/generateDocs.mjs writes them`, () => {
      const text = read(page.file);
      assert.equal(withTables(text, page), text);
    });
  }

  it('name each command of the help and each setting, in both languages', () => {
    for (const file of ['README.md', 'README.zh-cn.md']) {
      const text = read(file);
      for (const word of ['gomod-doctor verify [', 'goModules.probe', 'goModules.diagnoseFetch']) {
        assert.ok(text.includes(`\`${word}`), `${file} lacks ${word}`);
      }
    }
    assert.ok(read('docs/command-line.md').includes('| `--mirror URL` | verify, compare |'));
  });

  it('are not written where a page lacks their marks', () => {
    const page = { file: 'page.md', language: 'en', tables: ['settings'] } as const;
    assert.throws(() => withTables('# A page', page), /page\.md has no marks for the table settings/);
  });
});
