/**
 * The build list: of every module that the main modules need, directly or not, the one version that counts; and for each
 * who requires it. Source: cmd/go/internal/modload/buildlist.go (`expandGraph`, `updatePrunedRoots`, `convertPruning`);
 * "Minimal version selection" in Go's module reference.
 */
import type { Environment } from '../goenv/environment.ts';
import { mainModulesOf, type Project } from '../modfetch/project.ts';
import type { BuildMode } from './buildMode.ts';
import { chainText } from './chainText.ts';
import type { GoModReader, GraphFailure } from './goModReader.ts';
import { compareVersions, isToolchainPath } from './gover.ts';
import { languageVersion, type Pruning, pathOf, pruningOf, type Requirement, rootsOf } from './mainModules.ts';
import { chainTo, type ModuleGraph, type ModuleNode } from './moduleGraph.ts';
import { readModGraph } from './readModGraph.ts';

export interface BuildList {
  /** The selected versions without the main modules, by path. */
  modules: readonly ModuleNode[];
  /** go.mod files that could not be read, the one that go reports first. */
  failures: readonly NodeFailure[];
  /** What go says when it cannot use go.mod as it is though every file was read; else null. */
  error: string | null;
  /** Who required a node first, on the shortest way from a main module. */
  requiredBy: ReadonlyMap<ModuleNode, ModuleNode | null>;
  selected(path: string): ModuleNode | null;
}

export interface NodeFailure {
  node: ModuleNode;
  failure: GraphFailure;
  /** From the first module that a main module requires down to the node. */
  chain: readonly ModuleNode[];
  /** go's sentence, with the chain. */
  text: string;
}

export interface BuildListRequest {
  project: Project;
  mode: BuildMode;
  environment: Environment;
  /** go.mod files that are read at once. */
  width: number;
}

/** Raised roots can raise others; go's own files settle after a few rounds. */
const maxRounds = 100;

export async function loadBuildList(
  request: BuildListRequest,
  reader: GoModReader,
  signal: AbortSignal,
): Promise<BuildList> {
  const { project, mode, width } = request;
  const read = (path: string, version: string) => reader.read(path, version);
  const mainModules = mainModulesOf(project).map(pathOf);
  const load = (pruning: Pruning, roots: readonly Requirement[]) =>
    readModGraph({ mainModules, pruning, roots, width }, read, signal);
  const start = await startOf(request, load);
  let { roots } = start;
  for (let round = 0; ; round++) {
    const graph = await load(start.pruning, roots);
    const list = describe(graph, reader);
    const raised = start.pruning === 'workspace' || list.failures.length > 0 ? null : raiseRoots(graph, roots);
    if (raised === null || signal.aborted || round === maxRounds) return list;
    if (mode.kind !== 'mod') return { ...list, error: needsUpdate(mode) };
    // Without pruning the roots say nothing about the rest of the graph: the list is the same.
    if (start.pruning === 'unpruned') return list;
    roots = raised;
  }
}

/**
 * Where a command that may write go.mod finds no go line, it adds that of the running release: from then on the graph is
 * pruned, and everything that the old, unpruned one selected becomes a root.
 */
async function startOf(
  { project, mode, environment }: BuildListRequest,
  load: (pruning: Pruning, roots: readonly Requirement[]) => Promise<ModuleGraph>,
): Promise<{ pruning: Pruning; roots: readonly Requirement[] }> {
  const roots = rootsOf(project);
  if (project.workspace !== undefined) return { pruning: 'workspace', roots };
  const pruning = pruningOf(languageVersion(project));
  const isAdded = mode.kind === 'mod' && project.goMod.go === null;
  if (!isAdded)
    return { pruning, roots: pruning === 'pruned' && mode.kind === 'mod' ? withoutCopies(roots, project) : roots };
  const withGo = roots.map((root) => (root.path === 'go' ? { path: 'go', version: environment.release } : root));
  const graph = await load('unpruned', withGo);
  const main = new Set(graph.roots);
  return { pruning: 'pruned', roots: graph.buildList().filter((node) => !main.has(node)) };
}

/** Of a module that is required twice the higher version counts, of the main module itself none. */
function withoutCopies(roots: readonly Requirement[], project: Project): Requirement[] {
  const highest = new Map<string, Requirement>();
  for (const root of roots) {
    const known = highest.get(root.path);
    if (known === undefined || compareVersions(root.path, known.version, root.version) < 0)
      highest.set(root.path, root);
  }
  highest.delete(project.goMod.module?.path ?? '');
  return [...highest.values()];
}

/** The roots at their selected versions, or null where they are. */
function raiseRoots(graph: ModuleGraph, roots: readonly Requirement[]): Requirement[] | null {
  const raised = new Map<string, Requirement>();
  let isRaised = false;
  for (const { path, version } of roots) {
    const selected = graph.selected(path)?.version ?? version;
    isRaised ||= selected !== version;
    if (selected !== '') raised.set(path, { path, version: selected });
  }
  return isRaised ? [...raised.values()] : null;
}

function describe(graph: ModuleGraph, reader: GoModReader): BuildList {
  const requiredBy = graph.walk();
  const main = new Set(graph.roots);
  const failures: NodeFailure[] = [];
  for (const node of requiredBy.keys()) {
    const failure = reader.failureOf(node.path, node.version);
    if (failure === null) continue;
    const chain = chainTo(node, requiredBy).filter(({ version }) => version !== '');
    failures.push({ node, failure, chain, text: chainText(chain, failure) });
  }
  const modules = graph.buildList().filter((node) => !main.has(node) && !isToolchainPath(node.path));
  return { modules, failures, error: null, requiredBy, selected: (path) => graph.selected(path) };
}

/** Source: `goModDirtyError` in cmd/go/internal/modload/init.go. */
function needsUpdate(mode: BuildMode): string {
  const fix = 'to update it:\n\tgo mod tidy';
  if (mode.isExplicit) return `updates to go.mod needed, disabled by -mod=${mode.kind}; ${fix}`;
  if (mode.reason !== null)
    return `updates to go.mod needed, disabled by -mod=${mode.kind}\n\t(${mode.reason})\n\t${fix}`;
  return `updates to go.mod needed; ${fix}`;
}
