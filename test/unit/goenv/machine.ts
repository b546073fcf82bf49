/** A machine made of text: files in memory, variables, and a go command that answers what the test says. */
import type { Environment, GoFacts } from '../../../src/engine/goenv/environment.ts';
import { loadEnvironment } from '../../../src/engine/goenv/loadEnvironment.ts';
import type { CommandRequest, CommandResult, Files, Ports } from '../../../src/engine/ports.ts';

export interface Machine {
  platform?: string;
  env?: Record<string, string>;
  /** By absolute path. Folders above a file exist. */
  files?: Record<string, string>;
  /** From path to the file that it links to. */
  links?: Record<string, string>;
  /** What go answers; by default it may not be run. */
  go?: CommandResult;
  overrides?: Record<string, string>;
  release?: string;
}

export interface Loaded {
  environment: Environment & { readonly go: GoFacts };
  /** Commands that were run. */
  commands: CommandRequest[];
}

export async function loadOn(machine: Machine): Promise<Loaded> {
  const commands: CommandRequest[] = [];
  const ports: Ports = {
    host: {
      env: machine.env ?? { HOME: '/home/me' },
      platform: machine.platform ?? 'linux',
      arch: 'x64',
      cwd: '/project',
      place: 'local',
      nodeVersion: '24.0.0',
    },
    files: memoryFiles(machine.files ?? {}, machine.links ?? {}),
    commands: {
      run: async (request) => {
        commands.push(request);
        return machine.go ?? { kind: 'refused', why: 'untrusted' };
      },
    },
    clock: { nowMs: () => 0, wallTime: () => new Date(0), after: () => () => {} },
    resolver: { resolve: async () => ({ kind: 'refused' }) },
    dialer: { dial: async () => ({ kind: 'refused' }) },
    log: { info: () => {}, warn: () => {} },
  };
  const options = { overrides: machine.overrides ?? {}, release: machine.release ?? null, directory: '/project' };
  return { environment: await loadEnvironment(ports, options, new AbortController().signal), commands };
}

export function goAnswers(values: Record<string, string>): CommandResult {
  const stdout = new TextEncoder().encode(JSON.stringify(values));
  return { kind: 'exited', exit: 0, stdout, stderr: new Uint8Array(), ms: 1 };
}

function memoryFiles(files: Record<string, string>, links: Record<string, string>): Files {
  const follow = (path: string) => links[path] ?? path;
  const textOf = (path: string) => files[follow(path)];
  const isFolder = (path: string) =>
    Object.keys(files).some((file) => /^[/\\]/.test(file.slice(path.length)) && file.startsWith(path));
  const notExist = { kind: 'notExist' } as const;
  return {
    read: async (path) => {
      const text = textOf(path);
      if (text !== undefined) return { kind: 'ok', bytes: new TextEncoder().encode(text) };
      return isFolder(path) ? { kind: 'failed', reason: 'isDirectory', message: `${path} is a directory` } : notExist;
    },
    stat: async (path) => {
      const text = textOf(path);
      if (text === undefined && !isFolder(path)) return notExist;
      const type = text === undefined ? 'directory' : 'file';
      return { kind: 'ok', type, sizeBytes: text?.length ?? 0, modified: new Date(0) };
    },
    realPath: async (path) => ({ kind: 'ok', path: follow(path) }),
    list: async () => notExist,
    openRandom: async () => notExist,
    createTemp: async () => notExist,
  };
}
