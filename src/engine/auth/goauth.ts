/**
 * GOAUTH: commands separated by semicolons that give credentials for https requests, the first one winning. `off`,
 * `netrc`, `git DIR`, or a program with arguments. Source: cmd/go/internal/auth/auth.go (`runGoAuth`).
 */
import { splitQuoted } from '../goenv/goflags.ts';

export type AuthCommand =
  | { kind: 'netrc' }
  | { kind: 'git'; directory: string }
  | { kind: 'program'; text: string; argv: readonly [string, ...string[]] }
  /** A program whose quoting is broken: go passes over it. */
  | { kind: 'broken'; text: string };

export type Goauth =
  | { kind: 'off' }
  | { kind: 'ok'; commands: AuthCommand[] }
  /** go ends with these words before its first https request. */
  | { kind: 'invalid'; message: string };

/** Of several faults the one of the last command is told: go works from the end. */
export function parseGoauth(goauth: string, isAbsolute: (path: string) => boolean): Goauth {
  if (goauth === 'off') return { kind: 'off' };
  const commands: AuthCommand[] = [];
  for (const written of goauth.split(';').reverse()) {
    const read = readCommand(written.trim(), goauth, isAbsolute);
    if ('message' in read) return { kind: 'invalid', message: read.message };
    if (read.command !== null) commands.unshift(read.command);
  }
  return { kind: 'ok', commands };
}

type Read = { command: AuthCommand | null } | { message: string };

function readCommand(text: string, goauth: string, isAbsolute: (path: string) => boolean): Read {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const [name, directory, ...rest] = words;
  if (name === undefined) return { message: `GOAUTH encountered an empty command (GOAUTH=${goauth})` };
  if (name === 'off') return readOff(goauth);
  if (name === 'netrc') return { command: { kind: 'netrc' } };
  if (name !== 'git') return { command: programOf(text) };
  const needed = 'GOAUTH=git dir method requires an absolute path to the git working directory';
  if (directory === undefined || rest.length > 0) return { message: needed };
  if (!isAbsolute(directory)) return { message: `${needed}, dir is not absolute` };
  return { command: { kind: 'git', directory } };
}

/** `off` with white space around it is off as well. */
function readOff(goauth: string): Read {
  if (!goauth.includes(';')) return { command: null };
  return { message: `GOAUTH=off cannot be combined with other authentication commands (GOAUTH=${goauth})` };
}

function programOf(text: string): AuthCommand {
  const split = splitQuoted(text);
  const [program, ...rest] = split.kind === 'ok' ? split.words.map((word) => word.text) : [];
  return program === undefined ? { kind: 'broken', text } : { kind: 'program', text, argv: [program, ...rest] };
}
