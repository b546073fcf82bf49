/**
 * The grid of what can happen to one request: a fault, the file that it befalls, what stands behind the entry in GOPROXY,
 * whether the module is private, and what the cache already has. Every cell is a scenario of its own.
 */

import type { CacheState } from '../lab/cacheLayout.ts';
import type { AskedFile } from '../lab/proxyAnswer.ts';
import type { Fault } from './fault.ts';
import { asks, type Entry, type Separator, versions, type World } from './world.ts';

export const separators = ['comma', 'pipe', 'end'] as const;
/** `private`: GOPRIVATE names the module, and GONOPROXY=none leaves it to the proxies all the same. */
export const privacies = ['public', 'private'] as const;
/** `rest`: the module cache has every file but the one that is asked for. */
export const caches = ['empty', 'rest'] as const;

export interface Cell {
  fault: Fault;
  file: AskedFile;
  separator: (typeof separators)[number];
  privacy: (typeof privacies)[number];
  cache: (typeof caches)[number];
}

export function allCells(faults: readonly Fault[]): Cell[] {
  return faults.flatMap((fault) =>
    fault.files.flatMap((file) =>
      separators.flatMap((separator) =>
        privacies.flatMap((privacy) => caches.map((cache) => ({ fault, file, separator, privacy, cache }))),
      ),
    ),
  );
}

/** For each fault, file and separator one cell; privacy and cache take turns, so that each fault of a file meets both. */
export function inTurns(cells: readonly Cell[]): Cell[] {
  const size = privacies.length * caches.length;
  return cells.filter((_, index) => index % size === Math.floor(index / size) % size);
}

export const nameOf = ({ fault, file, separator, privacy, cache }: Cell): string =>
  `${fault.name} on ${file}, ${separator}, ${privacy}, cache ${cache}`;

/** What a cache has when only one file is missing; a list and `@latest` are never kept. */
const cacheWithout: Record<AskedFile, CacheState> = {
  list: 'complete',
  latest: 'complete',
  info: 'no-info',
  mod: 'no-mod',
  zip: 'no-zip',
};

export function worldOfCell(cell: Cell): World {
  const { fault, file, separator, privacy, cache } = cell;
  const befallen = { fault, file };
  const behind: Separator = separator === 'pipe' ? '|' : ',';
  const first: Entry = {
    kind: 'server',
    scheme: 'http',
    serves: versions,
    faults: file === 'latest' ? [befallen, asks.emptyList] : [befallen],
    separator: behind,
  };
  const second: Entry = { kind: 'server', scheme: 'http', serves: versions, faults: [], separator: ',' };
  return {
    name: nameOf(cell),
    query: file === 'list' || file === 'latest' ? 'latest' : 'v1.0.0',
    entries: separator === 'end' ? [first] : [first, second],
    settings: privacy === 'private' ? ['GOPRIVATE=example.com', 'GONOPROXY=none'] : [],
    cached: cache === 'rest' ? [{ module: 'example.com/m@v1.0.0', state: cacheWithout[file] }] : [],
    goMod: null,
    goSum: [],
  };
}
