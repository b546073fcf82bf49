/**
 * What one go process remembers: answers per (entry, module) — lists by prefix, revisions, go.mod files, errors included —
 * and what it has put into the module cache by now, which later steps read before they ask anybody.
 * Source: `cachingRepo` in cmd/go/internal/modfetch/cache.go. Zips are not remembered.
 */
import type { Step } from '../../protocol/report.ts';
import type { Git } from '../vcs/git.ts';
import type { Attempt } from './attempt.ts';
import type { RevInfo } from './infoJson.ts';
import type { OpenSumdb } from './openSumdb.ts';

export interface RunMemo {
  /** By what was asked; simultaneous questions share one answer. */
  answers: Map<string, Promise<Attempt<unknown>>>;
  /** By `PATH@VERSION`. */
  infos: Map<string, Stored<RevInfo>>;
  mods: Map<string, Stored<Uint8Array>>;
  /** What was told when the module graph read a go.mod, until the fetch of that module tells it. By `PATH@VERSION`. */
  graphSteps: Map<string, readonly Step[]>;
  /** Of direct lookups, by what was asked. */
  direct: Map<string, Promise<unknown>>;
  /** Discovery pages, by prefix. */
  pages: Map<string, Promise<unknown>>;
  /** Made by the first direct lookup; whoever ends the run disposes it. */
  git?: Git;
  /** The checksum database, opened by the first hash that go.sum does not settle. */
  sumdb?: OpenSumdb;
}

export interface Stored<T> {
  value: T;
  servedBy: string;
  exchange: string | null;
  ms: number | null;
}

export function createRunMemo(): RunMemo {
  return {
    answers: new Map(),
    infos: new Map(),
    mods: new Map(),
    graphSteps: new Map(),
    direct: new Map(),
    pages: new Map(),
  };
}
