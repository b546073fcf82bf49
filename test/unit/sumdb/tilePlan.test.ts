import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { recordHash, storedHashIndex } from '../../../src/engine/sumdb/merkle.ts';
import { openNote } from '../../../src/engine/sumdb/note.ts';
import { checkRecordProof, checkTreeProof } from '../../../src/engine/sumdb/proof.ts';
import { findLines, parseRecord } from '../../../src/engine/sumdb/record.ts';
import { tilePath } from '../../../src/engine/sumdb/tile.ts';
import { type CheckedTiles, checkTiles, planTiles, type TilePlan } from '../../../src/engine/sumdb/tilePlan.ts';
import { parseTree, type TreeHead } from '../../../src/engine/sumdb/tree.ts';
import { parseVerifierKey, type VerifierKey } from '../../../src/engine/sumdb/verifierKey.ts';
import { flip, fromBase64, readFixture, toBase64 } from './fixture.ts';

interface Lookup {
  body: string;
  recordId: number;
  recordHash: string;
  inclusionProofInLatest: string[];
  consistencyProofToLatest: string[];
}

const snapshot = readFixture('snapshot.json') as {
  vkey: string;
  tileHeight: number;
  latest: { note: string; frontierTiles: string[] };
  lookups: Lookup[];
  tiles: Record<string, string>;
};

const { regressions, scenario } = readFixture('client.json') as {
  regressions: {
    id: string;
    vkey: string;
    request: { path: string; version: string };
    lookupBody: string;
    treeSize: number;
    rootHash: string;
    readOrder: string[];
    genuineTiles: Record<string, string>;
    forgedTiles: Record<string, string>;
  }[];
  scenario: { vkey: string; remote: Record<string, { text?: string; base64?: string }> };
};

function keyOf(text: string): VerifierKey {
  const parsed = parseVerifierKey(text);
  assert.ok(parsed.kind === 'ok');
  return parsed.key;
}

function openTree(note: Uint8Array, vkey: string): TreeHead {
  const opened = openNote(note, [keyOf(vkey)]);
  assert.ok(opened.kind === 'ok');
  const parsed = parseTree(opened.note.text);
  assert.ok(parsed.kind === 'ok');
  return parsed.tree;
}

function plan(tree: TreeHead, indexes: readonly number[], height: number): TilePlan {
  const planned = planTiles(tree, indexes, height);
  assert.ok(planned.kind === 'ok');
  return planned.plan;
}

const pathsOf = (planned: TilePlan) => planned.tiles.map(tilePath);

function recordOf(body: string): { id: number; text: Buffer; rest: Buffer } {
  const parsed = parseRecord(Buffer.from(body));
  assert.ok(parsed.kind === 'ok');
  return parsed.record;
}

describe('a snapshot of sum.golang.org, read through tiles', () => {
  const tree = openTree(Buffer.from(snapshot.latest.note), snapshot.vkey);
  const tileBytes = (path: string): Buffer => fromBase64(snapshot.tiles[`/${path}`] ?? '');

  it('has the tiles at the edge that Go reads', () => {
    assert.deepEqual(pathsOf(plan(tree, [], 8)), snapshot.latest.frontierTiles);
  });

  for (const lookup of snapshot.lookups) {
    it(`proves record ${lookup.recordId} in two ways`, () => {
      const record = recordOf(lookup.body);
      const hash = recordHash(record.text);
      assert.deepEqual([record.id, toBase64(hash)], [lookup.recordId, lookup.recordHash]);
      const planned = plan(tree, [storedHashIndex(0, record.id)], 8);
      const checked = checkTiles(planned, pathsOf(planned).map(tileBytes));
      assert.ok(checked.kind === 'ok');
      assert.deepEqual(checked.hashes, [hash]);
      assert.equal(checkRecordProof(lookup.inclusionProofInLatest.map(fromBase64), tree, record.id, hash).kind, 'ok');
    });

    it(`has an answer for record ${lookup.recordId} whose older head fits`, () => {
      const older = openTree(recordOf(lookup.body).rest, snapshot.vkey);
      const proof = lookup.consistencyProofToLatest.map(fromBase64);
      assert.equal(checkTreeProof(proof, tree, older).kind, 'ok');
    });
  }

  it('plans parents before children and the edge first', () => {
    assert.deepEqual(pathsOf(plan(tree, [0], 8)), [...snapshot.latest.frontierTiles, 'tile/8/1/000', 'tile/8/0/000']);
  });

  it('refuses a change anywhere in any tile', () => {
    const planned = plan(tree, [0], 8);
    const data = pathsOf(planned).map(tileBytes);
    for (const [at, bytes] of data.entries()) {
      // In time every place within a hash.
      for (let byte = 0; byte < bytes.length; byte += 101) {
        const checked = checkTiles(planned, data.with(at, flip(bytes, byte, byte % 8)));
        assert.equal(checked.kind, 'inconsistent', `${at} ${byte}`);
      }
    }
  });

  it('says which tile its parent denies, or that head and edge disagree', () => {
    const planned = plan(tree, [0], 8);
    const data = pathsOf(planned).map(tileBytes);
    const tileOf = (checked: CheckedTiles) => (checked.kind === 'inconsistent' ? checked.tile : undefined);
    assert.equal(tileOf(checkTiles(planned, data.with(4, flip(data[4] ?? Buffer.alloc(1), 0)))), 'tile/8/0/000');
    assert.equal(tileOf(checkTiles(planned, data.with(0, flip(data[0] ?? Buffer.alloc(1), 0)))), null);
  });

  it('refuses tiles that are too short or too long, in Go’s words', () => {
    const planned = plan(tree, [0], 8);
    const data = pathsOf(planned).map(tileBytes);
    const checked = checkTiles(planned, data.with(3, Buffer.alloc(17)));
    assert.ok(checked.kind === 'badLength');
    assert.equal(checked.message, 'TileReader returned bad result slice (tile/8/1/000 len=17, want 8192)');
    assert.equal(checkTiles(planned, data.slice(0, -1)).kind, 'badLength');
    assert.equal(checkTiles(planned, data.with(0, Buffer.alloc(8192))).kind, 'badLength');
  });

  it('does not plan what is not in the tree', () => {
    for (const index of [storedHashIndex(0, tree.size), -1, 0.5, Number.NaN, 2 ** 60]) {
      assert.deepEqual(planTiles(tree, [index], 8), { kind: 'error', message: 'indexes not in tree' });
    }
    assert.equal(planTiles({ size: 0, hash: Buffer.alloc(32) }, [0], 8).kind, 'error');
  });
});

describe('attacks that clients once accepted', () => {
  const regression = (id: string) => {
    const found = regressions.find((candidate) => candidate.id === id);
    assert.ok(found !== undefined);
    return found;
  };

  it('a forged tile between the edge and the number of subtrees (CVE-2026-56865)', () => {
    const { treeSize, rootHash, readOrder, genuineTiles, forgedTiles } = regression('CVE-2026-56865');
    const planned = plan({ size: treeSize, hash: fromBase64(rootHash) }, [0], 2);
    assert.deepEqual(pathsOf(planned), readOrder);
    const bytesOf = (tiles: Record<string, string>) => readOrder.map((path) => fromBase64(tiles[path] ?? ''));
    assert.equal(checkTiles(planned, bytesOf(genuineTiles)).kind, 'ok');
    assert.deepEqual(checkTiles(planned, bytesOf(forgedTiles)), {
      kind: 'inconsistent',
      message: 'downloaded inconsistent tile',
      tile: 'tile/2/0/000',
    });
  });

  it('a change of any bit of any tile of a small tree', () => {
    const { treeSize, rootHash, readOrder, genuineTiles } = regression('CVE-2026-56865');
    const planned = plan({ size: treeSize, hash: fromBase64(rootHash) }, [0], 2);
    const data: Buffer[] = readOrder.map((path) => fromBase64(genuineTiles[path] ?? ''));
    for (const [at, bytes] of data.entries()) {
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const changed = data.with(at, flip(bytes, bit >> 3, bit % 8));
        assert.equal(checkTiles(planned, changed).kind, 'inconsistent');
      }
    }
  });

  it('a line in the signed text that is not in the log (CVE-2026-56864)', () => {
    const { lookupBody, vkey, request } = regression('CVE-2026-56864');
    const record = recordOf(lookupBody);
    assert.equal(openTree(record.rest, vkey).size, 1);
    assert.ok(lookupBody.includes(`${request.path} ${request.version} h1:`));
    assert.deepEqual(findLines(record.text, request.path, request.version), []);
  });

  it('the good record of another module (CVE-2026-42501)', () => {
    const { lookupBody, vkey, request } = regression('CVE-2026-42501');
    const record = recordOf(lookupBody);
    const tree = openTree(record.rest, vkey);
    const planned = plan(tree, [storedHashIndex(0, record.id)], 2);
    const data = pathsOf(planned).map((path) => fromBase64(scenario.remote[`/${path}`]?.base64 ?? ''));
    const checked = checkTiles(planned, data);
    assert.ok(checked.kind === 'ok');
    assert.deepEqual(checked.hashes, [recordHash(record.text)]);
    assert.deepEqual(findLines(record.text, request.path, request.version), []);
  });

  it('a record with another number, or with changed text', () => {
    const { text = '' } = scenario.remote['/lookup/rsc.io/sampler@v1.3.0'] ?? {};
    const record = recordOf(text);
    const tree = openTree(record.rest, scenario.vkey);
    const hashOf = (id: number) => {
      const planned = plan(tree, [storedHashIndex(0, id)], 2);
      const data = pathsOf(planned).map((path) => fromBase64(scenario.remote[`/${path}`]?.base64 ?? ''));
      const checked = checkTiles(planned, data);
      assert.ok(checked.kind === 'ok');
      return toBase64(checked.hashes[0] ?? Buffer.alloc(0));
    };
    assert.equal(hashOf(record.id), toBase64(recordHash(record.text)));
    assert.notEqual(hashOf(1), toBase64(recordHash(record.text)));
    for (let at = 0; at < record.text.length; at++) {
      assert.notEqual(hashOf(record.id), toBase64(recordHash(flip(record.text, at, at % 8))));
    }
  });
});
