/**
 * From a package path to the module that holds it. The path does not tell where the module ends, so go asks for every
 * beginning of it that could be a module, all at once, and takes the longest that is there.
 * Source: cmd/go/internal/modload/query.go (`QueryPattern`, `queryPrefixModules`).
 */
import { forEachBounded } from '../batch/forEachBounded.ts';
import type { FetchContext } from '../modfetch/context.ts';
import { fetchModule } from '../modfetch/fetchModule.ts';
import type { FetchQuestion, ModuleRun } from '../modfetch/moduleRun.ts';
import { checkPath, splitPathVersion } from '../module/path.ts';

/** The beginnings of a package path that could be modules, the longest first. */
export function candidatePaths(packagePath: string, mainModules: readonly string[]): string[] {
  const elements = packagePath.split('/');
  const beginnings = elements.map((_, index) => elements.slice(0, elements.length - index).join('/'));
  return beginnings.filter(
    (path) => !mainModules.includes(path) && splitPathVersion(path) !== null && checkPath(path) === null,
  );
}

/** Fetches the module of a package. Whether it holds the package is for its zip to say, which is not looked into. */
export async function fetchPackage(
  context: FetchContext,
  question: FetchQuestion,
  mainModules: readonly string[],
  signal: AbortSignal,
): Promise<ModuleRun> {
  const paths = candidatePaths(question.path, mainModules);
  if (paths.length < 2) return fetchModule(context, question, signal);
  const found: (ModuleRun | undefined)[] = paths.map(() => undefined);
  const look = async (path: string, index: number) => {
    found[index] = await fetchModule(context, { ...question, path, depth: 'info' }, signal);
  };
  await forEachBounded(paths, paths.length, look, signal);
  const runs = found.filter((run) => run !== undefined);
  const best = runs.find(({ outcome }) => outcome === 'ok');
  if (best !== undefined) return deepen(context, best, question, signal);
  // Of the failures go tells a hard one before "not there", and of those the one of the longest path.
  const reported =
    runs.find(({ outcome }) => outcome === 'unknown') ?? runs.find(({ outcome }) => outcome === 'failed') ?? runs[0];
  return reported ?? fetchModule(context, question, signal);
}

/** Goes on from the version to the files; what was asked so far stays in the story. */
async function deepen(
  context: FetchContext,
  best: ModuleRun,
  question: FetchQuestion,
  signal: AbortSignal,
): Promise<ModuleRun> {
  if (question.depth === 'info') return best;
  const run = await fetchModule(context, { ...best.question, depth: question.depth }, signal);
  const told = new Set(best.steps.map(({ code }) => code));
  return {
    ...run,
    listed: best.listed ?? run.listed,
    files: { ...run.files, list: best.files.list, info: best.files.info },
    steps: [...best.steps, ...run.steps.filter(({ code, kind }) => kind === 'request' || !told.has(code))],
  };
}
