/** The facts of this machine that change a plan, read before it is made. */
import path from 'node:path';
import type { ModuleCache } from '../modcache/moduleCache.ts';
import type { Ports } from '../ports.ts';
import type { PlanFacts } from './context.ts';
import type { FetchQuestion } from './moduleRun.ts';
import type { Project } from './project.ts';

/** Looks at replacement directories and, where `cache` is given, at what the cache holds. Writes nothing. */
export async function readPlanFacts(
  ports: Ports,
  project: Project | null,
  cache: ModuleCache | null,
  questions: readonly FetchQuestion[],
): Promise<PlanFacts> {
  return {
    missingDirectories: await missingDirectories(ports, project),
    cached: await cachedFiles(project, cache, questions),
  };
}

async function missingDirectories(ports: Ports, project: Project | null): Promise<Set<string>> {
  const { dirname, resolve } = ports.host.platform === 'win32' ? path.win32 : path.posix;
  const missing = new Set<string>();
  for (const replace of project?.goMod.replaces ?? []) {
    if (replace.newVersion !== null || project === null) continue;
    const found = await ports.files.stat(resolve(dirname(project.goModPath), replace.newPath));
    if (found.kind === 'notExist') missing.add(replace.newPath);
  }
  return missing;
}

type CachedFiles = Map<string, { info: string | null; mod: string | null; zip: string | null }>;

async function cachedFiles(
  project: Project | null,
  cache: ModuleCache | null,
  questions: readonly FetchQuestion[],
): Promise<CachedFiles> {
  const cached: CachedFiles = new Map();
  if (cache === null) return cached;
  const replacements = (project?.goMod.replaces ?? []).flatMap((one) =>
    one.newVersion === null ? [] : [{ path: one.newPath, version: one.newVersion }],
  );
  for (const { path: modulePath, version } of [...questions, ...replacements]) {
    const info = await cache.info(modulePath, version);
    const mod = await cache.mod(modulePath, version);
    const zip = await cache.zip(modulePath, version);
    const fileOf = (found: { kind: string; file: string | null }, kinds: readonly string[]) =>
      kinds.includes(found.kind) ? found.file : null;
    cached.set(`${modulePath}@${version}`, {
      info: fileOf(info, ['ok']),
      mod: fileOf(mod, ['ok']),
      zip: fileOf(zip, ['ok', 'invalidHash', 'unhashed']),
    });
  }
  return cached;
}
