/**
 * A module cache as go leaves it (cmd/go/internal/modfetch/cache.go), whole or damaged, so that both a real go and the
 * engine find the same one.
 */
import { escapeCase, type ModuleFixture } from './moduleFixture.ts';

export const cacheStates = [
  'complete',
  'extracted',
  'half-extracted',
  'only-info',
  'only-mod',
  'no-info',
  'no-mod',
  'no-zip',
  'no-ziphash',
  'garbage-info',
  'empty-info',
  'other-info',
  'garbage-mod',
  'outdated-mod',
  'wrong-ziphash',
  'short-ziphash',
  'garbage-zip',
  'unhashed-garbage-zip',
  'only-lock',
] as const;
export type CacheState = (typeof cacheStates)[number];

/** Files below GOMODCACHE: name and content. */
export function cacheFiles(module: ModuleFixture, state: CacheState): [name: string, data: string | Uint8Array][] {
  const stem = `cache/download/${escapeCase(module.path)}/@v/${escapeCase(module.version)}`;
  const files = new Map<string, string | Uint8Array>([
    ['info', module.info],
    ['mod', module.mod],
    ['zip', module.zip],
    ['ziphash', module.zipHash],
    ['lock', ''],
  ]);
  damage[state](files);
  const named = [...files].map(([suffix, data]): [string, string | Uint8Array] => [`${stem}.${suffix}`, data]);
  if (!state.endsWith('extracted')) return named;
  return [...named, [`${escapeCase(module.path)}@${escapeCase(module.version)}/go.mod`, module.mod]];
}

type Files = Map<string, string | Uint8Array>;

const keepOnly =
  (...names: string[]) =>
  (files: Files): void => {
    for (const name of [...files.keys()]) if (!names.includes(name)) files.delete(name);
  };
const drop =
  (...names: string[]) =>
  (files: Files): void => {
    for (const name of names) files.delete(name);
  };
const put =
  (name: string, content: string) =>
  (files: Files): void => {
    files.set(name, content);
  };

const damage: Record<CacheState, (files: Files) => void> = {
  complete: () => {},
  extracted: () => {},
  'half-extracted': put('partial', ''),
  'only-info': keepOnly('info', 'lock'),
  'only-mod': keepOnly('mod', 'lock'),
  'no-info': drop('info'),
  'no-mod': drop('mod'),
  'no-zip': drop('zip', 'ziphash'),
  'no-ziphash': drop('ziphash'),
  'garbage-info': put('info', '<html>'),
  'empty-info': put('info', ''),
  'other-info': put('info', '{"Version":"v9.9.9","Time":"2024-01-02T03:04:05Z"}'),
  'garbage-mod': put('mod', '<html>\n'),
  'outdated-mod': put('mod', '//vgo 0.0.4\n\nmodule example.com/m\n'),
  'wrong-ziphash': put('ziphash', 'h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='),
  'short-ziphash': put('ziphash', 'h1:A'),
  'garbage-zip': put('zip', '<html>'),
  'unhashed-garbage-zip': (files) => {
    files.set('zip', '<html>');
    files.delete('ziphash');
  },
  'only-lock': keepOnly('lock'),
};
