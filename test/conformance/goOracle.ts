/**
 * Runs a Go program against the copy of golang.org/x/mod that comes with Go itself, so that the words and hashes to
 * compare with are those of the go command. Works without network.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface GoOracle {
  /** A folder for input files, deleted with the oracle. */
  directory: string;
  /** Gives the program its input as JSON, and parses its output. */
  ask(input: unknown): unknown;
  dispose(): void;
}

/** Null where there is no Go with x/mod in its GOROOT: the caller says loudly that it skips. */
export function buildGoOracle(program: string): GoOracle | null {
  const found = spawnSync('go', ['env', 'GOROOT'], { encoding: 'utf8', env: goEnv() });
  if (found.status !== 0) return null;
  const xmod = path.join(found.stdout.trim(), 'src', 'cmd', 'vendor', 'golang.org', 'x', 'mod');
  if (!existsSync(xmod)) return null;
  const directory = mkdtempSync(path.join(tmpdir(), 'go-oracle-'));
  const source = path.join(directory, 'mod');
  cpSync(xmod, source, { recursive: true });
  writeFileSync(path.join(source, 'go.mod'), 'module golang.org/x/mod\n\ngo 1.23\n');
  mkdirSync(path.join(source, 'oracle'));
  writeFileSync(path.join(source, 'oracle', 'main.go'), program);
  const binary = path.join(directory, process.platform === 'win32' ? 'oracle.exe' : 'oracle');
  const built = spawnSync('go', ['build', '-o', binary, './oracle'], { cwd: source, encoding: 'utf8', env: goEnv() });
  if (built.status !== 0) throw new Error(`the oracle does not build: ${built.stderr}`);
  return {
    directory,
    ask(input) {
      const options = { input: JSON.stringify(input), encoding: 'utf8', maxBuffer: 1 << 28 } as const;
      const run = spawnSync(binary, { ...options, cwd: directory });
      if (run.status !== 0) throw new Error(`the oracle failed: ${run.stderr}`);
      return JSON.parse(run.stdout);
    },
    dispose: () => rmSync(directory, { recursive: true, force: true }),
  };
}

function goEnv(): NodeJS.ProcessEnv {
  return { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '', GOPROXY: 'off', GOWORK: 'off' };
}
