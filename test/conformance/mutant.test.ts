/** The planted faults still fit the sources; `npm run conformance -- --mutants` shows that each is caught. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { loadMutants, mutate } from './mutant.ts';

const root = join(import.meta.dirname, '..', '..');

describe('planted faults', () => {
  const mutants = loadMutants();

  it('are at least twenty', () => {
    assert.ok(mutants.length >= 20);
  });

  for (const mutant of mutants) {
    it(`apply: ${mutant.name}`, () => {
      const source = readFileSync(join(root, mutant.file), 'utf8');
      assert.notEqual(mutate(mutant, source), source);
    });
  }

  it('are an error where their text is gone', () => {
    const gone = { name: 'x', file: 'y', before: 'nowhere', after: '' };
    assert.throws(() => mutate(gone, 'some source'), /stands 0 times/);
    assert.throws(() => mutate({ ...gone, before: 'o' }, 'foo'), /stands 2 times/);
  });
});
