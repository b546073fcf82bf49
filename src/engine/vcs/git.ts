/**
 * The version control programs of one run: started without a prompt, with a deadline, in a folder of our own that is
 * deleted at the end. Each repository is opened once, however many modules are in it.
 */
import { createHash } from 'node:crypto';
import type { ProcessReport, Step } from '../../protocol/report.ts';
import type { Environment } from '../goenv/environment.ts';
import type { UnknownReason } from '../modfetch/attempt.ts';
import type { Ports, TempDirectory } from '../ports.ts';
import { redactText, redactUrl } from '../web/redact.ts';
import type { Trace } from '../web/trace.ts';
import { gitEnvironment } from './gitEnvironment.ts';
import { GitRepo } from './gitRepo.ts';
import type { Lookup } from './lookup.ts';
import type { VcsTool } from './vcsTool.ts';

export interface GitOptions {
  ports: Ports;
  environment: Environment;
  trace: Trace;
}

export type CommandEnd =
  | { kind: 'exited'; exit: number; stdout: Uint8Array; stderr: string; process: string | null }
  | { kind: 'missing' }
  | { kind: 'unknown'; reason: UnknownReason };

export interface VcsCommandRequest {
  argv: readonly [string, ...string[]];
  directory: string;
  /** The step to which the process belongs; null for one that asks nobody and is not recorded. */
  step: Step | null;
  timeoutMs: number;
}

/** Our limits; go has none for these programs. */
export const listTimeoutMs = 60_000;
export const fetchTimeoutMs = 300_000;
const stderrBytes = 16 * 1024;

export class Git {
  readonly #options: GitOptions;
  readonly #repos = new Map<string, Promise<GitRepo | UnknownReason>>();
  readonly #directories: TempDirectory[] = [];
  #neutral: Promise<TempDirectory | null> | null = null;
  #version: Promise<string | null> | null = null;
  #setsBatchMode: Promise<boolean> | null = null;

  constructor(options: GitOptions) {
    this.#options = options;
  }

  get environment(): Environment {
    return this.#options.environment;
  }

  /** The repository at this URL, or why we cannot have one on this machine. */
  repo(url: string): Promise<GitRepo | UnknownReason> {
    const known = this.#repos.get(url);
    if (known !== undefined) return known;
    const opened = this.#makeDirectory().then((directory) =>
      directory === null ? 'our-machine-failed' : new GitRepo(this, directory, url, this.#gosDirectory(url)),
    );
    this.#repos.set(url, opened);
    return opened;
  }

  /** Whether a program can reach a repository: go's way to find a scheme. What it prints is not shown by go. */
  async probe(
    lookup: Lookup,
    tool: VcsTool,
    url: string,
  ): Promise<
    { kind: 'ok' | 'refused' | 'missing'; step: string } | { kind: 'unknown'; reason: UnknownReason; failure: null }
  > {
    const directory = await this.neutralDirectory();
    if (directory === null) return { kind: 'unknown', reason: 'our-machine-failed', failure: null };
    const argv: [string, ...string[]] = [tool.command, ...(tool.ping ?? []), url];
    const params = { url: redactUrl(url), command: argv.map(redactText).join(' ') };
    const step = lookup.story.add('vcs', 'vcs-probe', params, { result: 'unknown' });
    const end = await this.run({ argv, directory, step, timeoutMs: listTimeoutMs }, lookup.signal);
    if (end.kind === 'unknown') return { kind: 'unknown', reason: end.reason, failure: null };
    const kind = end.kind === 'missing' ? 'missing' : end.exit === 0 ? 'ok' : 'refused';
    step.result = kind === 'ok' ? 'ok' : 'failed';
    return { kind, step: step.id };
  }

  /** Whether there is a program of this name. It is started with an option that only prints. */
  async isInstalled(command: string, signal: AbortSignal): Promise<boolean> {
    const directory = await this.neutralDirectory();
    if (directory === null) return false;
    const argv: [string, string] = [command, command === 'fossil' ? 'version' : '--version'];
    return (await this.run({ argv, directory, step: null, timeoutMs: 10_000 }, signal)).kind !== 'missing';
  }

  /** An empty folder outside of any project. */
  async neutralDirectory(): Promise<string | null> {
    this.#neutral ??= this.#makeDirectory();
    return (await this.#neutral)?.path ?? null;
  }

  /** git's version, such as `2.39.5`; null where there is no git, '' where it does not say. Asked once. */
  version(signal: AbortSignal): Promise<string | null> {
    this.#version ??= this.#askVersion(signal);
    return this.#version;
  }

  async #askVersion(signal: AbortSignal): Promise<string | null> {
    const directory = await this.neutralDirectory();
    if (directory === null) return '';
    const end = await this.run({ argv: ['git', 'version'], directory, step: null, timeoutMs: listTimeoutMs }, signal);
    if (end.kind === 'missing') return null;
    const text = end.kind === 'exited' ? new TextDecoder().decode(end.stdout) : '';
    return /git version\s+(\d+\.\d+(?:\.\d+)?)/.exec(text)?.[1] ?? '';
  }

  /** Runs one program to its end. A step records its words, without secrets. */
  async run(request: VcsCommandRequest, signal: AbortSignal): Promise<CommandEnd> {
    const { ports, trace } = this.#options;
    const { argv, directory, step, timeoutMs } = request;
    const env = gitEnvironment(ports.host, this.environment, directory, await this.#wantsBatchMode(directory, signal));
    const record = step === null ? null : this.#record(step, argv);
    const result = await ports.commands.run({ argv, cwd: directory, env, timeoutMs }, signal);
    if (record !== null) record.ms = trace.nowMs() - record.startedMs;
    switch (result.kind) {
      case 'exited': {
        const stderr = cleanStderr(result.stderr);
        if (record !== null) {
          record.exit = result.exit;
          record.stderrExcerpt = stderr === '' ? null : stderr.slice(0, 4096);
        }
        return { kind: 'exited', exit: result.exit, stdout: result.stdout, stderr, process: record?.id ?? null };
      }
      case 'notFound':
        return { kind: 'missing' };
      case 'refused':
        return { kind: 'unknown', reason: 'offline' };
      case 'timedOut':
        trace.addLimit({ phase: 'vcs', oursMs: timeoutMs, gosMs: null, host: null });
        return { kind: 'unknown', reason: 'our-limit' };
      case 'failed':
        return { kind: 'unknown', reason: signal.aborted ? 'cut-short' : 'our-machine-failed' };
    }
  }

  async dispose(): Promise<void> {
    for (const directory of this.#directories.splice(0)) await directory.dispose();
  }

  #record(step: Step, argv: readonly string[]): ProcessReport {
    const { trace } = this.#options;
    const record = trace.addProcess({
      step: step.id,
      argv: argv.map(redactText),
      startedMs: trace.nowMs(),
      ms: null,
      exit: null,
      stderrExcerpt: null,
    });
    step.processes.push(record.id);
    return record;
  }

  /** Before 1.25 go set it itself; since then only where the user's git configuration says nothing about ssh. */
  #wantsBatchMode(directory: string, signal: AbortSignal): Promise<boolean> {
    this.#setsBatchMode ??= this.#askBatchMode(directory, signal);
    return this.#setsBatchMode;
  }

  async #askBatchMode(directory: string, signal: AbortSignal): Promise<boolean> {
    const { ports, environment } = this.#options;
    if (/^1\.2[0-4](?:\D|$)/.test(environment.release)) return true;
    const env = gitEnvironment(ports.host, environment, directory, false);
    const argv = ['git', 'config', '--get', 'core.sshCommand'] as const;
    const asked = await ports.commands.run({ argv, cwd: directory, env, timeoutMs: 10_000 }, signal);
    return asked.kind === 'exited' && asked.exit !== 0;
  }

  async #makeDirectory(): Promise<TempDirectory | null> {
    const made = await this.#options.ports.files.createTempDirectory?.();
    if (made?.kind !== 'ok') return null;
    this.#directories.push(made.directory);
    return made.directory;
  }

  /** Where go keeps its clone, which its messages name (`codehost.WorkDir`). */
  #gosDirectory(url: string): string {
    const hash = createHash('sha256').update(`git3:${url}`).digest('hex');
    const cache = this.environment.value('GOMODCACHE');
    const separator = this.#options.ports.host.platform === 'win32' ? '\\' : '/';
    return [cache, 'cache', 'vcs', hash].join(separator);
  }
}

function cleanStderr(bytes: Uint8Array): string {
  return redactText(new TextDecoder().decode(bytes.subarray(0, stderrBytes))).replace(/[\r\n]+$/, '');
}
