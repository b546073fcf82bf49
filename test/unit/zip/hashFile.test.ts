import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Files, Ports } from '../../../src/engine/ports.ts';
import { type HashFileResult, hashFile } from '../../../src/engine/zip/hashFile.ts';
import { buildZip, fileOf, type TestEntry } from './buildZip.ts';

interface Tried {
  result: HashFileResult;
  closed: number;
}

async function tryHash(bytes: Uint8Array | null): Promise<Tried> {
  let closed = 0;
  const openRandom: Files['openRandom'] = async () =>
    bytes === null ? { kind: 'notExist' } : { kind: 'ok', file: { ...fileOf(bytes), close: () => void closed++ } };
  const ports = { files: { openRandom } } as unknown as Ports;
  const result = await hashFile(ports, '/m.zip', 'example.com/m', 'v1.0.0', new AbortController().signal);
  return { result, closed };
}

const goMod: TestEntry = { name: 'example.com/m@v1.0.0/go.mod', content: 'module example.com/m\n' };

async function problemsOf(bytes: Uint8Array): Promise<string[]> {
  const { result } = await tryHash(bytes);
  assert.ok(result.kind === 'ok');
  return result.problems.map(({ rule, message }) => `${rule}: ${message}`);
}

describe('hashFile', () => {
  it('gives both hashes of a good zip and closes the file', async () => {
    const { result, closed } = await tryHash(buildZip([goMod]));
    assert.ok(result.kind === 'ok');
    assert.match(result.zip ?? '', /^h1:.{44}$/);
    assert.match(result.mod ?? '', /^h1:.{44}$/);
    assert.deepEqual(result.problems, []);
    assert.equal(result.accepted, true);
    assert.equal(closed, 1);
  });

  it('hashes the go.mod that go makes up where there is none', async () => {
    const without = (await tryHash(buildZip([]))).result;
    const written = (await tryHash(buildZip([goMod]))).result;
    assert.ok(without.kind === 'ok' && written.kind === 'ok');
    assert.equal(without.mod, written.mod);
    assert.notEqual(without.zip, written.zip);
  });

  it('names what go refuses', async () => {
    assert.deepEqual(await problemsOf(Buffer.from('<html>')), ['not-a-zip: zip: not a valid zip file']);
    assert.deepEqual(await problemsOf(buildZip([{ ...goMod, crc: 7 }])), ['corrupt-entry: zip: checksum error']);
    assert.deepEqual(await problemsOf(buildZip([{ name: 'x' }])), [
      'unexpected-file: zip for example.com/m@v1.0.0 has unexpected file x',
      'missing-prefix: path does not have prefix "example.com/m@v1.0.0/"',
    ]);
  });

  it('does not say that go refuses what it could not read itself', async () => {
    const { result } = await tryHash(buildZip([{ ...goMod, flags: 0x40 }]));
    assert.ok(result.kind === 'ok');
    assert.deepEqual([result.zip, result.problems[0]?.rule], [null, 'not-examined']);
  });

  it('passes on that there is no such file', async () => {
    assert.deepEqual((await tryHash(null)).result, { kind: 'notExist' });
  });
});
