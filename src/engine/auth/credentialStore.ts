/**
 * Credentials for https requests of one run, by the longest beginning of a URL that has some. Every GOAUTH command runs
 * once before the first request, and again for a URL that was answered with 4xx. Over http nothing is ever sent.
 * Source: cmd/go/internal/auth/auth.go. Programs run only where this run may start some; a quiet look starts none.
 */
import path from 'node:path';
import type { Environment } from '../goenv/environment.ts';
import type { Ports } from '../ports.ts';
import type { Trace } from '../web/trace.ts';
import { type Headers, parseGitCredential, parseProgramOutput, prefixOf } from './commandOutput.ts';
import { type AuthCommand, type Goauth, parseGoauth } from './goauth.ts';
import { netrcPath, parseNetrc } from './netrc.ts';

/** Where the credentials of a request come from; never what they are. */
export interface CredentialSource {
  kind: 'netrc' | 'git' | 'program';
  /** The beginning of the URL that they are for. */
  prefix: string;
  /** `FILE:LINE`, the folder, or the program. */
  from: string;
}

export interface Stored {
  headers: Headers;
  source: CredentialSource;
}

/** The answer that makes go ask its GOAUTH programs again. */
export interface RefusedAnswer {
  url: string;
  protocol: string;
  statusLine: string;
  headers: Headers;
}

export interface CredentialOptions {
  ports: Ports;
  environment: Environment;
  trace: Trace;
  passive: boolean;
  /** Learns each secret, so that no report shows it. */
  learn: (secret: string) => void;
}

const maxNetrcBytes = 1024 * 1024;
const programTimeoutMs = 30_000;

export class CredentialStore {
  readonly #options: CredentialOptions;
  readonly #goauth: Goauth;
  readonly #byPrefix = new Map<string, Stored>();
  #first: Promise<void> | null = null;
  #netrc: Promise<readonly Stored[]> | null = null;

  constructor(options: CredentialOptions) {
    this.#options = options;
    const { host } = options.ports;
    const { isAbsolute } = host.platform === 'win32' ? path.win32 : path.posix;
    this.#goauth = parseGoauth(options.environment.value('GOAUTH') || 'netrc', isAbsolute);
  }

  /** What go ends with instead of any https request, or null. */
  get fault(): string | null {
    return this.#goauth.kind === 'invalid' ? this.#goauth.message : null;
  }

  /** The credentials for an https URL, as they are known now; `refused` makes the commands run again for it. */
  async find(url: string, refused: RefusedAnswer | null, signal: AbortSignal): Promise<Stored | null> {
    if (this.#goauth.kind !== 'ok') return null;
    const { commands } = this.#goauth;
    this.#first ??= this.#runAll(commands, null, signal);
    await this.#first;
    if (refused !== null) await this.#runAll(commands, refused, signal);
    return this.#lookUp(url);
  }

  /** Go 1.24 before its last patches knew whole URLs and hosts only; which ones is not told apart here. */
  #lookUp(url: string): Stored | null {
    let prefix = prefixOf(url);
    for (;;) {
      const found = this.#byPrefix.get(prefix);
      if (found !== undefined) return found;
      const slash = prefix.lastIndexOf('/');
      if (slash < 0) return null;
      prefix = prefix.slice(0, slash);
    }
  }

  /** From the last to the first, so that the first one has the last word. */
  async #runAll(commands: readonly AuthCommand[], refused: RefusedAnswer | null, signal: AbortSignal): Promise<void> {
    for (const command of [...commands].reverse()) {
      if (command.kind === 'netrc') {
        this.#netrc ??= this.#readNetrc();
        for (const entry of await this.#netrc) this.#store(entry);
      } else if (this.#options.passive) continue;
      else if (command.kind === 'git' && refused !== null) await this.#askGit(command.directory, refused.url, signal);
      else if (command.kind === 'program') await this.#askProgram(command, refused, signal);
    }
  }

  #store(stored: Stored): void {
    if (stored.headers.length === 0) this.#byPrefix.delete(stored.source.prefix);
    else this.#byPrefix.set(stored.source.prefix, stored);
  }

  /** In reverse: of several entries for one machine the first counts. */
  async #readNetrc(): Promise<readonly Stored[]> {
    const { ports, environment } = this.#options;
    const file = await netrcPath(ports, environment);
    if (file === null) return [];
    const read = await ports.files.read(file, { maxBytes: maxNetrcBytes });
    if (read.kind !== 'ok') return [];
    return parseNetrc(new TextDecoder().decode(read.bytes))
      .reverse()
      .map(({ machine, login, password, line }) => ({
        headers: [['Authorization', this.#basic(login, password)]],
        source: { kind: 'netrc', prefix: prefixOf(machine), from: `${file}:${line}` },
      }));
  }

  #basic(user: string, password: string): string {
    const encoded = Buffer.from(`${user}:${password}`).toString('base64');
    this.#options.learn(password);
    this.#options.learn(encoded);
    return `Basic ${encoded}`;
  }

  async #askGit(directory: string, url: string, signal: AbortSignal): Promise<void> {
    const output = await this.#run(['git', 'credential', 'fill'], directory, `url=${url}\n`, signal);
    if (output === null) return;
    const { prefix, user, password } = parseGitCredential(output);
    if (prefix === '' || !url.startsWith(prefix)) return;
    const headers = [['Authorization', this.#basic(user, password)]] as const;
    this.#store({ headers, source: { kind: 'git', prefix: prefixOf(prefix), from: directory } });
  }

  async #askProgram(
    command: AuthCommand & { kind: 'program' },
    refused: RefusedAnswer | null,
    signal: AbortSignal,
  ): Promise<void> {
    const argv: [string, ...string[]] = [...command.argv, ...(refused === null ? [] : [refused.url])] as [
      string,
      ...string[],
    ];
    const input = refused === null ? '' : answerText(refused);
    const output = await this.#run(argv, this.#options.ports.host.cwd, input, signal);
    const parsed = output === null ? null : parseProgramOutput(output);
    if (parsed?.kind !== 'ok') return;
    for (const { prefix, headers } of parsed.credentials) {
      for (const [, value] of headers) this.#learnValue(value);
      this.#store({ headers, source: { kind: 'program', prefix, from: command.argv[0] } });
    }
  }

  /** A header value is secret as a whole and without its scheme. */
  #learnValue(value: string): void {
    // A short word, such as `true`, is no secret, and would be missed all over the report.
    if (value.length < 8) return;
    this.#options.learn(value);
    const [, rest] = /^\S+\s+(.+)$/.exec(value) ?? [];
    if (rest !== undefined) this.#options.learn(rest);
  }

  /** What it printed; null where it did not end well. Its output holds secrets and is recorded nowhere. */
  async #run(
    argv: readonly [string, ...string[]],
    cwd: string,
    input: string,
    signal: AbortSignal,
  ): Promise<string | null> {
    const { ports, trace } = this.#options;
    const env: Record<string, string> = {};
    for (const [name, value] of Object.entries(ports.host.env)) if (value !== undefined) env[name] = value;
    const quiet = { ...env, GIT_TERMINAL_PROMPT: '0', GCM_INTERACTIVE: 'never', SSH_ASKPASS_REQUIRE: 'never' };
    const record = trace.addProcess({
      step: null,
      argv: [argv[0]],
      startedMs: trace.nowMs(),
      ms: null,
      exit: null,
      stderrExcerpt: null,
    });
    const request = { argv, cwd, env: quiet, timeoutMs: programTimeoutMs, maxOutputBytes: 1024 * 1024 };
    const ended = await ports.commands.run({ ...request, input: Buffer.from(input) }, signal);
    record.ms = trace.nowMs() - record.startedMs;
    if (ended.kind !== 'exited') return null;
    record.exit = ended.exit;
    return ended.exit === 0 ? new TextDecoder().decode(ended.stdout) : null;
  }
}

function answerText({ protocol, statusLine, headers }: RefusedAnswer): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}\n`);
  return `${protocol} ${statusLine}\n${lines.join('')}\n`;
}
