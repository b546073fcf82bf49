/**
 * Proxies for tests, written as text. A line gives a proxy its answer for every file, or for one:
 *
 *     a = ok                        all files of the versions of `module` (default v1.0.0)
 *     a = 403 text/plain go away    status, type and body for every file (`\n` in a body is a line feed)
 *     a.zip = 404                   one kind of file (list, latest, info, mod, zip), or one name: a.master.info
 *     a = reset                     the connection is reset; also `cut` (in the body), `slow` (our own limit)
 *
 * Proxy `a` is http://a.test/p.
 */
import { writeZip } from '../../lab/zipWriter.ts';

export interface Answer {
  kind: 'answer';
  status: number;
  type: string;
  body: Uint8Array;
}

export type Reaction = Answer | { kind: 'reset' } | { kind: 'cut' } | { kind: 'slow' };

export interface Proxies {
  /** What proxy `name` answers to the file `tail` of module `path`. */
  react(name: string, path: string, tail: string): Reaction;
}

export function scriptProxies(script: string, versions: readonly string[] = ['v1.0.0']): Proxies {
  const rules = new Map(
    script
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => [line.slice(0, line.indexOf(' = ')).trim(), line.slice(line.indexOf(' = ') + 3)] as const),
  );
  return {
    react: (name, path, tail) => {
      const file = tail.replace(/^@v\//, '');
      const kind = tail === '@latest' ? 'latest' : (/list$|info$|mod$|zip$/.exec(tail)?.[0] ?? '');
      const rule = rules.get(`${name}.${file}`) ?? rules.get(`${name}.${kind}`) ?? rules.get(name) ?? '404';
      return rule === 'ok' ? goodAnswer(path, tail, versions) : parseAnswer(rule);
    },
  };
}

function parseAnswer(rule: string): Reaction {
  if (rule === 'reset' || rule === 'cut' || rule === 'slow') return { kind: rule };
  const [status = '', type = '', ...body] = rule.split(' ');
  return answer(Number(status), type || 'text/html', body.join(' ').replaceAll('\\n', '\n'));
}

/** What a proxy answers that has these versions of a module. */
export function goodAnswer(path: string, tail: string, versions: readonly string[]): Answer {
  if (tail === '@v/list') return answer(200, 'text/plain', versions.map((version) => `${version}\n`).join(''));
  const [, version = '', kind = ''] = /^@v\/(.*)\.(info|mod|zip)$/.exec(tail) ?? [];
  if (!versions.includes(version)) return answer(404, 'text/html', '');
  if (kind === 'info') return answer(200, 'application/json', `{"Version":"${version}","Time":"2024-01-02T03:04:05Z"}`);
  if (kind === 'mod') return answer(200, 'text/plain', `module ${path}\n`);
  return { ...answer(200, 'application/zip', ''), body: moduleZip(path, version) };
}

export function moduleZip(path: string, version: string, files: readonly string[] = ['go.mod', 'a.go']): Buffer {
  return writeZip(
    files.map((name) => ({
      name: `${path}@${version}/${name}`,
      data: Buffer.from(name === 'go.mod' ? `module ${path}\n` : 'package a\n'),
    })),
  );
}

export function answer(status: number, type: string, body: string): Answer {
  return { kind: 'answer', status, type, body: Buffer.from(body) };
}
