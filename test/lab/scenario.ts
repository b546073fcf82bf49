/**
 * A scenario is one text archive: what is wrong, the servers that play it, the settings and files of the victim, and
 * what the doctor must find. `scenario/README.md` explains the form by an example.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModuleOutcome } from '../../src/protocol/report.ts';
import { type CacheState, cacheStates } from './cacheLayout.ts';
import { type DatabaseScript, parseDatabase } from './databaseScript.ts';
import { type PortsScript, parsePortsScript } from './portsScript.ts';
import { type LineReader, linesOf } from './scenarioLines.ts';
import { parseServer, type ServerScript } from './serverScript.ts';
import { type ArchiveFile, parseArchive } from './txtar.ts';

export interface Scenario {
  name: string;
  title: Words;
  /** What a reader learns from it, in one sentence. */
  lesson: Words;
  /** `PATH@VERSION` each; empty: every requirement of go.mod. */
  modules: string[];
  /** Settings of the victim, with placeholders such as `{{a}}`. */
  settings: Record<string, string>;
  /** Finding codes: the first, and others that may stand beside it. Empty where all is well. */
  expect: string[];
  outcome: ModuleOutcome;
  repairableBy: 'client' | 'administrator' | 'author' | 'time' | 'nobody';
  servers: ServerScript[];
  /** Files of the project folder, with placeholders. */
  files: ArchiveFile[];
  /** Modules that are laid out in the project folder as a file:// proxy: folder and `PATH@VERSION`. */
  fileProxies: { folder: string; module: string }[];
  /** What the victim's module cache holds before: `PATH@VERSION` and in which state. Empty: nothing. */
  cached: { module: string; state: CacheState }[];
  /** The scenario's own checksum database, or null. */
  database: DatabaseScript | null;
  /** Programs that the victim has; others are not on its PATH. */
  programs: string[];
  /** Bare git repositories of the project folder, each with the stream of `git fast-import` that fills it. */
  repositories: ArchiveFile[];
  /** Bodies that rules name. */
  bodies: Map<string, string>;
  /** Faults that are played through the engine's ports: a real go command would not meet them. */
  ports: PortsScript | null;
  /** Why a real go command cannot be compared, or null. */
  notComparable: string | null;
}

export interface Words {
  en: string;
  'zh-cn': string;
}

/** All scenarios of a folder, by name. */
export function readScenarios(folder: string): Scenario[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.txtar'));
  return names
    .sort()
    .map((name) => parseScenario(name.slice(0, -'.txtar'.length), readFileSync(join(folder, name), 'utf8')));
}

export function parseScenario(name: string, source: string): Scenario {
  const archive = parseArchive(source);
  const scenario = emptyScenario(name);
  const header = linesOf(`${name}.txtar`, archive.comment);
  for (let line = header.next(); line !== null; line = header.next()) readHeaderLine(scenario, header, line);
  for (const file of archive.files) addSection(scenario, file);
  if (scenario.title.en === '') throw new Error(`${name}.txtar: no title`);
  return scenario;
}

function emptyScenario(name: string): Scenario {
  return {
    name,
    title: { en: '', 'zh-cn': '' },
    lesson: { en: '', 'zh-cn': '' },
    modules: [],
    settings: {},
    expect: [],
    outcome: 'ok',
    repairableBy: 'nobody',
    servers: [],
    files: [],
    fileProxies: [],
    cached: [],
    database: null,
    programs: [],
    repositories: [],
    bodies: new Map(),
    ports: null,
    notComparable: null,
  };
}

/** `NAME=VALUE` is a setting, `key: value` everything else. */
function readHeaderLine(scenario: Scenario, header: LineReader, line: string): void {
  const setting = /^([A-Za-z][A-Za-z0-9_]*)=(.*)$/.exec(line);
  if (setting) {
    scenario.settings[setting[1] ?? ''] = setting[2] ?? '';
    return;
  }
  const colon = line.indexOf(':');
  const value = line.slice(colon + 1).trim();
  const reader = colon < 0 ? undefined : headerKeys[line.slice(0, colon)];
  if (!reader) throw header.problem('not `key: value` and not `NAME=VALUE`');
  reader(scenario, value, header);
}

const words = (value: string): string[] => value.split(/\s+/).filter((word) => word !== '');

const headerKeys: Record<string, (scenario: Scenario, value: string, header: LineReader) => void> = {
  title: (scenario, value) => {
    scenario.title.en = value;
  },
  'title zh-cn': (scenario, value) => {
    scenario.title['zh-cn'] = value;
  },
  lesson: (scenario, value) => {
    scenario.lesson.en = value;
  },
  'lesson zh-cn': (scenario, value) => {
    scenario.lesson['zh-cn'] = value;
  },
  module: (scenario, value) => {
    scenario.modules.push(value);
  },
  expect: (scenario, value) => {
    scenario.expect = value === 'none' ? [] : [value, ...scenario.expect];
  },
  also: (scenario, value) => {
    scenario.expect.push(...words(value));
  },
  outcome: (scenario, value, header) => {
    scenario.outcome = oneOf(['ok', 'not-found', 'failed', 'skipped', 'unknown'], value, header);
  },
  'repairable by': (scenario, value, header) => {
    scenario.repairableBy = oneOf(['client', 'administrator', 'author', 'time', 'nobody'], value, header);
  },
  'file proxy': (scenario, value) => {
    const [folder = '', ...modules] = words(value);
    scenario.fileProxies.push(...modules.map((module) => ({ folder, module })));
  },
  cached: (scenario, value, header) => {
    const [module = '', state = ''] = words(value);
    scenario.cached.push({ module, state: oneOf(cacheStates, state, header) });
  },
  programs: (scenario, value) => {
    scenario.programs.push(...words(value));
  },
  'not comparable': (scenario, value) => {
    scenario.notComparable = value;
  },
};

function oneOf<T extends string>(allowed: readonly T[], value: string, header: LineReader): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw header.problem(`not one of ${allowed.join(', ')}`);
  return found;
}

function addSection(scenario: Scenario, file: ArchiveFile): void {
  const where = `${scenario.name}.txtar, ${file.name}`;
  const [kind, name] = words(file.name);
  if (kind === 'server' && name !== undefined) scenario.servers.push(parseServer(name, linesOf(where, file.text)));
  else if (kind === 'repository' && name !== undefined) scenario.repositories.push({ ...file, name });
  else if (kind === 'body' && name !== undefined) scenario.bodies.set(name, file.text);
  else if (file.name === 'database') scenario.database = parseDatabase(linesOf(where, file.text));
  else if (file.name === 'ports') scenario.ports = parsePortsScript(linesOf(where, file.text));
  else scenario.files.push(file);
}
