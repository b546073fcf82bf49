/**
 * Asks the go command what it makes of the settings. Its answer is a check of ours and gives the release to simulate;
 * no decision is ever taken from it. It runs in GOROOT, never in the user's folder, with GOTOOLCHAIN=local and without
 * modules, so that no go.mod or go.work can make it download or start another toolchain.
 */
import type { Ports } from '../ports.ts';
import { cleanPath, pathsOf } from './userFile.ts';

export type GoAnswer =
  | { kind: 'ok'; values: ReadonlyMap<string, string> }
  /** There is no go, it may not be run, or it failed; `message` is what it said, or ''. */
  | { kind: 'none'; message: string };

/** The settings that go reports and that the call itself does not change. */
export const comparedNames = [
  'GOAUTH',
  'GOENV',
  'GOFLAGS',
  'GOINSECURE',
  'GOMODCACHE',
  'GONOPROXY',
  'GONOSUMDB',
  'GOPATH',
  'GOPRIVATE',
  'GOPROXY',
  'GOROOT',
  'GOSUMDB',
  'GOVCS',
] as const;

const timeoutMs = 10_000;

export async function askGo(
  ports: Ports,
  command: string | null,
  goroot: string,
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<GoAnswer> {
  if (command === null) return { kind: 'none', message: '' };
  const paths = pathsOf(ports.host.platform);
  const result = await ports.commands.run(
    {
      argv: [command, 'env', '-json', 'GOVERSION', ...comparedNames],
      cwd: goroot === '' ? paths.dirname(command) : goroot,
      env: { ...env, GOTOOLCHAIN: 'local', GO111MODULE: 'off' },
      timeoutMs,
      maxOutputBytes: 1024 * 1024,
    },
    signal,
  );
  if (result.kind !== 'exited') return { kind: 'none', message: '' };
  if (result.exit !== 0) return { kind: 'none', message: new TextDecoder().decode(result.stderr).trim() };
  return { kind: 'ok', values: parseAnswer(new TextDecoder().decode(result.stdout)) };
}

function parseAnswer(json: string): ReadonlyMap<string, string> {
  try {
    const parsed: unknown = JSON.parse(json);
    if (typeof parsed !== 'object' || parsed === null) return new Map();
    return new Map(
      Object.entries(parsed).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    );
  } catch {
    return new Map();
  }
}

/** What GOROOT/VERSION says, such as `go1.26.8`: for machines where go may not be run. Null where there is none. */
export async function readVersionFile(ports: Ports, goroot: string): Promise<string | null> {
  if (goroot === '') return null;
  const file = pathsOf(ports.host.platform).join(cleanPath(ports.host.platform, goroot), 'VERSION');
  const read = await ports.files.read(file, { maxBytes: 64 * 1024 });
  if (read.kind !== 'ok') return null;
  const [line = ''] = new TextDecoder().decode(read.bytes).split('\n', 1);
  return releaseOf(line) === null ? null : line.trim();
}

/** `1.26.8` of `go1.26.8`, `go1.26.8 X:experiment` or `devel go1.26-abc`; null where there is no release. */
export function releaseOf(version: string): string | null {
  return /(?:^|\s)go(\d{1,4}\.\d{1,4}(?:\.\d{1,4}|rc\d{1,4}|beta\d{1,4})?)/.exec(version)?.[1] ?? null;
}
