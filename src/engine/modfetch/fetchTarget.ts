/**
 * What is really fetched for a requirement: itself, its replacement, or nothing (a directory, an exclusion, a vendor
 * folder). go takes an explicitly named `PATH@VERSION` as it is; replacements hold for what go.mod requires.
 * Sources: cmd/go/internal/modload/{modfile,init}.go (`Replacement`, `setDefaultBuildMod`).
 */
import type { Operation } from '../../protocol/report.ts';
import type { Environment } from '../goenv/environment.ts';
import type { Replace } from '../modfile/goMod.ts';
import { buildModeOf } from '../modload/buildMode.ts';
import type { FetchQuestion } from './moduleRun.ts';
import { mainModulesOf, type Project } from './project.ts';
import type { Story } from './session.ts';

export type FetchTarget =
  | { kind: 'fetch'; path: string; version: string; replacedBy: string | null }
  | { kind: 'directory'; directory: string; replacedBy: string }
  | { kind: 'excluded' }
  | { kind: 'vendor' };

/** Decides what to fetch and tells it. */
export function findTarget(
  question: FetchQuestion,
  project: Project | null,
  environment: Environment,
  operation: Operation,
  story: Story,
): FetchTarget {
  const itself: FetchTarget = { kind: 'fetch', path: question.path, version: question.version, replacedBy: null };
  if (project === null) return itself;
  const mode = buildModeOf(project, environment, operation);
  if (mode.kind === 'vendor') {
    story.add('decision', 'vendor', { reason: mode.reason ?? '-mod=vendor' }, { result: 'skipped', next: 'stop' });
    return { kind: 'vendor' };
  }
  const isTakenAsNamed = question.isNamedExactly === true && operation !== 'build' && operation !== 'tidy';
  const counts = (question.requirement !== null || question.isSelected === true) && !isTakenAsNamed;
  const excluded = findExclude(question, project, counts, story);
  if (!counts) return itself;
  if (excluded) return { kind: 'excluded' };
  const replace = findReplace(question, project);
  return replace === null ? itself : replaced(replace.replace, replace.file, story);
}

/** `counts`: whether the lines of go.mod decide, or are only told. */
function findExclude(question: FetchQuestion, project: Project, counts: boolean, story: Story): boolean {
  const exclude = mainModulesOf(project)
    .flatMap(({ goMod }) => goMod.excludes)
    .find((one) => one.path === question.path && one.version === question.version);
  if (exclude === undefined) return false;
  const result = counts ? 'skipped' : 'ok';
  story.add(
    'decision',
    'excluded',
    { file: project.goModPath, line: exclude.range.start.line },
    { result, next: result === 'ok' ? 'continue' : 'stop' },
  );
  return true;
}

/** go.work comes before go.mod, a line for this version before one for all versions, and the last line wins. */
export function findReplace(
  question: Pick<FetchQuestion, 'path' | 'version'>,
  project: Project,
): { replace: Replace; file: string } | null {
  const files = [
    ...(project.goWork === null ? [] : [{ file: project.goWork.path, replaces: project.goWork.file.replaces }]),
    ...mainModulesOf(project).map(({ goModPath, goMod }) => ({ file: goModPath, replaces: goMod.replaces })),
  ];
  for (const { file, replaces } of files) {
    const forPath = replaces.filter((one) => one.oldPath === question.path);
    const replace =
      forPath.findLast((one) => one.oldVersion === question.version) ??
      forPath.findLast((one) => one.oldVersion === null);
    if (replace !== undefined) return { replace, file };
  }
  return null;
}

function replaced(replace: Replace, file: string, story: Story): FetchTarget {
  const line = replace.range.start.line;
  if (replace.newVersion === null) {
    story.add('decision', 'replaced-by-directory', { directory: replace.newPath, file, line }, { result: 'ok' });
    return { kind: 'directory', directory: replace.newPath, replacedBy: replace.newPath };
  }
  story.add(
    'decision',
    'replaced-by-module',
    { path: replace.newPath, version: replace.newVersion, file, line },
    { result: 'ok' },
  );
  return {
    kind: 'fetch',
    path: replace.newPath,
    version: replace.newVersion,
    replacedBy: `${replace.newPath}@${replace.newVersion}`,
  };
}
