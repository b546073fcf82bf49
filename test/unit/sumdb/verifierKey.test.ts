import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isKeyName, parseVerifierKey } from '../../../src/engine/sumdb/verifierKey.ts';
import { readFixture } from './fixture.ts';

const { keys } = readFixture('notes.json') as {
  keys: {
    valid: { vkey: string; name: string; keyHashHex: string }[];
    invalid: { vkey: string; why: string; error: string }[];
  };
};

describe('parseVerifierKey', () => {
  for (const { vkey, name, keyHashHex } of keys.valid) {
    it(`reads the key of ${name}`, () => {
      const parsed = parseVerifierKey(vkey);
      assert.ok(parsed.kind === 'ok');
      assert.deepEqual([parsed.key.name, parsed.key.hash], [name, keyHashHex]);
    });
  }

  for (const { vkey, why, error } of keys.invalid) {
    it(`says "${error}" where ${why}`, () => {
      assert.deepEqual(parseVerifierKey(vkey), { kind: 'error', message: error });
    });
  }

  it('takes the hash in capitals, as Go does', () => {
    const parsed = parseVerifierKey(keys.valid[0]?.vkey.replace('033de0ae', '033DE0AE') ?? '');
    assert.equal(parsed.kind === 'ok' && parsed.key.hash, '033de0ae');
  });

  it('refuses every key with one changed character', () => {
    const [good] = keys.valid;
    for (let at = 0; at < (good?.vkey.length ?? 0); at++) {
      const changed = `${good?.vkey.slice(0, at)}?${good?.vkey.slice(at + 1)}`;
      assert.equal(parseVerifierKey(changed).kind, 'error', changed);
    }
  });

  it('knows white space as Go does, not as JavaScript does', () => {
    for (const space of [' ', '\t', '\x85', '\xa0', '\u2028', '\u3000']) assert.ok(!isKeyName(`a${space}b`));
    for (const other of ['\ufeff', '\u200b', 'é', '\x1f']) assert.ok(isKeyName(`a${other}b`));
    for (const bad of ['', 'a+b', '\ud800']) assert.ok(!isKeyName(bad));
  });
});
