/**
 * From the words of a question (`MODULE@VERSION`, `MODULE`, a package path, or nothing) to the modules that are fetched.
 * Inside a main module a required module without a version means its requirement, as for the go command.
 */
import type { Answer, Question } from './api.ts';
import type { FetchQuestion } from './modfetch/moduleRun.ts';
import type { Project } from './modfetch/project.ts';
import type { Require } from './modfile/goMod.ts';
import { checkImportPath } from './module/path.ts';

type BadQuestion = Extract<Answer, { kind: 'badQuestion' }>;

/** Every module that the question names, in its order; for no name every requirement of go.mod. */
export function askedModules(question: Question, project: Project | null): FetchQuestion[] | BadQuestion {
  if (question.modules.length === 0) return wholeProject(question, project);
  const asked: FetchQuestion[] = [];
  for (const argument of question.modules) {
    const one = namedModule(argument, question, project);
    if ('kind' in one) return one;
    asked.push(one);
  }
  return asked;
}

function wholeProject(question: Question, project: Project | null): FetchQuestion[] | BadQuestion {
  if (project === null) return { kind: 'badQuestion', code: 'no-go-mod', params: { directory: question.directory } };
  return project.goMod.requires.map((require) => fromRequirement(require, project, question.depth ?? 'mod'));
}

function namedModule(argument: string, question: Question, project: Project | null): FetchQuestion | BadQuestion {
  const at = argument.indexOf('@');
  const path = at < 0 ? argument : argument.slice(0, at);
  const version = at < 0 ? null : argument.slice(at + 1);
  const depth = question.depth ?? 'zip';
  const reason = version === '' ? 'empty version' : checkImportPath(path);
  if (reason !== null) return { kind: 'badQuestion', code: 'not-a-module-path', params: { argument, reason } };
  const required = requirementFor(path, project);
  if (
    required !== null &&
    project !== null &&
    (version === null || (version === required.version && path === required.path))
  ) {
    return { ...fromRequirement(required, project, depth), isNamedExactly: version !== null };
  }
  const isPackage = question.operation === 'get' || question.operation === 'build' || question.operation === 'tidy';
  return { path, version: version ?? 'latest', depth, requirement: null, ...(isPackage ? { isPackage } : {}) };
}

/** The requirement on the module itself, or the longest one that can hold this package. */
function requirementFor(path: string, project: Project | null): Require | null {
  const holders = (project?.goMod.requires ?? []).filter(
    (require) => path === require.path || path.startsWith(`${require.path}/`),
  );
  return holders.sort((a, b) => b.path.length - a.path.length)[0] ?? null;
}

function fromRequirement(require: Require, project: Project, depth: FetchQuestion['depth']): FetchQuestion {
  return {
    path: require.path,
    version: require.version,
    depth,
    requirement: { file: project.goModPath, line: require.range.start.line, indirect: require.indirect },
  };
}
