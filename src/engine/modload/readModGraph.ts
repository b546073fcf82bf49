/**
 * Reads the module graph from its roots. A go.mod of Go 1.17 or newer lists everything that its packages need, so what
 * stands behind its requirements is left out ("pruned") unless it is reached through an older one.
 * Source: cmd/go/internal/modload/buildlist.go (`readModGraph`); "Module graph pruning" in Go's module reference.
 */
import { compareVersions } from './gover.ts';
import type { Pruning, Requirement } from './mainModules.ts';
import { ModuleGraph, type ModuleNode } from './moduleGraph.ts';

/** What one go.mod says. */
export interface GoModSummary {
  requires: readonly Requirement[];
  pruning: 'pruned' | 'unpruned';
}

/** Reads the go.mod of one version; null where it cannot be had. */
export type ReadSummary = (path: string, version: string) => Promise<GoModSummary | null>;

export interface GraphRequest {
  mainModules: readonly string[];
  pruning: Pruning;
  roots: readonly Requirement[];
  /** go.mod files that are read at once. */
  width: number;
}

export async function readModGraph(
  request: GraphRequest,
  read: ReadSummary,
  signal: AbortSignal,
): Promise<ModuleGraph> {
  const { mainModules, pruning, roots, width } = request;
  // In a workspace the go line and the toolchain line of go.work are roots like its modules.
  const start = pruning === 'workspace' ? roots : mainModules.map((path) => ({ path, version: '' }));
  return new GraphReader(new ModuleGraph(start), width, read, signal).run(pruning, roots);
}

/** The largest real graphs mention some ten thousand versions; servers that go on inventing more are not followed. */
const mostNodes = 100_000;

class GraphReader {
  readonly #graph: ModuleGraph;
  readonly #width: number;
  readonly #read: ReadSummary;
  readonly #signal: AbortSignal;
  readonly #entered: Record<Pruning, Set<ModuleNode>> = {
    pruned: new Set(),
    unpruned: new Set(),
    workspace: new Set(),
  };
  readonly #loaded = new Map<ModuleNode, Promise<GoModSummary | null>>();
  #queue: { node: ModuleNode; pruning: Pruning }[] = [];

  constructor(graph: ModuleGraph, width: number, read: ReadSummary, signal: AbortSignal) {
    this.#graph = graph;
    this.#width = width;
    this.#read = read;
    this.#signal = signal;
  }

  async run(pruning: Pruning, roots: readonly Requirement[]): Promise<ModuleGraph> {
    const nodes = roots.map(({ path, version }) => this.#graph.node(path, version));
    if (pruning !== 'workspace') for (const main of this.#graph.roots) this.#graph.require(main, nodes);
    for (const node of nodes) this.#enter(node, pruning);
    await this.#drain();
    if (pruning === 'workspace') await this.#readSelected(nodes);
    return this.#graph;
  }

  #enter(node: ModuleNode, pruning: Pruning): void {
    if (this.#entered[pruning].has(node)) return;
    this.#entered[pruning].add(node);
    this.#queue.push({ node, pruning });
  }

  /** Works until nothing is left to read, `width` go.mod files at a time. */
  async #drain(): Promise<void> {
    let at = 0;
    let active = 0;
    await new Promise<void>((resolve, reject) => {
      const next = () => {
        while (active < this.#width && at < this.#queue.length && this.#goesOn()) {
          const entry = this.#queue[at++];
          if (entry === undefined) break;
          active += 1;
          this.#visit(entry.node, entry.pruning).then(() => {
            active -= 1;
            next();
          }, reject);
        }
        if (active === 0) resolve();
      };
      next();
    });
    this.#queue = [];
  }

  #goesOn(): boolean {
    return !this.#signal.aborted && this.#graph.size <= mostNodes;
  }

  async #visit(node: ModuleNode, pruning: Pruning): Promise<void> {
    const summary = await this.#load(node);
    if (summary === null) return;
    const next = pruning === 'unpruned' ? 'unpruned' : summary.pruning;
    if (pruning === 'pruned' && summary.pruning !== 'unpruned') return;
    for (const one of node.requires ?? []) this.#enter(one, next);
  }

  #load(node: ModuleNode): Promise<GoModSummary | null> {
    const known = this.#loaded.get(node);
    if (known !== undefined) return known;
    const loading = this.#read(node.path, node.version).then((summary) => {
      if (summary !== null && this.#goesOn()) {
        this.#graph.require(
          node,
          summary.requires.map(({ path, version }) => this.#graph.node(path, version)),
        );
      }
      return summary;
    });
    this.#loaded.set(node, loading);
    return loading;
  }

  /**
   * In a workspace a requirement of one module may raise what another one requires; what the raised versions require
   * counts too, as they may provide packages.
   */
  async #readSelected(roots: readonly ModuleNode[]): Promise<void> {
    const relevant = new Set(roots.map(({ path }) => path));
    const seen = new Set<ModuleNode>();
    for (;;) {
      const raised = this.#raised(relevant, seen);
      if (raised.size === 0) return;
      for (const node of raised) {
        this.#enter(node, 'workspace');
        seen.add(node);
        relevant.add(node.path);
      }
      await this.#drain();
      if (!this.#goesOn()) return;
    }
  }

  #raised(relevant: ReadonlySet<string>, seen: ReadonlySet<ModuleNode>): Set<ModuleNode> {
    const raised = new Set<ModuleNode>();
    for (const path of relevant) {
      const node = this.#graph.selected(path);
      if (node === null) continue;
      if (!seen.has(node)) {
        raised.add(node);
        continue;
      }
      for (const one of node.requires ?? []) {
        const selected = this.#graph.selected(one.path);
        const isHigher = selected !== null && compareVersions(one.path, selected.version, one.version) > 0;
        if (isHigher && !seen.has(selected)) raised.add(selected);
      }
    }
    return raised;
  }
}
