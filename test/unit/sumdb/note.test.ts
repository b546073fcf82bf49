import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { describe, it } from 'mocha';
import { decodeBase64 } from '../../../src/engine/sumdb/base64.ts';
import { type OpenedNote, openNote } from '../../../src/engine/sumdb/note.ts';
import { parseVerifierKey, type VerifierKey } from '../../../src/engine/sumdb/verifierKey.ts';
import { flip, fromBase64, readFixture } from './fixture.ts';

interface Signature {
  name: string;
  hash: string;
  base64: string;
}

interface NoteCase {
  desc: string;
  verifiers: string[];
  msg: string;
  ok: boolean;
  text: string;
  sigs: Signature[];
  unverifiedSigs: Signature[];
  error: string;
}

const vectors = readFixture('notes.json') as {
  notes: NoteCase[];
  badUtf8: { bytesBase64: string; verifiers: string[] };
  signedHeads: {
    vkey: string;
    heads: { size: number; note: string }[];
    mutations: { desc: string; from: string; to: string; error: string }[];
  };
  signatureOnly: { body: string }[];
};

function keysOf(texts: readonly string[]): VerifierKey[] {
  return texts.map((text) => {
    const parsed = parseVerifierKey(text);
    assert.ok(parsed.kind === 'ok');
    return parsed.key;
  });
}

const messageOf = (opened: OpenedNote) => (opened.kind === 'ok' ? 'ok' : opened.message);

/** A key of our own, so that tests can sign what they like. */
function createSigner(name: string): { key: VerifierKey; line(text: string): string } {
  const pair = generateKeyPairSync('ed25519');
  const raw = Buffer.from(String(pair.publicKey.export({ format: 'jwk' }).x), 'base64url');
  const data = Buffer.concat([Buffer.of(1), raw]);
  const hash = createHash('sha256').update(`${name}\n`).update(data).digest().subarray(0, 4);
  const [key] = keysOf([`${name}+${hash.toString('hex')}+${data.toString('base64')}`]);
  assert.ok(key !== undefined);
  const line = (text: string) => {
    const signature = sign(null, Buffer.from(text), pair.privateKey);
    return `— ${name} ${Buffer.concat([hash, signature]).toString('base64')}\n`;
  };
  return { key, line };
}

describe('openNote', () => {
  for (const vector of vectors.notes) {
    it(`judges as Go: ${vector.desc}`, () => {
      const opened = openNote(Buffer.from(vector.msg), keysOf(vector.verifiers));
      if (!vector.ok) {
        assert.equal(messageOf(opened), vector.error);
        return;
      }
      assert.deepEqual(opened, {
        kind: 'ok',
        note: { text: vector.text, signatures: vector.sigs, unverified: vector.unverifiedSigs },
      });
    });
  }

  it('refuses bytes that are not UTF-8', () => {
    const { bytesBase64, verifiers } = vectors.badUtf8;
    assert.equal(messageOf(openNote(fromBase64(bytesBase64), keysOf(verifiers))), 'malformed note');
  });

  it('opens the heads that sum.golang.org signed', () => {
    const keys = keysOf([vectors.signedHeads.vkey]);
    for (const { note } of vectors.signedHeads.heads) assert.equal(openNote(Buffer.from(note), keys).kind, 'ok');
  });

  for (const { desc, from, to, error } of vectors.signedHeads.mutations) {
    it(`refuses a head with: ${desc}`, () => {
      const changed = vectors.signedHeads.heads[0]?.note.replace(from, to) ?? '';
      assert.equal(messageOf(openNote(Buffer.from(changed), keysOf([vectors.signedHeads.vkey]))), error);
    });
  }

  it('refuses every changed byte of a real head', () => {
    const [head] = vectors.signedHeads.heads;
    const note = Buffer.from(head?.note ?? '');
    const keys = keysOf([vectors.signedHeads.vkey]);
    const signature = note.toString().trimEnd().split(' ').at(-1) ?? '';
    for (let at = 0; at < note.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const opened = openNote(flip(note, at, bit), keys);
        if (opened.kind !== 'ok') continue;
        // The last character of base64 has bits that mean nothing, for Go too: text and signature are the same.
        assert.deepEqual(decodeBase64(opened.note.signatures[0]?.base64 ?? ''), decodeBase64(signature));
        assert.ok(note.toString().startsWith(opened.note.text));
      }
    }
  });

  it('refuses what is no note', () => {
    const keys = keysOf([vectors.signedHeads.vkey]);
    for (const bytes of ['', '\0'.repeat(187), '<html>\n\n</html>\n', '\n\n', '\n\n\n', 'a\n\n\n']) {
      assert.equal(openNote(Buffer.from(bytes), keys).kind, 'malformed', JSON.stringify(bytes));
    }
  });

  it('takes 100 signatures and no more', () => {
    const signer = createSigner('test');
    const text = 'text\n';
    const note = (count: number) => Buffer.from(`${text}\n${signer.line(text).repeat(count)}`);
    assert.equal(openNote(note(100), [signer.key]).kind, 'ok');
    assert.equal(openNote(note(101), [signer.key]).kind, 'malformed');
    assert.equal(openNote(Buffer.from(`${text}\n${'— x AAAAAAA=\n'.repeat(101)}`), []).kind, 'malformed');
  });

  it('refuses a note with one bad signature by a known key, beside a good one by another', () => {
    const good = createSigner('good');
    const bad = createSigner('bad');
    const note = `text\n\n${good.line('text\n')}${bad.line('other text\n')}`;
    const opened = openNote(Buffer.from(note), [good.key, bad.key]);
    assert.equal(messageOf(opened), `invalid signature for key bad+${bad.key.hash}`);
    assert.equal(openNote(Buffer.from(note), [good.key]).kind, 'ok');
  });

  it('judges signatures before it meets a malformed line, as Go does', () => {
    const signer = createSigner('test');
    const note = `text\n\n${signer.line('other\n')}stray\n`;
    assert.equal(openNote(Buffer.from(note), [signer.key]).kind, 'badSignature');
  });

  it('says whose signatures a note of another database has', () => {
    const opened = openNote(Buffer.from(vectors.signedHeads.heads[0]?.note ?? ''), []);
    assert.ok(opened.kind === 'unknownKeys');
    assert.deepEqual(
      opened.note.unverified.map(({ name, hash }) => `${name}+${hash}`),
      ['sum.golang.org+033de0ae'],
    );
  });

  it('takes linear time for long text and long names', () => {
    for (const bytes of [
      `${'\n'.repeat(1 << 20)}x`,
      `a\n\n— ${'x'.repeat(1 << 20)}\n`,
      `a\n\n— a ${'A'.repeat(1 << 20)}!\n`,
    ]) {
      assert.equal(openNote(Buffer.from(bytes), []).kind, 'malformed');
    }
  });
});
