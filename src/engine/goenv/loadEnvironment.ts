/**
 * Reads every setting that changes a fetch, by go's rules but without go. The go command is started only for its version,
 * where GOROOT has no file that says it, and when `compareWithGo` is called.
 */
import type { Files, Ports } from '../ports.ts';
import { type EnvFile, parseEnvFile } from './envFile.ts';
import type { Environment, EnvironmentProblem, GoComparison, GoFacts } from './environment.ts';
import { findProblems } from './findProblems.ts';
import { askGo, comparedNames, type GoAnswer, readVersionFile, releaseOf } from './goCommand.ts';
import { findGoOnPath, findGoroot } from './goroot.ts';
import { childEnvironment, createProcessEnv, type ProcessEnv } from './processEnv.ts';
import { redactSetting } from './redactValue.ts';
import { resolveAll } from './resolveAll.ts';
import type { Resolved } from './resolveSetting.ts';
import { locateUserFile, pathsOf } from './userFile.ts';

export interface EnvironmentOptions {
  /** Settings for this run, above everything else; an empty one counts as empty, as an empty line of the user file. */
  overrides: Readonly<Record<string, string>>;
  /** Release to simulate, or null. */
  release: string | null;
  /** Absolute. A relative GOENV is looked for here, as go would when it is started here. */
  directory: string;
}

/** The newest release whose rules are known here. */
export const newestRelease = '1.26';

const maxFileBytes = 4 * 1024 * 1024;

export async function loadEnvironment(
  ports: Ports,
  options: EnvironmentOptions,
  signal: AbortSignal,
): Promise<Environment & { readonly go: GoFacts }> {
  const env = createProcessEnv(ports.host, options.overrides);
  const user = await readUserFile(ports.files, env, options.directory);
  const command = await findGoOnPath(ports.files, env);
  const root = await findGoroot(ports.files, env, user.file, command);
  const gorootFile = await readGorootFile(ports.files, env, root.goroot);
  const sources = { env, userFile: user.file, gorootFile, hasGoroot: root.gorootBy !== null };
  const resolved = resolveAll(sources, { command, version: null, ...root });
  const ask = () => askGo(ports, command, root.goroot, childEnv(ports, env, options, user.path), signal);
  const version = (await readVersionFile(ports, root.goroot)) ?? versionOf(await ask());
  const release = options.release ?? releaseOf(version ?? '') ?? newestRelease;
  const problems = [...user.problems, ...findProblems(sources, resolved)];
  const compareWithGo = async (): Promise<GoComparison> => {
    const answer = await ask();
    return { differences: findDifferences(resolved, answer, options, user.path), problems: goProblems(answer) };
  };
  return assemble(env, resolved, { release, problems, go: { command, version, ...root }, compareWithGo });
}

const versionOf = (answer: GoAnswer): string | null =>
  answer.kind === 'ok' ? (answer.values.get('GOVERSION') ?? null) : null;

function assemble(
  env: ProcessEnv,
  resolved: readonly Resolved[],
  facts: Pick<Environment, 'release' | 'problems' | 'compareWithGo'> & { go: GoFacts },
): Environment & { readonly go: GoFacts } {
  const isWindows = env.platform === 'win32';
  const spell = (name: string) => (isWindows ? name.toUpperCase() : name);
  const byName = new Map(resolved.map((one) => [one.name, one]));
  return {
    settings: resolved.map((one) => one.setting),
    value: (name) => byName.get(spell(name))?.value ?? env.get(name),
    setting: (name) => byName.get(spell(name))?.setting ?? null,
    ...facts,
  };
}

interface ReadUserFile {
  file: EnvFile | null;
  /** Absolute; null where no file is read. */
  path: string | null;
  problems: EnvironmentProblem[];
}

async function readUserFile(files: Files, env: ProcessEnv, directory: string): Promise<ReadUserFile> {
  const located = locateUserFile(env);
  if (located.kind !== 'file') return { file: null, path: null, problems: [] };
  const path = pathsOf(env.platform).resolve(directory, located.path);
  const read = await files.read(path, { maxBytes: maxFileBytes });
  if (read.kind === 'ok') return { file: parseEnvFile(path, read.bytes), path, problems: [] };
  if (read.kind === 'notExist') return { file: null, path, problems: [] };
  return { file: null, path, problems: [{ code: 'unreadable-file', setting: null, from: path, text: read.message }] };
}

async function readGorootFile(files: Files, env: ProcessEnv, goroot: string): Promise<EnvFile | null> {
  if (goroot === '') return null;
  const path = pathsOf(env.platform).join(goroot, 'go.env');
  const read = await files.read(path, { maxBytes: maxFileBytes });
  return read.kind === 'ok' ? parseEnvFile(path, read.bytes) : null;
}

/** go runs in another folder than the user's: a relative GOENV has to be told in full. */
function childEnv(
  ports: Ports,
  env: ProcessEnv,
  { overrides }: EnvironmentOptions,
  userFile: string | null,
): Readonly<Record<string, string>> {
  const child = childEnvironment(ports.host, overrides);
  const located = locateUserFile(env);
  const isRelative = located.kind === 'file' && located.path !== userFile;
  return isRelative && userFile !== null ? { ...child, GOENV: userFile } : child;
}

/** Where an override empties a name nothing is compared: no environment variable can say that to go. */
function findDifferences(
  resolved: readonly Resolved[],
  answer: GoAnswer,
  { overrides }: EnvironmentOptions,
  userFile: string | null,
): GoComparison['differences'] {
  if (answer.kind === 'none' || Object.values(overrides).includes('')) return [];
  return resolved.flatMap(({ name, value }) => {
    const gos = comparedNames.some((compared) => compared === name) ? answer.values.get(name) : undefined;
    const ours = name === 'GOENV' ? (userFile ?? '') : value;
    // A go before 1.24 knows no GOAUTH.
    if (gos === undefined || gos === ours || (name === 'GOAUTH' && gos === '')) return [];
    return [{ name, ours: redactSetting(name, ours), gos: redactSetting(name, gos) }];
  });
}

/** go itself cannot start, for instance because GOROOT is wrong. */
function goProblems(answer: GoAnswer): EnvironmentProblem[] {
  if (answer.kind === 'ok' || answer.message === '') return [];
  const text = redactSetting('', answer.message).slice(0, 1000);
  return [{ code: 'other', setting: null, from: null, text }];
}
