import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { chainText } from '../../../src/engine/modload/chainText.ts';
import { chainTo, ModuleGraph } from '../../../src/engine/modload/moduleGraph.ts';

/** `a@v1.0.0: b@v1.0.0 c@v1.0.0` on each line; `main` is the root. */
function graphOf(text: string): ModuleGraph {
  const graph = new ModuleGraph([{ path: 'main', version: '' }]);
  const node = (name: string) => {
    const [path = '', version = ''] = name.split('@');
    return graph.node(path, version);
  };
  for (const line of text.trim().split('\n')) {
    const [name = '', requires = ''] = line.trim().split(':');
    graph.require(
      node(name),
      requires
        .split(' ')
        .filter((one) => one !== '')
        .map(node),
    );
  }
  return graph;
}

describe('a module graph', () => {
  it('selects the highest version that anybody requires', () => {
    const graph = graphOf(`
      main: a@v1.0.0 b@v1.0.0
      a@v1.0.0: c@v1.1.0
      b@v1.0.0: c@v1.2.0 main@v0.1.0`);
    assert.deepEqual(
      graph.buildList().map(({ path, version }) => `${path} ${version}`),
      ['main ', 'a v1.0.0', 'b v1.0.0', 'c v1.2.0'],
    );
  });

  it('tells the shortest chain to a module, also around a cycle', () => {
    const graph = graphOf(`
      main: a@v1.0.0 b@v1.0.0
      a@v1.0.0: b@v1.1.0
      b@v1.1.0: a@v1.0.0 c@v1.0.0
      b@v1.0.0: c@v1.0.0`);
    const chain = chainTo(graph.node('c', 'v1.0.0'), graph.walk());
    assert.deepEqual(
      chain.map(({ path, version }) => path + version),
      ['main', 'bv1.0.0', 'cv1.0.0'],
    );
  });

  it("words a hole as go does, with the replacement's name", () => {
    const graph = graphOf(`
      main: a@v1.0.0
      a@v1.0.0: b@v1.0.0`);
    const chain = chainTo(graph.node('b', 'v1.0.0'), graph.walk());
    const failure = { module: 'fork@v2.0.0', text: 'reading U: 404 Not Found', isBare: false, cause: 'fetch' } as const;
    assert.equal(
      chainText(chain, failure),
      'a@v1.0.0 requires\n\tb@v1.0.0 (replaced by fork@v2.0.0): reading U: 404 Not Found',
    );
    assert.equal(chainText(chain, { ...failure, isBare: true }), 'reading U: 404 Not Found');
  });
});
