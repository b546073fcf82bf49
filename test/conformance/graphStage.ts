/**
 * A project whose modules exist only as go.mod files on a server of our own: the real go command and the engine load its
 * module graph, each from an empty cache, and what they found and asked for is compared.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createNodePorts } from '../../src/cli/ports/nodePorts.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { hashGoMod } from '../../src/engine/sumdb/dirhash.ts';
import type { Report } from '../../src/protocol/report.ts';
import { writeZip } from '../lab/zipWriter.ts';

export interface Graph {
  /**
   * One module version on a line: `a v1.0.0 1.20: b v1.0.0, c v1.1.0` is example.com/a at v1.0.0 with `go 1.20`, which
   * requires b and c; `-` for no go line; `=PATH` behind the go version declares that path; `!TEXT` is the whole go.mod.
   */
  modules: string;
  /** The project's files; `{a}` is example.com/a, `{dir}` the folder. */
  files: Record<string, string>;
  /** Folder in the project where the command runs. */
  from?: string;
  settings?: Record<string, string>;
  /** A go.sum with the hash of every go.mod that there is. */
  hasSums?: boolean;
}

export interface Side {
  /** `PATH VERSION`, with ` => PATH VERSION` where it is replaced. */
  list: string[];
  /** What was asked for, sorted. */
  asked: string[];
  error: string | null;
}

const domain = 'example.com/';
const full = (text: string): string => text.replaceAll(/\{([\w/.]+)\}/g, (_, name: string) => domain + name);

/** By `PATH@VERSION`. */
function goModsOf(modules: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of modules.split('\n').map((one) => one.trim())) {
    const match = /^(\S+) (\S+) (?:(-|[\d.rc]+)(?: =(\S+))?(?:: (.*))?|!(.*))$/.exec(line);
    if (match === null) {
      if (line === '') continue;
      throw new Error(`no module line: ${line}`);
    }
    const [, name = '', version = '', go = '-', declared, requires = '', raw] = match;
    const lines = [`module ${declared ?? domain + name}`];
    if (go !== '-') lines.push(`go ${go}`);
    for (const one of requires.split(', ').filter((word) => word !== '')) lines.push(`require ${domain}${one}`);
    found.set(`${domain}${name}@${version}`, raw?.replaceAll('\\n', '\n') ?? `${lines.join('\n\n')}\n`);
  }
  return found;
}

function sumsOf(modules: string): string {
  const lines = [...goModsOf(modules)].map(([name, goMod]) => {
    return `${name.replace('@', ' ')}/go.mod ${hashGoMod(Buffer.from(goMod))}\n`;
  });
  return lines.join('');
}

class ModuleServer {
  readonly asked: string[] = [];
  readonly #goMods: ReadonlyMap<string, string>;
  readonly #server: Server;

  constructor(modules: string) {
    this.#goMods = goModsOf(modules);
    this.#server = createServer((request, response) => {
      const url = request.url ?? '';
      this.asked.push(url);
      const body = this.#answer(url);
      response.writeHead(body === null ? 404 : 200, { 'Content-Type': 'text/plain; charset=utf-8' });
      response.end(body ?? 'no such module');
    });
  }

  #answer(url: string): string | Buffer | null {
    const [, path = '', version = '', file = ''] = /^\/(.*)\/@v\/(.*)\.(info|mod|zip)$/.exec(url) ?? [];
    const goMod = this.#goMods.get(`${path}@${version}`);
    if (goMod === undefined) return null;
    if (file === 'info') return JSON.stringify({ Version: version, Time: '2024-01-01T00:00:00Z' });
    return file === 'mod' ? goMod : writeZip([{ name: `${path}@${version}/go.mod`, data: Buffer.from(goMod) }]);
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

interface Prepared {
  root: string;
  directory: string;
  url: string;
  settings: Record<string, string>;
}

async function withProject<T>(
  graph: Graph,
  work: (prepared: Prepared) => Promise<T>,
): Promise<T & { asked: string[] }> {
  const root = mkdtempSync(join(tmpdir(), 'graph-'));
  const server = new ModuleServer(graph.modules);
  const url = await server.listen();
  const project = join(root, 'project');
  for (const [name, text] of Object.entries(graph.files)) {
    mkdirSync(dirname(join(project, name)), { recursive: true });
    writeFileSync(join(project, name), full(text));
  }
  if (graph.hasSums === true) writeFileSync(join(project, 'go.sum'), sumsOf(graph.modules));
  const settings = {
    GOPROXY: url,
    GOSUMDB: 'off',
    GOTOOLCHAIN: 'local',
    GOFLAGS: '',
    GOENV: 'off',
    GOMODCACHE: join(root, 'mod'),
    ...graph.settings,
  };
  try {
    const done = await work({ root, directory: join(project, graph.from ?? '.'), url, settings });
    return { ...done, asked: server.asked.map((path) => path.replaceAll(domain, '')).sort() };
  } finally {
    await server.close();
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  }
}

const anonymous = (text: string, { root, url }: Prepared): string =>
  text.replaceAll(url, '{url}').replaceAll(root, '{root}').replaceAll(domain, '').trimEnd();

const anonymousOrNull = (text: unknown, prepared: Prepared): string | null =>
  typeof text === 'string' ? anonymous(text, prepared) : null;

interface GoModule {
  Path: string;
  Version?: string;
  Main?: boolean;
  Error?: string | { Err: string };
  Replace?: { Path: string; Version?: string };
}

const nameOf = (path: string, version: string | undefined): string => (version ? `${path} ${version}` : path);

/** Runs the real go; `argv` prints modules as JSON. */
export function askGo(graph: Graph, argv: readonly string[]): Promise<Side> {
  return withProject(graph, async (prepared) => {
    const { directory, settings, root } = prepared;
    const env = { PATH: process.env['PATH'] ?? '', HOME: root, GOFLAGS: '', ...settings, GOTELEMETRY: 'off' };
    const { stdout, stderr } = await run(argv, directory, {
      ...env,
      GOFLAGS: `-modcacherw ${settings['GOFLAGS']}`.trim(),
    });
    const told = stdout.split(/(?<=^\}\n)/m).filter((part) => part.trim() !== '');
    const modules = told.map((text) => JSON.parse(text) as GoModule);
    const list = modules
      .filter(({ Main }) => Main !== true)
      .map(({ Path, Version, Replace }) =>
        Replace ? `${nameOf(Path, Version)} => ${nameOf(Replace.Path, Replace.Version)}` : nameOf(Path, Version),
      );
    const lines = stderr.split('\n').filter((line) => !/^go: (downloading|ignoring|dropping|no module dep)/.test(line));
    // Where go goes on behind a hole it says what each module met, and what the graph lacks at last.
    const error = lines.join('\n').trimEnd().split(/^go: /m).at(-1)?.trimEnd() ?? '';
    return {
      list: list.map((one) => anonymous(one, prepared)).sort(),
      error: error === '' ? null : anonymous(error, prepared),
    };
  });
}

/** Asks the engine, which has no go command and starts nothing. */
export function askEngine(graph: Graph, operation: 'list' | 'download'): Promise<Side & { report: Report }> {
  return withProject(graph, async (prepared) => {
    const { directory, settings, root } = prepared;
    const real = createNodePorts({ offline: false });
    const host = { ...real.host, cwd: directory, env: { HOME: root, PATH: '' } };
    const commands = {
      run: () => {
        throw new Error('the engine started a command');
      },
    };
    const engine = createEngine({ ...real, host, commands }, { toolVersion: '0' });
    const question = {
      directory,
      modules: [],
      overrides: settings,
      release: await goRelease(),
      operation,
      depth: operation === 'list' ? ('mod' as const) : ('zip' as const),
      cache: 'empty' as const,
      passive: false,
      timeoutMs: 30_000,
    };
    const answer = await engine.diagnose(question, () => {}, new AbortController().signal);
    if (answer.kind !== 'report') throw new Error(`${answer.code} ${JSON.stringify(answer.params)}`);
    const { report } = answer;
    const workspace = report.findings.find(({ code }) => code === 'workspace-dir-missing');
    const reported = report.modules.find(({ goError, goErrorBasis }) => goError !== null && goErrorBasis === 'exact');
    return {
      list: report.modules
        .filter(({ outcomeReason }) => outcomeReason !== 'excluded')
        .map(({ path, resolvedVersion, version, replacedBy }) => {
          const name = nameOf(path, resolvedVersion === null || replacedBy !== null ? version : resolvedVersion);
          return replacedBy === null ? name : `${name} => ${replacedBy.replace('@', ' ')}`;
        })
        .map((one) => anonymous(one, prepared))
        .sort(),
      error: anonymousOrNull(reported?.goError ?? workspace?.params['message'], prepared),
      report,
    };
  });
}

let release: Promise<string> | null = null;
function goRelease(): Promise<string> {
  release ??= run(['go', 'env', 'GOVERSION'], tmpdir(), { ...process.env, GOTOOLCHAIN: 'local' }).then(({ stdout }) =>
    stdout.trim().replace(/^go/, ''),
  );
  return release;
}

function run(
  [command = '', ...argv]: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ stdout: string; stderr: string }> {
  const child = spawn(command, argv, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 });
  const out: string[] = [];
  const err: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve({ stdout: out.join(''), stderr: err.join('') }));
  });
}
