import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { compareTrees, comparisonIndexes, type SignedTree } from '../../../src/engine/sumdb/fork.ts';
import type { Hash } from '../../../src/engine/sumdb/merkle.ts';
import { checkTreeProof } from '../../../src/engine/sumdb/proof.ts';
import { parseRecord } from '../../../src/engine/sumdb/record.ts';
import { tilePath } from '../../../src/engine/sumdb/tile.ts';
import { checkTiles, planTiles } from '../../../src/engine/sumdb/tilePlan.ts';
import { parseTree } from '../../../src/engine/sumdb/tree.ts';
import { fromBase64, readFixture, toBase64 } from './fixture.ts';

interface Remote {
  [path: string]: { text?: string; base64?: string };
}

const { scenario } = readFixture('client.json') as {
  scenario: {
    initialLatest: string;
    remote: Remote;
    fork: {
      remoteForkB: Remote;
      lookupFromForkA: string;
      securityMessage: string;
      proof: { impliedOldHash: string; claimedOldHash: string; proof: string[] };
    };
  };
};

function signedTree(note: Uint8Array): SignedTree {
  const text = Buffer.from(note).toString();
  const parsed = parseTree(text.slice(0, text.lastIndexOf('\n\n') + 1));
  assert.ok(parsed.kind === 'ok');
  return { tree: parsed.tree, note };
}

function headOf(body: string): SignedTree {
  const parsed = parseRecord(Buffer.from(body));
  assert.ok(parsed.kind === 'ok');
  return signedTree(parsed.record.rest);
}

/** Hashes of the newer tree, authenticated through tiles. */
function readThroughTiles(
  older: SignedTree,
  newer: SignedTree,
  remotes: readonly Remote[],
): (index: number) => Hash | null {
  const planned = planTiles(newer.tree, comparisonIndexes(older.tree, newer.tree), 2);
  assert.ok(planned.kind === 'ok');
  const data = planned.plan.tiles.map((tile) => {
    const found = remotes.map((remote) => remote[`/${tilePath(tile)}`]?.base64).find((base64) => base64 !== undefined);
    return fromBase64(found ?? '');
  });
  const checked = checkTiles(planned.plan, data);
  assert.ok(checked.kind === 'ok', checked.kind);
  return checked.hashOf;
}

describe('comparing two heads of one log', () => {
  const { fork, remote } = scenario;
  const remotes = [fork.remoteForkB, remote];
  const lookupsB = Object.entries(fork.remoteForkB).filter(([path]) => path.startsWith('/lookup/'));
  const newest = lookupsB.map(([, { text = '' }]) => headOf(text)).sort((a, b) => b.tree.size - a.tree.size)[0];
  assert.ok(newest !== undefined);
  const fromA = headOf(fork.lookupFromForkA);

  it('finds older heads of the same history consistent', () => {
    const first = signedTree(Buffer.from(scenario.initialLatest));
    assert.deepEqual(compareTrees(first, newest, readThroughTiles(first, newest, remotes)), { kind: 'consistent' });
    assert.deepEqual(compareTrees(newest, newest, readThroughTiles(newest, newest, remotes)), { kind: 'consistent' });
  });

  it('reports a fork byte for byte as go does', () => {
    const compared = compareTrees(fromA, newest, readThroughTiles(fromA, newest, remotes));
    assert.ok(compared.kind === 'fork');
    assert.equal(compared.report, fork.securityMessage);
    assert.equal(toBase64(compared.impliedHash), fork.proof.impliedOldHash);
    assert.deepEqual(compared.proof.map(toBase64), fork.proof.proof);
    assert.equal(toBase64(fromA.tree.hash), fork.proof.claimedOldHash);
  });

  it('gives a proof that anybody can check', () => {
    const compared = compareTrees(fromA, newest, readThroughTiles(fromA, newest, remotes));
    assert.ok(compared.kind === 'fork');
    const implied = { size: fromA.tree.size, hash: compared.impliedHash };
    assert.equal(checkTreeProof(compared.proof, newest.tree, implied).kind, 'ok');
    assert.equal(checkTreeProof(compared.proof, newest.tree, fromA.tree).kind, 'error');
  });

  it('accuses nobody on hashes that are damaged or missing', () => {
    const read = readThroughTiles(fromA, newest, remotes);
    assert.deepEqual(
      compareTrees(fromA, newest, () => null),
      { kind: 'unproved' },
    );
    assert.deepEqual(
      compareTrees(fromA, newest, () => Buffer.alloc(32)),
      { kind: 'unproved' },
    );
    const damaged = (index: number) => (index === 0 || index === 6 ? Buffer.alloc(32) : read(index));
    assert.deepEqual(compareTrees(fromA, newest, damaged), { kind: 'unproved' });
  });

  it('finds two heads of one size with different hashes to be a fork', () => {
    const other: SignedTree = { ...newest, tree: { ...newest.tree, hash: Buffer.alloc(32, 1) } };
    const compared = compareTrees(other, newest, readThroughTiles(other, newest, remotes));
    assert.equal(compared.kind, 'fork');
  });

  it('needs nothing to compare with an empty tree', () => {
    assert.deepEqual(comparisonIndexes({ size: 0, hash: Buffer.alloc(32) }, newest.tree), []);
  });
});
