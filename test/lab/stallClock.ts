/**
 * Lets hours pass in an instant: when a server has begun to stall, timers up to `patienceMs` are called in the order of
 * their deadlines, and so is every such timer that is set afterwards.
 */
export interface StallClock {
  /** Time that was skipped so far. */
  readonly skippedMs: number;
  after(delayMs: number, callback: () => void): () => void;
  /** A server leaves its client waiting from now on. */
  stalled(): void;
}

/** Go's and our limits for one phase are below, the limit of a whole run is above. */
const patienceMs = 90_000;

export function createStallClock(): StallClock {
  const waiting = new Set<{ delayMs: number; callback: () => void }>();
  let hurrying = false;
  let skippedMs = 0;
  const flush = (): void => {
    const due = [...waiting].sort((a, b) => a.delayMs - b.delayMs);
    const first = due[0];
    if (!first) return;
    waiting.delete(first);
    skippedMs += first.delayMs;
    first.callback();
    setImmediate(flush);
  };
  return {
    get skippedMs() {
      return skippedMs;
    },
    after: (delayMs, callback) => {
      const timer = { delayMs, callback };
      if (delayMs <= patienceMs) waiting.add(timer);
      if (hurrying) setImmediate(flush);
      return () => {
        waiting.delete(timer);
      };
    },
    stalled: () => {
      hurrying = true;
      setImmediate(flush);
    },
  };
}
