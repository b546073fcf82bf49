/** Draws worlds at random, always the same ones for one seed. */
import { cacheStates } from '../lab/cacheLayout.ts';
import { askedFiles, type Fault } from './fault.ts';
import { type Entry, type Misfortune, type Scheme, versions, type World } from './world.ts';

/** Numbers from 0 to 1, always the same for one seed (Mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const queries = [
  ...['v1.0.0', 'v1.0.0', 'v1.0.0', 'v1.1.0', 'v1.2.0-rc.1', 'v1.7.0', 'v1.0.0+meta', 'v2.0.0', 'v2.0.0+incompatible'],
  ...['latest', 'latest', 'latest', 'upgrade', 'patch', 'v1', 'v1.0', 'v1.1', 'v3', '<v1.1.0', '<=v1.1.0', '>v1.0.0'],
  ...['>=v1.0.0', '<v1.0.0', '>v1', '<v1', 'master', '0123456789ab', 'feature/x', '1.0.0', 'v1.0', 'v0.0.0'],
  'v0.0.0-20240102030405-0123456789ab',
];

const words = ['off', 'off', 'http://127.0.0.1:1', 'https://127.0.0.1:1', 'nothing', 'ftp://127.0.0.1/x', '', ' '];

const settings = [
  'GONOPROXY=none',
  'GOPRIVATE=example.com\nGONOPROXY=none',
  'GOPRIVATE=example.com/m,*.corp\nGONOPROXY=corp.example.com',
  'GOPRIVATE=corp.example.com',
  'GONOSUMDB=*\nGOSUMDB=sum.golang.org',
  'GOSUMDB=sum.golang.org\nGONOSUMDB=example.com/*',
  'GOFLAGS=-mod=mod',
  'GOINSECURE=*',
];

const goMods = [
  [],
  ['require example.com/m v1.0.0'],
  ['require example.com/m v1.1.0'],
  ['exclude example.com/m v1.1.0'],
  ['exclude example.com/m v1.0.0'],
  ['require example.com/m v1.0.0', 'replace example.com/m v1.1.0 => example.com/m v1.0.0'],
];

const goSums = [
  'example.com/m v1.0.0 {{h1 example.com/m@v1.0.0}}',
  'example.com/m v1.0.0/go.mod {{h1 example.com/m@v1.0.0/go.mod}}',
  'example.com/m v1.1.0/go.mod {{h1 example.com/m@v1.1.0/go.mod}}',
  'example.com/m v1.0.0 {{h1 example.com/m@v1.1.0}}',
  'example.com/m v1.0.0/go.mod {{h1 example.com/other@v0.1.0/go.mod}}',
  'example.com/m v1.1.0/go.mod {{h1 example.com/other@v0.1.0/go.mod}}',
  'example.com/m v1.1.0 h2:unknown',
  'malformed',
];

/** Raw bytes have no place in HTTP/2, and Node cannot reset a connection below TLS. */
export function canPlay(scheme: Scheme, { rule }: Fault): boolean {
  const is = (word: RegExp): boolean => rule.some((line) => word.test(line));
  if (scheme === 'https') return !is(/^reset$/);
  return scheme === 'http' || !is(/^(reset|close|raw|delivery)\b/);
}

export function randomWorld(name: string, random: () => number, faults: readonly Fault[]): World {
  const chance = (share: number): boolean => random() < share;
  const pick = <T>(from: readonly T[]): T => {
    const found = from[Math.floor(random() * from.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  };
  const several = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
  const serves = (): string[] => (chance(0.75) ? versions : versions.filter(() => chance(0.5)));
  const misfortune = (scheme: Scheme): Misfortune => {
    const file = pick(askedFiles);
    const possible = (fault: Fault): boolean => fault.rule.length > 0 && fault.files.includes(file);
    return { file, fault: pick(faults.filter((fault) => possible(fault) && canPlay(scheme, fault))) };
  };
  const entry = (): Entry => {
    const separator = chance(0.5) ? ',' : '|';
    if (chance(0.1)) return { kind: 'text', text: pick(words), separator };
    if (chance(0.08)) return { kind: 'folder', serves: serves(), separator };
    const scheme = chance(0.9) ? ('http' as const) : pick(['https', 'http2'] as const);
    return {
      kind: 'server',
      scheme,
      serves: serves(),
      faults: several(pick([0, 1, 1, 1, 2, 3]), () => misfortune(scheme)),
      separator,
    };
  };
  const goMod = chance(0.25) ? pick(goMods) : null;
  return {
    name,
    query: pick(queries),
    entries: several(pick([1, 1, 2, 2, 2, 3, 3, 4]), entry),
    settings: chance(0.25) ? pick(settings).split('\n') : [],
    cached: chance(0.25)
      ? several(pick([1, 1, 2]), () => ({ module: pick(versions.slice(0, 2)), state: pick(cacheStates) }))
      : [],
    goMod,
    goSum: goMod === null ? [] : goSums.filter(() => chance(0.15)),
  };
}
