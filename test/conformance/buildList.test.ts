/** The real go command is the judge of the build list: which modules, who is asked for what, and what is said about holes. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { hasGo } from './goDownload.ts';
import { askEngine, askGo, type Graph } from './graphStage.ts';
import { graphs } from './graphs.ts';

/** Without a go.sum only `-mod=mod` loads a graph; in a workspace go does without. */
const listing = (graph: Graph): Graph =>
  'go.work' in graph.files ? graph : { ...graph, settings: { GOFLAGS: '-mod=mod', ...graph.settings } };

describe('the build list', function () {
  this.timeout(60_000);
  before(function () {
    if (!hasGo()) {
      console.error('NOT COMPARED WITH GO: there is no go command on PATH');
      this.skip();
    }
  });

  for (const [name, graph] of Object.entries(graphs)) {
    it(`is that of go list -m all: ${name}`, async () => {
      const go = await askGo(listing(graph), ['go', 'list', '-m', '-json', 'all']);
      const { list, asked, error } = await askEngine(listing(graph), 'list');
      assert.deepEqual({ error, asked }, { error: go.error, asked: go.asked });
      if (go.error === null) assert.deepEqual(list, go.list);
    });

    it(`is fetched as by go mod download: ${name}`, async () => {
      const go = await askGo(graph, ['go', 'mod', 'download']);
      const { asked, error } = await askEngine(graph, 'download');
      assert.deepEqual({ error, asked }, { error: go.error, asked: go.asked });
    });
  }
});
