/** How long and how much: go's own limits where it has some, ours where go would wait or read for ever. */
import type { NetPhase } from './netFailure.ts';

export interface Limits {
  /** Name resolution and all connection attempts together. go: 30 s. */
  dialMs: number;
  /** go: 10 s. */
  tlsMs: number;
  /** From the request to the end of the answer's head. go: none. */
  headMs: number;
  /** While a body is read, at least `minBodyProgressBytes` must arrive in each period of this length. go: none. */
  bodyIdleMs: number;
  /** One fetch with its redirects and its repetition, or null. */
  wholeMs: number | null;
}

export const activeLimits: Limits = {
  dialMs: 30_000,
  tlsMs: 10_000,
  headMs: 60_000,
  bodyIdleMs: 60_000,
  wholeMs: null,
};

/** A passive probe asks a whole list while somebody types: five seconds, then the outcome is unknown. */
export const passiveLimits: Limits = { ...activeLimits, wholeMs: 5000 };

export const minBodyProgressBytes = 1024;

/** net/http's `MaxResponseHeaderBytes`. */
export const maxHeadBytes = 10 * 1024 * 1024;

/** What is kept of an answer that is not 200: more than go reads of it for its message. */
export const maxErrorBodyBytes = 256 * 1024;

export const excerptBytes = 4096;

/** net/http sends ten requests at most, the first included. */
export const maxRequests = 10;

export const connectionsPerOrigin = 16;

/** go's limit for a phase, or null where it waits for ever. */
export function gosLimitMs(phase: NetPhase): number | null {
  if (phase === 'dns' || phase === 'connect') return 30_000;
  return phase === 'tls' ? 10_000 : null;
}
