/** Which modules are being asked about right now, and for how long. */

export interface Asked {
  /** Of the go.mod. */
  uri: string;
  /** Module keys, `PATH@VERSION`; null: every module of the file. */
  keys: readonly string[] | null;
  /** The user asked for it: an older result steps back meanwhile. */
  isByUser: boolean;
}

export interface AskedFor {
  seconds: number;
  isByUser: boolean;
}

/** Shorter questions are not announced: nothing flickers on a fast network. */
export const announcedAfterMs = 2000;

export class AskingBook {
  readonly #running = new Map<number, { asked: Asked; sinceMs: number }>();
  #lastId = 0;

  get isEmpty(): boolean {
    return this.#running.size === 0;
  }

  begin(asked: Asked, nowMs: number): number {
    this.#lastId += 1;
    this.#running.set(this.#lastId, { asked, sinceMs: nowMs });
    return this.#lastId;
  }

  end(id: number): void {
    this.#running.delete(id);
  }

  /** The longest question about this module, or null while there is nothing to announce. */
  about(uri: string, key: string, nowMs: number): AskedFor | null {
    const running = [...this.#running.values()].filter(
      ({ asked, sinceMs }) =>
        asked.uri === uri && (asked.keys?.includes(key) ?? true) && nowMs - sinceMs >= announcedAfterMs,
    );
    if (running.length === 0) return null;
    const since = Math.min(...running.map(({ sinceMs }) => sinceMs));
    return { seconds: Math.floor((nowMs - since) / 1000), isByUser: running.some(({ asked }) => asked.isByUser) };
  }
}
