import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { annotations, openGoMod, until } from '../helper.ts';

describe('annotations of require lines', () => {
  it('say who answers, and no more than is known about the checksum', async () => {
    const document = await openGoMod();
    const notes = await until('notes on four lines', async () => {
      const found = await annotations(document);
      return found.size === 4 && found.get('github.com/acme/billing')?.includes('403') && found;
    });
    assert.match(notes.get('go.example.org/text') ?? '', /^✓ proxy \d+ ms · in go\.sum$/);
    assert.match(notes.get('go.example.org/sync') ?? '', /^✓ cached · in go\.sum$/);
    assert.match(notes.get('github.com/acme/billing') ?? '', /^✗ 403 by 127\.0\.0\.1:\d+/);
  });
});
