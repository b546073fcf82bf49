import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { goModJson } from '../../../src/engine/modfile/editJson.ts';
import { parseGoMod } from '../../../src/engine/modfile/goMod.ts';

const json = (text: string | Uint8Array) => goModJson(parseGoMod(text, 'go.mod'));

describe('goModJson', () => {
  it('names every list, also the empty ones', () => {
    assert.equal(
      json('module m\n'),
      '{\n\t"Module": {\n\t\t"Path": "m"\n\t},\n\t"Require": null,\n\t"Exclude": null,\n\t"Replace": null,\n\t"Retract": null,\n\t"Tool": null,\n\t"Ignore": null\n}\n',
    );
  });

  it('keeps the first of repeated tools and excludes, the last of replaces, and every require', () => {
    const found = JSON.parse(
      json(
        'require a v1.0.0\nrequire a v1.0.0\nexclude a v1.0.0\nexclude a v1\ntool t\ntool "t"\nreplace a => ./1\nreplace b => ./2\nreplace a => ./3\n',
      ),
    );
    assert.equal(found.Require.length, 2);
    assert.equal(found.Exclude.length, 1);
    assert.equal(found.Tool.length, 1);
    assert.deepEqual(found.Replace, [
      { Old: { Path: 'b' }, New: { Path: './2' } },
      { Old: { Path: 'a' }, New: { Path: './3' } },
    ]);
  });

  it('escapes as Go does', () => {
    assert.match(json('module <&>\u00e9\n'), /"\\u003c\\u0026\\u003eé"/);
    assert.match(json(Uint8Array.of(...Buffer.from('module a'), 0xff, 0x0a)), /"a\\ufffd"/);
    assert.match(json('retract v1 // a\u2028"b\\\x7f\n'), /"a\\u2028\\"b\\\\\x7f"/);
  });
});
