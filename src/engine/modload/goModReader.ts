/**
 * Reads the go.mod files of a module graph, each once in a run: of the module itself, of the one that replaces it, or from
 * the directory that does; and remembers for each what kept it from being read.
 * Source: cmd/go/internal/modload/modfile.go (`goModSummary`, `rawGoModSummary`).
 */
import nodePath from 'node:path';
import type { FetchContext } from '../modfetch/context.ts';
import { fetchGoMod } from '../modfetch/fetchModule.ts';
import { shortPath } from '../modfetch/loadProject.ts';
import type { ModuleRun } from '../modfetch/moduleRun.ts';
import { mainModulesOf, type Project } from '../modfetch/project.ts';
import { createRunMemo } from '../modfetch/runMemo.ts';
import { type DependencyGoMod, parseDependencyGoMod } from '../modfile/dependencyGoMod.ts';
import { compareGo, isToolchainPath, strictVersion } from './gover.ts';
import {
  isExcluded,
  pathOf,
  pruningOf,
  type Replacement,
  type Requirement,
  replacementOf,
  requirementsOf,
} from './mainModules.ts';
import type { GoModSummary } from './readModGraph.ts';
import { isTooNew, tooNewText } from './tooNew.ts';

/** Why the graph has a hole. */
export interface GraphFailure {
  /** `PATH@VERSION` that go names with the error, or null where the error names none itself. */
  module: string | null;
  /** What go says about it, without that name. */
  text: string;
  /** go ends with the text alone, without a chain (a hash that contradicts go.sum). */
  isBare: boolean;
  cause: 'fetch' | 'go-mod' | 'directory' | 'too-new' | 'gosum-missing' | 'unknown';
}

export interface GoModReader {
  read(path: string, version: string): Promise<GoModSummary | null>;
  failureOf(path: string, version: string): GraphFailure | null;
  /** The fetch of its go.mod; null where nothing was fetched for it. */
  runOf(path: string, version: string): ModuleRun | null;
}

export interface ReaderOptions {
  /** Working folder, to which go shortens paths. */
  directory: string;
  /** In readonly mode nothing is fetched that go.sum does not know. */
  needsSums: boolean;
  onRead(module: string): void;
}

/** Larger go.mod files of replacement directories are not read. */
const maxFileBytes = 16 * 1024 * 1024;

type Loaded = { kind: 'ok'; summary: GoModSummary } | { kind: 'failed'; failure: GraphFailure };

export function createGoModReader(
  context: FetchContext,
  project: Project,
  options: ReaderOptions,
  signal: AbortSignal,
): GoModReader {
  return new Reader(context, project, options, signal);
}

class Reader implements GoModReader {
  readonly #context: FetchContext;
  readonly #project: Project;
  readonly #options: ReaderOptions;
  readonly #signal: AbortSignal;
  readonly #paths: nodePath.PlatformPath;
  readonly #loading = new Map<string, Promise<Loaded>>();
  readonly #failures = new Map<string, GraphFailure>();
  readonly #runs = new Map<string, ModuleRun>();

  constructor(context: FetchContext, project: Project, options: ReaderOptions, signal: AbortSignal) {
    this.#context = context;
    this.#project = project;
    this.#options = options;
    this.#signal = signal;
    this.#paths = context.ports.host.platform === 'win32' ? nodePath.win32 : nodePath.posix;
  }

  async read(path: string, version: string): Promise<GoModSummary | null> {
    const key = `${path}@${version}`;
    const loading = this.#loading.get(key) ?? this.#load(path, version);
    this.#loading.set(key, loading);
    const loaded = await loading;
    if (loaded.kind === 'ok') return loaded.summary;
    this.#failures.set(key, loaded.failure);
    return null;
  }

  failureOf(path: string, version: string): GraphFailure | null {
    return this.#failures.get(`${path}@${version}`) ?? null;
  }

  runOf(path: string, version: string): ModuleRun | null {
    return this.#runs.get(`${path}@${version}`) ?? null;
  }

  async #load(path: string, version: string): Promise<Loaded> {
    if (isToolchainPath(path)) return { kind: 'ok', summary: toolchainSummary(path, version) };
    if (version === '') return this.#mainModule(path);
    const replacement = replacementOf({ path, version }, this.#project, this.#paths);
    return replacement?.kind === 'directory'
      ? this.#fromDirectory(replacement)
      : this.#fromModule(path, version, replacement ?? { kind: 'module', path, version });
  }

  #mainModule(path: string): Loaded {
    const main = mainModulesOf(this.#project).find((one) => pathOf(one) === path);
    const requires = main === undefined ? [] : requirementsOf(main.goMod, this.#project);
    return this.#summary(path, main?.goMod.go?.version ?? null, requires);
  }

  async #fromDirectory({ shown, directory }: Replacement & { kind: 'directory' }): Promise<Loaded> {
    const file = this.#paths.join(directory, 'go.mod');
    const name = shortPath(this.#paths, this.#options.directory, file);
    const read = await this.#context.ports.files.read(file, { maxBytes: maxFileBytes });
    if (read.kind === 'ok') return this.#parsed(shown, parseDependencyGoMod(read.bytes, name), name);
    const why = read.kind === 'notExist' ? 'no such file or directory' : read.message;
    return failed('directory', shown, `reading ${name}: open ${file}: ${why}`);
  }

  /** `actual` is the module itself or the one that replaces it; only that one is asked for. */
  async #fromModule(path: string, version: string, actual: Replacement & { kind: 'module' }): Promise<Loaded> {
    const name = `${actual.path}@${actual.version}`;
    const { goSum } = this.#project;
    if (this.#options.needsSums && (goSum?.find(actual.path, actual.version, 'mod').length ?? 0) === 0) {
      const text = `missing go.sum entry for go.mod file; to add it:\n\tgo mod download ${path}`;
      return failed('gosum-missing', name, text);
    }
    const run = await this.#fetch(path, version, actual);
    if (run.goMod === null) return notFetched(run, name);
    const goMod = parseDependencyGoMod(run.goMod, 'go.mod');
    if (goMod.error === null) {
      if (goMod.module === null) return failed('go-mod', name, 'parsing go.mod: missing module line');
      if (goMod.module !== path && goMod.module !== actual.path) {
        return failed('go-mod', name, wrongPath(goMod.module, path));
      }
    }
    return this.#parsed(name, goMod, 'go.mod');
  }

  async #fetch(path: string, version: string, actual: Requirement): Promise<ModuleRun> {
    const question = { path, version, depth: 'mod', requirement: null, isSelected: true } as const;
    const run = await fetchGoMod(this.#context, question, this.#signal);
    this.#runs.set(`${path}@${version}`, run);
    this.#context.memo ??= createRunMemo();
    this.#context.memo.graphSteps.set(`${actual.path}@${actual.version}`, run.steps);
    this.#options.onRead(`${path}@${version}`);
    return run;
  }

  #parsed(name: string, goMod: DependencyGoMod, file: string): Loaded {
    if (goMod.error !== null) return failed('go-mod', name, `parsing ${file}: ${goMod.error}`);
    const requires = goMod.requires.filter((requirement) => !isExcluded(requirement, this.#project));
    return this.#summary(name, goMod.go, requires);
  }

  /** Since Go 1.21 a go line is a requirement like others, and one that this release cannot meet is an error. */
  #summary(name: string, go: string | null, requires: readonly Requirement[]): Loaded {
    const isStrict = go !== null && compareGo(go, strictVersion) >= 0;
    if (isStrict && isTooNew(go, this.#context.environment)) {
      const text = tooNewText(`module ${name}`, go, this.#context.environment);
      return { kind: 'failed', failure: { module: null, text, isBare: false, cause: 'too-new' } };
    }
    const all = isStrict ? [...requires, { path: 'go', version: go }] : requires;
    return { kind: 'ok', summary: { requires: all, pruning: go === null ? 'unpruned' : pruningOf(go) } };
  }
}

/** A release of Go brings its toolchain of the same name. */
function toolchainSummary(path: string, version: string): GoModSummary {
  const brings = path === 'go' && compareGo(version, strictVersion) >= 0;
  return { requires: brings ? [{ path: 'toolchain', version: `go${version}` }] : [], pruning: 'pruned' };
}

function failed(cause: GraphFailure['cause'], module: string, text: string): Loaded {
  return { kind: 'failed', failure: { module, text, isBare: false, cause } };
}

/** go puts the name before most errors of a fetch; where it does not, the chain names the module as it was required. */
function notFetched(run: ModuleRun, name: string): Loaded {
  const text = run.goError;
  if (text === null) {
    return { kind: 'failed', failure: { module: name, text: '', isBare: false, cause: 'unknown' } };
  }
  const isBare = text.startsWith('verifying ') || text.startsWith('malformed go.sum');
  const isNamed = text.startsWith(`${name}: `);
  const module = isNamed ? name : null;
  return {
    kind: 'failed',
    failure: { module, text: isNamed ? text.slice(name.length + 2) : text, isBare, cause: 'fetch' },
  };
}

/** `declared` comes from a server. */
function wrongPath(declared: string, required: string): string {
  return `parsing go.mod:\n\tmodule declares its path as: ${declared}\n\t        but was required as: ${required}`;
}
