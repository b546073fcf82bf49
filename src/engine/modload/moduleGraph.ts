/**
 * The module graph: which version of which module requires which others. Of each path the highest version that anybody
 * requires is selected ("minimal version selection"). Source: cmd/go/internal/mvs/graph.go; research.swtch.com/vgo-mvs.
 */
import { compareVersions } from './gover.ts';

/** One version of one module. There is one object for each in a graph, so that they can be compared by identity. */
export interface ModuleNode {
  readonly path: string;
  /** '' for a main module. */
  readonly version: string;
  /** What its go.mod requires, in order; null where it was not read: pruned, or it cannot be had. */
  requires: readonly ModuleNode[] | null;
}

export class ModuleGraph {
  readonly roots: readonly ModuleNode[];
  readonly #nodes = new Map<string, ModuleNode>();
  readonly #selected = new Map<string, ModuleNode>();

  /** `roots`: where the graph begins. */
  constructor(roots: readonly { path: string; version: string }[]) {
    this.roots = roots.map(({ path, version }) => this.node(path, version));
    for (const root of this.roots) this.#mention(root);
  }

  /** How many versions were mentioned. */
  get size(): number {
    return this.#nodes.size;
  }

  /** The one node of this version. It counts for the selection only when something requires it. */
  node(path: string, version: string): ModuleNode {
    const key = `${path}@${version}`;
    const known = this.#nodes.get(key);
    if (known !== undefined) return known;
    const node: ModuleNode = { path, version, requires: null };
    this.#nodes.set(key, node);
    return node;
  }

  /** Adds what a module that was reached requires. */
  require(node: ModuleNode, requires: readonly ModuleNode[]): void {
    node.requires = requires;
    for (const one of requires) this.#mention(one);
  }

  #mention(node: ModuleNode): void {
    const known = this.#selected.get(node.path);
    if (known === undefined || compareVersions(node.path, known.version, node.version) < 0) {
      this.#selected.set(node.path, node);
    }
  }

  selected(path: string): ModuleNode | null {
    return this.#selected.get(path) ?? null;
  }

  /** The selected version of each path: the roots first, the others by path. */
  buildList(): ModuleNode[] {
    const first = new Set(this.roots.map(({ path }) => path));
    const others = [...this.#selected.values()].filter(({ path }) => !first.has(path));
    others.sort((a, b) => (a.path < b.path ? -1 : 1));
    return [...[...first].flatMap((path) => this.selected(path) ?? []), ...others];
  }

  /** Nodes in the order of a breadth-first walk from the roots, each with the one that required it first. */
  walk(): Map<ModuleNode, ModuleNode | null> {
    const requiredBy = new Map<ModuleNode, ModuleNode | null>(this.roots.map((root) => [root, null]));
    // A Map iterates over what is added on the way.
    for (const node of requiredBy.keys()) {
      for (const one of node.requires ?? []) if (!requiredBy.has(one)) requiredBy.set(one, node);
    }
    return requiredBy;
  }
}

/** From a root to the node itself, along `walk`. */
export function chainTo(node: ModuleNode, requiredBy: ReadonlyMap<ModuleNode, ModuleNode | null>): ModuleNode[] {
  const chain: ModuleNode[] = [];
  for (let at: ModuleNode | null = node; at !== null; at = requiredBy.get(at) ?? null) chain.unshift(at);
  return chain;
}
