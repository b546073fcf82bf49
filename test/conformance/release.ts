/**
 * Real releases of go, downloaded as toolchain modules (Go's documentation, "Go Toolchains") and checked by the checksum
 * database as go does. They are kept in a folder of the system's cache, and only asked for on demand.
 */
import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface Release {
  /** The go command. */
  go: string;
  /** Such as `1.24.13`. */
  version: string;
}

/** `wanted`: `1.24` for the newest patch that the proxy knows, or `1.24.6`. Throws what go says when it cannot be had. */
export function obtainRelease(wanted: string): Release {
  const version = /^\d+\.\d+\.\d+$/.test(wanted) ? wanted : newestPatch(wanted);
  const root = ask(['env', 'GOROOT'], { GOTOOLCHAIN: `go${version}` });
  return { go: join(root, 'bin', process.platform === 'win32' ? 'go.exe' : 'go'), version };
}

/** `go list -m go@1.24` prints `go 1.24.13`. */
function newestPatch(minor: string): string {
  const found = /^go (\S+)$/.exec(ask(['list', '-m', `go@${minor}`], { GOTOOLCHAIN: 'local' }))?.[1];
  if (found === undefined) throw new Error(`the proxy knows no release of Go ${minor}`);
  return found;
}

function ask(argv: string[], more: Record<string, string>): string {
  const cache = join(homedir(), '.cache', 'go-modules-doctor', 'releases');
  const { GOPROXY, HTTPS_PROXY, SSL_CERT_FILE, GOSUMDB } = process.env;
  const given = { GOPROXY, HTTPS_PROXY, SSL_CERT_FILE, GOSUMDB };
  const env = { PATH: process.env['PATH'], HOME: homedir(), GOPATH: cache, GOFLAGS: '-modcacherw', ...given, ...more };
  const { stdout, stderr, status } = spawnSync('go', argv, { cwd: '/', encoding: 'utf8', env, timeout: 600_000 });
  if (status !== 0) throw new Error(stderr.trim());
  return stdout.trim();
}
