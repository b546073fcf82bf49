/**
 * Fetches what `go mod download` without arguments fetches, or `go list -m all`: first the go.mod files of the module graph,
 * then more of the modules that count. Sources: cmd/go/internal/modcmd/download.go, modload/list.go (`listModules`).
 */
import { forEachBounded } from '../batch/forEachBounded.ts';
import type { FetchContext } from '../modfetch/context.ts';
import { fetchModule } from '../modfetch/fetchModule.ts';
import { findReplace } from '../modfetch/fetchTarget.ts';
import type { FetchQuestion, ModuleRun } from '../modfetch/moduleRun.ts';
import { mainModulesOf, type Project } from '../modfetch/project.ts';
import type { Require } from '../modfile/goMod.ts';
import { type BuildList, loadBuildList } from './buildList.ts';
import { type BuildMode, buildModeOf } from './buildMode.ts';
import { nameOf } from './chainText.ts';
import { chooseToolchain } from './chooseToolchain.ts';
import { createGoModReader, type GoModReader } from './goModReader.ts';
import { fromToolchain } from './gover.ts';
import { failedInGraph, needsUpdate, skippedRun, withVendorProblems } from './graphRun.ts';
import { isExcluded, pruningOf } from './mainModules.ts';
import { chainTo, type ModuleNode } from './moduleGraph.ts';
import { fetchToolchain, refusedGo } from './toolchainRun.ts';

export interface ProjectFetch {
  context: FetchContext;
  project: Project;
  /** Working folder of the command. */
  directory: string;
  depth: FetchQuestion['depth'];
  /** Files in flight at once. */
  width: number;
  onProgress(progress: { done: number; total: number; current: string | null }): void;
}

export interface ProjectRuns {
  /**
   * Required modules as go.mod lists them, then the others of the build list of which go fetches something, then those
   * that keep it from being loaded.
   */
  runs: ModuleRun[];
  /** Null where go does not load the graph: vendor mode, or files that it refuses. */
  list: BuildList | null;
}

interface Place {
  file: string;
  require: Require;
}

export async function fetchProject(fetch: ProjectFetch, signal: AbortSignal): Promise<ProjectRuns> {
  const choice = chooseToolchain(fetch.project, fetch.context.environment);
  if (choice.kind === 'local') return fetchGraph(fetch, signal);
  if (choice.kind !== 'switch') return { runs: [refusedGo(fetch.context, choice), ...unaskedRuns(fetch)], list: null };
  const toolchain = await fetchToolchain(fetch.context, choice, signal);
  if (toolchain !== null && (toolchain.outcome === 'failed' || toolchain.outcome === 'not-found')) {
    return { runs: [toolchain, ...unaskedRuns(fetch)], list: null };
  }
  const environment = { ...fetch.context.environment, release: fromToolchain(choice.name) };
  const { runs, list } = await fetchGraph({ ...fetch, context: { ...fetch.context, environment } }, signal);
  return { runs: toolchain === null ? runs : [toolchain, ...runs], list };
}

/** go ended before it looked at the requirements. */
function unaskedRuns({ context, project, depth }: ProjectFetch): ModuleRun[] {
  return [...placesOf(project).values()].map((place) =>
    skippedRun(context, requiredQuestion(place, place.require.version, depth), 'go-ended-before'),
  );
}

/** The release is settled; now the files of the project decide. */
async function fetchGraph(fetch: ProjectFetch, signal: AbortSignal): Promise<ProjectRuns> {
  const { context, project } = fetch;
  const mode = buildModeOf(project, context.environment, context.operation);
  const places = placesOf(project);
  const isVendored = mode.kind === 'vendor';
  if ((project.workspaceErrors?.length ?? 0) > 0) return { runs: unaskedRuns(fetch), list: null };
  if (isVendored || isRefused(project)) {
    const questions = [...places.values()].map((place) => requiredQuestion(place, place.require.version, fetch.depth));
    const runs = await fetchAll(fetch, questions, signal);
    return { runs: isVendored ? withVendorProblems(context, project, runs) : runs, list: null };
  }
  const reader = openReader(fetch, mode, signal);
  const { environment } = context;
  const list = await loadBuildList({ project, mode, environment, width: fetch.width }, reader, signal);
  return { runs: await new Assembly(fetch, list, reader, places).run(signal), list };
}

function openReader(fetch: ProjectFetch, mode: BuildMode, signal: AbortSignal): GoModReader {
  const { context, project, directory } = fetch;
  let done = 0;
  const onRead = (current: string) => {
    done += 1;
    fetch.onProgress({ done, total: Math.max(done, project.goMod.requires.length), current });
  };
  return createGoModReader(context, project, { directory, needsSums: needsSums(project, mode), onRead }, signal);
}

/** In readonly mode every hash must stand in go.sum already, except in a workspace. */
function needsSums(project: Project, mode: BuildMode): boolean {
  return mode.kind === 'readonly' && project.goWork === null;
}

/** Without its hash in go.sum go asks for no go.mod, but for the version all the same. */
function depthOf(fetch: ProjectFetch, path: string, version: string): FetchQuestion['depth'] {
  const { context, project, depth } = fetch;
  const mode = buildModeOf(project, context.environment, context.operation);
  const replace = findReplace({ path, version }, project)?.replace;
  const [actual, at] = replace?.newVersion == null ? [path, version] : [replace.newPath, replace.newVersion];
  const isKnown = (project.goSum?.find(actual, at, 'mod').length ?? 0) > 0;
  return needsSums(project, mode) && !isKnown ? 'info' : depth;
}

/** go stops at files that it cannot use, before it asks anybody. */
function isRefused(project: Project): boolean {
  const errors = mainModulesOf(project).flatMap(({ goMod }) => goMod.errors);
  return errors.length > 0 || project.goMod.module === null;
}

/** Where each path is required first. */
function placesOf(project: Project): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const { goModPath, goMod } of mainModulesOf(project)) {
    for (const require of goMod.requires) {
      if (!places.has(require.path)) places.set(require.path, { file: goModPath, require });
    }
  }
  const main = new Set(mainModulesOf(project).map(({ goMod }) => goMod.module?.path ?? ''));
  for (const path of main) places.delete(path);
  return places;
}

function requirementAt({ file, require }: Place): NonNullable<FetchQuestion['requirement']> {
  return { file, line: require.range.start.line, indirect: require.indirect };
}

function requiredQuestion(place: Place, version: string, depth: FetchQuestion['depth']): FetchQuestion {
  return { path: place.require.path, version, depth, requirement: requirementAt(place) };
}

/** Fetches all, keeping their order. Modules that an abort kept from starting are left out. */
async function fetchAll(
  { context, width, onProgress }: ProjectFetch,
  questions: readonly FetchQuestion[],
  signal: AbortSignal,
): Promise<ModuleRun[]> {
  const runs: (ModuleRun | undefined)[] = questions.map(() => undefined);
  let done = 0;
  const fetchOne = async (question: FetchQuestion, index: number) => {
    onProgress({ done, total: questions.length, current: question.path });
    runs[index] = await fetchModule(context, question, signal);
    done += 1;
    onProgress({ done, total: questions.length, current: null });
  };
  await forEachBounded(questions, width, fetchOne, signal);
  return runs.filter((run) => run !== undefined);
}

/** Turns a build list into the results of its modules. */
class Assembly {
  readonly #fetch: ProjectFetch;
  readonly #list: BuildList;
  readonly #reader: GoModReader;
  readonly #places: ReadonlyMap<string, Place>;
  /** `go mod download` goes on with the modules that go.mod names; without pruning, and in a workspace, with all. */
  readonly #takesAll: boolean;
  /** An incomplete graph ends go where it does not take all. */
  readonly #stops: boolean;

  constructor(fetch: ProjectFetch, list: BuildList, reader: GoModReader, places: ReadonlyMap<string, Place>) {
    this.#fetch = fetch;
    this.#list = list;
    this.#reader = reader;
    this.#places = places;
    const { context, project } = fetch;
    const go = project.goMod.go?.version;
    const isUnpruned = go !== undefined && pruningOf(go) === 'unpruned';
    this.#takesAll = context.operation === 'list' || project.workspace !== undefined || isUnpruned;
    const isBroken = list.failures.some(({ failure }) => failure.cause !== 'unknown');
    this.#stops = isBroken && (!this.#takesAll || list.failures[0]?.failure.isBare === true);
  }

  async run(signal: AbortSignal): Promise<ModuleRun[]> {
    const required = [...this.#places.values()].map((place) => ({
      place,
      node: this.#list.selected(place.require.path),
    }));
    const requiredNodes = new Set(required.map(({ node }) => node));
    const others = this.#list.modules.filter((node) => !requiredNodes.has(node));
    const taken = [
      ...required.map(({ place, node }) => this.#required(place, node)),
      ...(this.#takesAll ? others.map((node) => this.#other(node, depthOf(this.#fetch, node.path, node.version))) : []),
    ];
    const fetched = this.#stops ? await this.#known(taken, signal) : await fetchAll(this.#fetch, taken, signal);
    const rest = this.#takesAll ? [] : others.filter(({ path, version }) => this.#reader.runOf(path, version) !== null);
    const runs = [...fetched, ...rest.map((node) => this.#fromGraph(this.#other(node, 'mod'), node))];
    return this.#withFailures(this.#withNeededUpdate(runs));
  }

  /** What go says about go.mod as a whole goes to the requirements that are not what counts. */
  #withNeededUpdate(runs: readonly ModuleRun[]): ModuleRun[] {
    const { error } = this.#list;
    if (error === null) return [...runs];
    return runs.map((run) => {
      const place = this.#places.get(run.question.path);
      return place === undefined || place.require.version === run.question.version ? run : needsUpdate(run, error);
    });
  }

  /** An excluded requirement is asked for as it stands, and skipped. */
  #required(place: Place, node: ModuleNode | null): FetchQuestion {
    const isGone = node === null || isExcluded(place.require, this.#fetch.project);
    const version = isGone ? place.require.version : node.version;
    return requiredQuestion(place, version, depthOf(this.#fetch, place.require.path, version));
  }

  #other(node: ModuleNode, depth: FetchQuestion['depth']): FetchQuestion {
    const chain = chainTo(node, this.#list.requiredBy).filter(({ version }) => version !== '');
    const place = this.#places.get(chain[0]?.path ?? '');
    return {
      path: node.path,
      version: node.version,
      depth,
      requirement: place === undefined ? null : requirementAt(place),
      isSelected: true,
      requiredBy: chain.slice(0, -1).map(nameOf),
    };
  }

  /** go ends after the graph: of each module there is what the graph says. */
  async #known(questions: readonly FetchQuestion[], signal: AbortSignal): Promise<ModuleRun[]> {
    const runs: ModuleRun[] = [];
    for (const question of questions) {
      const run = this.#reader.runOf(question.path, question.version);
      runs.push(run === null ? await this.#unasked(question, signal) : withQuestion(run, question));
    }
    return runs;
  }

  /** Directories and exclusions are told without asking; whatever else was not reached is not asked for now either. */
  #unasked(question: FetchQuestion, signal: AbortSignal): Promise<ModuleRun> {
    const silent = AbortSignal.any([signal, AbortSignal.abort(new Error('go has ended'))]);
    return fetchModule(this.#fetch.context, question, silent);
  }

  #fromGraph(question: FetchQuestion, node: ModuleNode): ModuleRun {
    const run = this.#reader.runOf(node.path, node.version);
    return run === null ? skippedRun(this.#fetch.context, question, 'pruned') : withQuestion(run, question);
  }

  /**
   * What go says about the holes in the graph goes to the modules that make them; where `go mod download` goes on, it ends
   * with what it met at the module itself.
   */
  #withFailures(runs: readonly ModuleRun[]): ModuleRun[] {
    const all = [...runs];
    for (const [index, failed] of this.#list.failures.entries()) {
      const { path, version } = failed.node;
      const at = all.findIndex(({ question }) => question.path === path && question.version === version);
      const question = this.#other(failed.node, 'mod');
      const known = all[at] ?? this.#fromGraph(question, failed.node);
      const goesOn = at >= 0 && this.#takesAll && this.#fetch.context.operation === 'download';
      const keepsOwn = goesOn && known.goError !== null;
      const run = keepsOwn ? known : failedInGraph(known, failed, index === 0);
      if (at >= 0) all[at] = run;
      else all.push(run);
    }
    return all;
  }
}

function withQuestion(run: ModuleRun, question: FetchQuestion): ModuleRun {
  return { ...run, question, requiredBy: [...(question.requiredBy ?? [])] };
}
