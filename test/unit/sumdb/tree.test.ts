import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { formatTree, parseTree } from '../../../src/engine/sumdb/tree.ts';
import { readFixture, toBase64 } from './fixture.ts';

const { treeHeads, signedHeads } = readFixture('notes.json') as {
  treeHeads: { desc: string; text: string; ok: boolean; size: number; hash: string }[];
  signedHeads: { heads: { size: number; hash: string; note: string }[] };
};

describe('parseTree', () => {
  for (const { desc, text, ok, size, hash } of treeHeads) {
    it(`judges as Go: ${desc}`, () => {
      const parsed = parseTree(text);
      if (!ok) {
        assert.deepEqual(parsed, { kind: 'malformed', message: 'malformed tree note' });
        return;
      }
      assert.ok(parsed.kind === 'ok');
      assert.deepEqual([parsed.tree.size, toBase64(parsed.tree.hash)], [size, hash]);
      assert.ok(text.startsWith(formatTree(parsed.tree)));
    });
  }

  it('reads real heads', () => {
    for (const { note, size, hash } of signedHeads.heads) {
      const parsed = parseTree(note.slice(0, note.indexOf('\n\n') + 1));
      assert.ok(parsed.kind === 'ok');
      assert.deepEqual([parsed.tree.size, toBase64(parsed.tree.hash)], [size, hash]);
    }
  });

  it('does not count a size that it cannot count exactly, and does not call it malformed', () => {
    const hash = 'A'.repeat(43);
    assert.equal(parseTree(`go.sum database tree\n9007199254740993\n${hash}=\n`).kind, 'tooLarge');
    assert.equal(parseTree(`go.sum database tree\n9223372036854775808\n${hash}=\n`).kind, 'malformed');
  });

  it('refuses more than a million bytes', () => {
    const head = formatTree({ size: 1, hash: Buffer.alloc(32) });
    const filled = (bytes: number) => head + 'é'.repeat((bytes - head.length) / 2);
    assert.equal(parseTree(filled(1_000_000 - (head.length % 2))).kind, 'ok');
    assert.equal(parseTree(filled(1_000_002)).kind, 'malformed');
  });
});
