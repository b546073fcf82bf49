/**
 * The .netrc file as cmd/go reads it: words of a line in pairs, an entry is complete when it has machine, login and
 * password (which may stand on several lines), `default` is never used, `macdef` runs to an empty line. A word that
 * stands alone at the end of a line is passed over. Source: cmd/go/internal/auth/netrc.go.
 */
import path from 'node:path';
import type { Environment } from '../goenv/environment.ts';
import type { Ports } from '../ports.ts';

export interface NetrcEntry {
  machine: string;
  login: string;
  /** A secret: for a header only. */
  password: string;
  /** Where the entry became complete, from 1. */
  line: number;
}

export function parseNetrc(text: string): NetrcEntry[] {
  const entries: NetrcEntry[] = [];
  let open = { machine: '', login: '', password: '' };
  let isMacro = false;
  for (const [index, line] of text.split('\n').entries()) {
    if (isMacro) {
      isMacro = line !== '';
      continue;
    }
    const words = line
      .split(/[\t\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/)
      .filter((word) => word !== '');
    for (let at = 0; at + 1 < words.length; at += 2) {
      const value = words[at + 1] ?? '';
      const key = words[at];
      if (key === 'machine') open = { machine: value, login: '', password: '' };
      else if (key === 'login' || key === 'password') open[key] = value;
      else if (key === 'macdef') isMacro = true;
      if (open.machine === '' || open.login === '' || open.password === '') continue;
      entries.push({ ...open, line: index + 1 });
      open = { machine: '', login: '', password: '' };
    }
  }
  return entries;
}

/** The file that go reads: NETRC, else `_netrc` on Windows where it exists, else `.netrc`; null without a home. */
export async function netrcPath(
  { host, files }: Pick<Ports, 'host' | 'files'>,
  environment: Environment,
): Promise<string | null> {
  const named = environment.value('NETRC') || (host.env['NETRC'] ?? '');
  if (named !== '') return named;
  const isWindows = host.platform === 'win32';
  const home = host.env[isWindows ? 'USERPROFILE' : 'HOME'] ?? '';
  if (home === '') return null;
  const { join } = isWindows ? path.win32 : path.posix;
  if (isWindows && (await files.stat(join(home, '_netrc'))).kind !== 'notExist') return join(home, '_netrc');
  return join(home, '.netrc');
}
