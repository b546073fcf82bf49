/**
 * The fault lab: starts the servers of a scenario on loopback, lays out the victim's project folder, and says with which
 * settings and for which modules the doctor is to be called.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Ports } from '../../src/engine/ports.ts';
import { cacheFiles } from './cacheLayout.ts';
import { type Authority, createAuthority } from './certificates.ts';
import { issueVariant } from './certificateVariant.ts';
import { type LabDatabase, startDatabase } from './databaseScript.ts';
import { adaptPorts } from './labPorts.ts';
import { type LabServer, type LogEntry, type ServerWorld, startServer } from './labServer.ts';
import { loadModules, type ModuleFixture } from './moduleFixture.ts';
import { proxyFiles } from './proxyAnswer.ts';
import { readScenarios, type Scenario } from './scenario.ts';
import type { ServerScript } from './serverScript.ts';
import { createStallClock } from './stallClock.ts';

/** A folder with `scenario/` and `module/`. */
export interface LabData {
  scenarioDirectory: string;
  moduleDirectory: string;
}

export interface RunningLab {
  readonly scenario: Scenario;
  /** The scenario's settings with real addresses. */
  readonly settings: Readonly<Record<string, string>>;
  /** The victim's whole environment: the settings, and what keeps this machine's own settings out. No PATH. */
  readonly environment: Readonly<Record<string, string>>;
  /** The project folder. */
  readonly directory: string;
  readonly modules: readonly string[];
  /** Whether the victim's go has been at work before: its cache or a saved head of a database is there. */
  readonly hasCache: boolean;
  /** PEM of the authority that signed the good certificates, or null where nothing is encrypted. */
  readonly caFile: string | null;
  /** The URL of each server, by name. */
  readonly urls: Readonly<Record<string, string>>;
  /** What each server was asked so far, by name. */
  logs(): Record<string, LogEntry[]>;
  /** Ports of the servers that somebody has connected to. */
  contactedPorts(): number[];
  /** The ports of the victim: the given ones with its environment and the scripted faults. */
  adaptPorts(ports: Ports): Ports;
  close(): Promise<void>;
}

/** Beside this file in the repository; a bundle names its own copy. */
export function defaultData(): LabData {
  const here = dirname(fileURLToPath(import.meta.url));
  return { scenarioDirectory: join(here, 'scenario'), moduleDirectory: join(here, '..', 'fixtures', 'module') };
}

/** The layout of a copy: `scenario/` and `module/` in one folder. */
export function dataIn(directory: string): LabData {
  return { scenarioDirectory: join(directory, 'scenario'), moduleDirectory: join(directory, 'module') };
}

export const loadScenarios = (data: LabData = defaultData()): Scenario[] => readScenarios(data.scenarioDirectory);

/** `shared`: one authority for many labs; making one takes long. */
export async function startLab(
  scenario: Scenario,
  data: LabData = defaultData(),
  shared: Authority | null = null,
): Promise<RunningLab> {
  const modules = loadModules(data.moduleDirectory);
  const home = mkdtempSync(join(tmpdir(), 'fault-lab-'));
  const directory = join(home, 'project');
  mkdirSync(directory);
  const stallClock = createStallClock();
  const authority = scenario.servers.some(isEncrypted) ? (shared ?? createAuthority('Fault Lab Root')) : null;
  const caFile = authority ? writeUnder(home, 'root.pem', authority.pem) : null;
  const values = new Map<string, string>([
    ['dir', directory],
    ['dirUrl', pathToFileURL(directory).href],
    ['ca', caFile ?? ''],
  ]);
  const expand = (text: string): string => expandPlaceholders(text, values, modules);
  const database: { current: LabDatabase | null } = { current: null };
  const world = {
    expand,
    bodies: scenario.bodies,
    onStall: () => stallClock.stalled(),
    database: (script: ServerScript, path: string) => askDatabase(database.current, script, path),
  };
  const servers = await startServers(scenario, world, modules, authority);
  for (const server of servers) addServer(values, server);
  if (scenario.database !== null) {
    database.current = startDatabase(scenario.database, expand(scenario.database.name), (id) => pick(modules, id));
    values.set('key', database.current.key);
    values.set('database', database.current.name);
    const { name, savedHead, savedFiles } = database.current;
    const folder = join(home, 'go', 'pkg');
    if (savedHead !== null) writeUnder(folder, `sumdb/${name}/latest`, savedHead);
    for (const [file, bytes] of savedFiles) writeUnder(folder, `mod/cache/download/sumdb/${name}/${file}`, bytes);
  }
  layOut(directory, scenario, expand, modules);
  fillCache(join(home, 'go', 'pkg', 'mod'), scenario, modules);

  const settings = mapValues(scenario.settings, expand);
  if (caFile !== null && settings['SSL_CERT_FILE'] === undefined) settings['SSL_CERT_FILE'] = caFile;
  // Which programs stand in these folders is this machine's affair; without any the victim has none.
  const path = scenario.programs.length === 0 ? {} : { PATH: process.env['PATH'] ?? '' };
  const environment = { ...quietEnvironment(home), ...path, ...settings };
  const serverPort = (name: string): number => servers.find((server) => server.name === name)?.port ?? 0;
  return {
    scenario,
    settings,
    environment,
    directory,
    modules: scenario.modules,
    hasCache: scenario.cached.length > 0 || database.current?.savedHead != null,
    caFile,
    urls: Object.fromEntries(servers.map((server) => [server.name, server.url])),
    logs: () => Object.fromEntries(servers.map((server) => [server.name, [...server.log]])),
    contactedPorts: () => servers.filter(({ connections }) => connections > 0).map(({ port }) => port),
    adaptPorts: (ports) =>
      adaptPorts(ports, { env: environment, directory, script: scenario.ports, serverPort, stallClock }),
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
      // A go command may leave a process behind that still writes its own statistics there.
      rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    },
  };
}

/** `/sumdb/NAME/supported` is answered by a proxy itself; the database has no such page. */
function askDatabase(database: LabDatabase | null, { database: how }: ServerScript, path: string): Buffer | null {
  if (database === null || how === null) return null;
  const prefix = how === 'direct' ? '' : `/sumdb/${database.name}`;
  const asked = decodeURIComponent(path);
  if (how === 'proxied' && asked === `${prefix}/supported`) return Buffer.alloc(0);
  return asked.startsWith(`${prefix}/`) ? database.answer(asked.slice(prefix.length)) : null;
}

const isEncrypted = ({ kind }: ServerScript): boolean => kind === 'https' || kind === 'http2';

function startServers(
  scenario: Scenario,
  world: Omit<ServerWorld, 'modules' | 'certificate'>,
  modules: ReadonlyMap<string, ModuleFixture>,
  authority: Authority | null,
): Promise<LabServer[]> {
  return Promise.all(
    scenario.servers.map((script) => {
      const certificate =
        authority && isEncrypted(script) ? issueVariant(authority, script.certificate, script.host) : null;
      return startServer(script, { ...world, certificate, modules: script.serves.map((id) => pick(modules, id)) });
    }),
  );
}

function pick(modules: ReadonlyMap<string, ModuleFixture>, id: string): ModuleFixture {
  const module = modules.get(id);
  if (!module) throw new Error(`the lab has no module ${id}`);
  return module;
}

function addServer(values: Map<string, string>, server: LabServer): void {
  values.set(server.name, server.url);
  values.set(`${server.name}.port`, String(server.port));
  values.set(`${server.name}.host`, new URL(server.url).host);
}

/** `{{a}}` the URL of server a, `{{a.host}}`, `{{a.port}}`, `{{dir}}`, `{{dirUrl}}`, `{{ca}}`, `{{h1 M@V}}`, `{{h1 M@V/go.mod}}`. */
function expandPlaceholders(
  text: string,
  values: ReadonlyMap<string, string>,
  modules: ReadonlyMap<string, ModuleFixture>,
): string {
  return text.replaceAll(/\{\{([^{}]+)\}\}/g, (whole, name: string) => {
    if (!name.startsWith('h1 ')) return values.get(name) ?? whole;
    const id = name.slice('h1 '.length);
    const isMod = id.endsWith('/go.mod');
    const module = pick(modules, isMod ? id.slice(0, -'/go.mod'.length) : id);
    return isMod ? module.modHash : module.zipHash;
  });
}

function layOut(
  directory: string,
  scenario: Scenario,
  expand: (text: string) => string,
  modules: ReadonlyMap<string, ModuleFixture>,
): void {
  for (const { name, text } of scenario.files) writeUnder(directory, name, expand(text));
  for (const { name, text } of scenario.repositories) makeRepository(join(directory, name), text);
  for (const { folder, module } of scenario.fileProxies) {
    for (const [name, data] of proxyFiles(pick(modules, module))) writeUnder(directory, `${folder}/${name}`, data);
  }
}

/** With real git. The same stream gives the same hashes everywhere. */
function makeRepository(directory: string, stream: string): void {
  const env = { PATH: process.env['PATH'] ?? '', HOME: directory, GIT_CONFIG_NOSYSTEM: '1' };
  const git = (argv: string[], input = '') =>
    execFileSync('git', argv, { env, input, stdio: ['pipe', 'ignore', 'pipe'] });
  git(['init', '--quiet', '--bare', '--initial-branch=main', directory]);
  git(['--git-dir', directory, 'fast-import', '--quiet'], stream);
}

/** The place is where `quietEnvironment` leaves GOMODCACHE. */
function fillCache(gomodcache: string, scenario: Scenario, modules: ReadonlyMap<string, ModuleFixture>): void {
  for (const { module, state } of scenario.cached) {
    for (const [name, data] of cacheFiles(pick(modules, module), state)) writeUnder(gomodcache, name, data);
  }
}

function writeUnder(directory: string, name: string, content: string | Uint8Array): string {
  const path = join(directory, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** Keeps the settings, the cache and the checksum database of this machine out of a scenario. */
function quietEnvironment(home: string): Record<string, string> {
  return {
    HOME: home,
    USERPROFILE: home,
    GOENV: 'off',
    GOPATH: join(home, 'go'),
    GOTOOLCHAIN: 'local',
    GOSUMDB: 'off',
    GOFLAGS: '-modcacherw',
  };
}

const mapValues = (record: Record<string, string>, change: (text: string) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
