/** What is wrong with the setting files themselves. go says nothing about any of it. */

import { type EnvFile, linesFor } from './envFile.ts';
import type { EnvironmentProblem } from './environment.ts';
import { redactSetting } from './redactValue.ts';
import type { Resolved, Sources } from './resolveSetting.ts';
import { isReadFromFile } from './settingNames.ts';
import { pathsOf } from './userFile.ts';

/** Many broken lines of one file are not worth more room than this. */
const maxProblems = 100;

export function findProblems(sources: Sources, resolved: readonly Resolved[]): EnvironmentProblem[] {
  const inFiles = [sources.userFile, sources.gorootFile].flatMap((file) => (file === null ? [] : fileProblems(file)));
  return [...inFiles, ...hiddenByProcess(sources), ...relativePaths(sources, resolved)].slice(0, maxProblems);
}

function fileProblems(file: EnvFile): EnvironmentProblem[] {
  const ignored = file.ignored.map(({ line, text }) => {
    const name = /\b([A-Z][A-Z0-9_]+)\s*=/i.exec(text.slice(0, 200))?.[1]?.toUpperCase() ?? null;
    return problem('ignored-line', name, `${file.path}:${line}`, text);
  });
  const counting = new Map(file.lines.map((line) => [line.name, line.line]));
  const others = file.lines.flatMap(({ line, name, value }): EnvironmentProblem[] => {
    const from = `${file.path}:${line}`;
    if (!isReadFromFile(name)) return [problem('ignored-line', name.trim(), from, `${name}=${value}`)];
    if (counting.get(name) !== line) return [problem('repeated-line', name, from, value)];
    if (value.endsWith('\r')) return [problem('trailing-carriage-return', name, from, value)];
    return name !== 'GOFLAGS' && isQuoted(value) ? [problem('quoted-value', name, from, value)] : [];
  });
  return [...ignored, ...others];
}

/** GOFLAGS alone has quotes of its own. */
function isQuoted(value: string): boolean {
  const trimmed = value.trim();
  const first = trimmed.charAt(0);
  return trimmed.length > 1 && (first === '"' || first === "'") && trimmed.endsWith(first);
}

/** A variable of the process hides what `go env -w` wrote. */
function hiddenByProcess({ env, userFile }: Sources): EnvironmentProblem[] {
  const names = new Set(userFile?.lines.map((line) => line.name).filter(isReadFromFile));
  return [...names].flatMap((name) => {
    const [line] = linesFor(userFile, name);
    const inherited = env.inherited(name);
    if (line === undefined || inherited === '' || inherited === line.value) return [];
    return [problem('shadowed-by-process', name, `${userFile?.path}:${line.line}`, line.value)];
  });
}

/** Folders that go refuses or passes over because they are relative. */
function relativePaths({ env }: Sources, resolved: readonly Resolved[]): EnvironmentProblem[] {
  const paths = pathsOf(env.platform);
  return resolved.flatMap(({ name, value, setting }) => {
    const folders = name === 'GOPATH' ? value.split(paths.delimiter) : [value];
    const isFolder = ['GOPATH', 'GOMODCACHE', 'GOWORK', 'GOENV', 'XDG_CONFIG_HOME'].includes(name) && value !== 'off';
    const relative = isFolder ? folders.find((folder) => folder !== '' && !paths.isAbsolute(folder)) : undefined;
    return relative === undefined ? [] : [problem('relative-path', name, setting.from, relative)];
  });
}

function problem(
  code: EnvironmentProblem['code'],
  setting: string | null,
  from: string | null,
  value: string,
): EnvironmentProblem {
  const equals = value.indexOf('=');
  const isLine = code === 'ignored-line' && equals >= 0;
  const redacted = isLine
    ? value.slice(0, equals + 1) + redactSetting(setting ?? '', value.slice(equals + 1))
    : redactSetting(setting ?? '', value);
  return { code, setting, from, text: redacted.slice(0, 1000) };
}
