import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type GoModSummary, readModGraph } from '../../../src/engine/modload/readModGraph.ts';

const never = new AbortController().signal;

/** Reads `path: [pruned|unpruned] requirements`, all at v1.0.0, and remembers the order. */
function reader(goMods: Record<string, string>) {
  const read: string[] = [];
  let active = 0;
  let mostActive = 0;
  return {
    read,
    most: () => mostActive,
    summary: async (path: string): Promise<GoModSummary | null> => {
      read.push(path);
      active += 1;
      mostActive = Math.max(mostActive, active);
      await new Promise<void>((resolve) => setImmediate(resolve));
      active -= 1;
      const [pruning, ...requires] = (goMods[path] ?? '').split(' ');
      if (pruning !== 'pruned' && pruning !== 'unpruned') return null;
      return { pruning, requires: requires.map((name) => ({ path: name, version: 'v1.0.0' })) };
    },
  };
}

const roots = [{ path: 'a', version: 'v1.0.0' }];

describe('reading a module graph', () => {
  it('leaves out what stands behind a pruned module', async () => {
    const files = reader({ a: 'pruned b', b: 'pruned c', c: 'pruned' });
    const graph = await readModGraph({ mainModules: ['m'], pruning: 'pruned', roots, width: 4 }, files.summary, never);
    assert.deepEqual(files.read, ['a']);
    assert.deepEqual(
      graph.buildList().map(({ path }) => path),
      ['m', 'a', 'b'],
    );
  });

  it('follows an unpruned module to the end, through pruned ones too', async () => {
    const files = reader({ a: 'unpruned b', b: 'pruned c', c: 'pruned d', d: 'pruned' });
    await readModGraph({ mainModules: ['m'], pruning: 'pruned', roots, width: 4 }, files.summary, never);
    assert.deepEqual(files.read, ['a', 'b', 'c', 'd']);
  });

  it('reads each go.mod once and no more at a time than it may', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `m${index}`);
    const goMods = Object.fromEntries(names.map((name) => [name, `unpruned ${names.join(' ')}`]));
    const files = reader({ a: `unpruned ${names.join(' ')}`, ...goMods });
    await readModGraph({ mainModules: ['m'], pruning: 'unpruned', roots, width: 3 }, files.summary, never);
    assert.equal(files.read.length, 41);
    assert.equal(files.most(), 3);
  });

  it('goes on behind a go.mod that cannot be had', async () => {
    const files = reader({ a: 'unpruned gone b', b: 'unpruned' });
    const graph = await readModGraph(
      { mainModules: ['m'], pruning: 'unpruned', roots, width: 4 },
      files.summary,
      never,
    );
    assert.deepEqual(files.read, ['a', 'gone', 'b']);
    assert.equal(graph.selected('gone')?.requires, null);
  });

  it('stops at an abort', async () => {
    const controller = new AbortController();
    const files = reader({ a: 'unpruned b', b: 'unpruned c', c: 'unpruned' });
    const summary = (path: string) => {
      if (path === 'b') controller.abort(new Error('stop'));
      return files.summary(path);
    };
    await readModGraph({ mainModules: ['m'], pruning: 'unpruned', roots, width: 1 }, summary, controller.signal);
    assert.deepEqual(files.read, ['a', 'b']);
  });

  it('does not follow a server that goes on inventing modules', async () => {
    let read = 0;
    const invent = async (): Promise<GoModSummary> => {
      read += 1;
      const requires = Array.from({ length: 5000 }, (_, index) => ({ path: `x${read}.${index}`, version: 'v1.0.0' }));
      return { pruning: 'unpruned', requires };
    };
    await readModGraph({ mainModules: ['m'], pruning: 'unpruned', roots, width: 4 }, invent, never);
    assert.ok(read < 30 && read > 1, String(read));
  });
});
