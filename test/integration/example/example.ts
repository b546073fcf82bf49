/**
 * The project that editor tests, pictures and `npm run vscode` work on: a shop behind a company proxy that forbids one
 * version and does not know the private module. Its servers are those of the fault lab.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { defaultData, type RunningLab, startLab } from '../../lab/lab.ts';
import { parseScenario } from '../../lab/scenario.ts';

export interface Example {
  lab: RunningLab;
  /** The environment of the window: the victim's; first in PATH stand-ins for `go` and `git`, then this very Node. */
  environment: Record<string, string>;
  /** The project folder. */
  directory: string;
  goMod: string;
  /** Each call of `go` and `git` so far, as `go env -json`. */
  commands(): string[];
  close(): Promise<void>;
}

const here = import.meta.dirname;

/** Starts a scenario of this folder, or of the fault lab. */
export async function startExample(name = 'shop'): Promise<Example> {
  const own = path.join(here, `${name}.txtar`);
  const lab = existsSync(own) ? await startOwn(name, own) : await startLabScenario(name);
  const home = path.dirname(lab.directory);
  const record = path.join(home, 'commands.log');
  const stands = standIns(path.join(home, 'bin'), record);
  return {
    lab,
    directory: lab.directory,
    goMod: path.join(lab.directory, 'go.mod'),
    environment: {
      ...lab.environment,
      PATH: [stands, path.dirname(process.execPath), process.env['PATH']].join(path.delimiter),
    },
    commands: () => (existsSync(record) ? readFileSync(record, 'utf8').trimEnd().split('\n') : []),
    close: () => lab.close(),
  };
}

function startOwn(name: string, file: string): Promise<RunningLab> {
  const scenario = parseScenario(name, readFileSync(file, 'utf8'));
  return startLab(scenario, { scenarioDirectory: here, moduleDirectory: path.join(here, 'module') });
}

function startLabScenario(name: string): Promise<RunningLab> {
  const data = defaultData();
  const file = path.join(data.scenarioDirectory, `${name}.txtar`);
  return startLab(parseScenario(name, readFileSync(file, 'utf8')), data);
}

/** Commands that note that they were called, then do what the real ones do. */
function standIns(folder: string, record: string): string {
  mkdirSync(folder);
  if (process.platform === 'win32') return folder;
  for (const name of ['go', 'git']) {
    const real = findInPath(name);
    const then = real === null ? `echo "${name}: not installed" >&2; exit 127` : `exec '${real}' "$@"`;
    const file = path.join(folder, name);
    writeFileSync(file, `#!/bin/sh\necho "${name} $*" >> '${record}'\n${then}\n`);
    chmodSync(file, 0o755);
  }
  return folder;
}

export function findInPath(name: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file)) ?? null;
}
