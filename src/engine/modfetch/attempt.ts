/** How one attempt of go to get something ends: with it, with an error, or beyond what this engine can say. */
import type { FetchFailure } from './fetchFailure.ts';

export type Attempt<T> =
  | { kind: 'ok'; value: T; exchange: string | null; servedBy: string; ms: number | null }
  | Failed
  | Unknown;

export interface Failed {
  kind: 'failed';
  failure: FetchFailure;
  /** The whole sentence that go prints if this failure is the one it reports. */
  goError: string;
  /** go ends at once, whatever the list says (a go.sum that contradicts). */
  fatal: boolean;
}

/** We do not know what go would have got: no verdict may be built on it, and the walk ends here. */
export interface Unknown {
  kind: 'unknown';
  reason: UnknownReason;
  failure: FetchFailure | null;
}

export type UnknownReason =
  | 'direct-not-examined'
  | 'sumdb-not-examined'
  | 'not-examined'
  | 'not-asked-by-us'
  | 'offline'
  | 'cut-short'
  | 'our-limit'
  | 'our-machine-failed'
  | 'not-on-proxy-yet'
  | 'passive-stops-here';

/** A failure that nothing was asked for. */
export function plainFailure(
  cause: FetchFailure['cause'],
  goText: string,
  goError: string,
  options: { notExist?: boolean; entry?: string | null; file?: FetchFailure['file']; step?: string | null } = {},
): Failed {
  const failure: FetchFailure = {
    step: options.step ?? null,
    exchange: null,
    entry: options.entry ?? null,
    file: options.file ?? null,
    notExist: options.notExist ?? false,
    goText,
    goTextExact: true,
    cause,
  };
  return { kind: 'failed', failure, goError, fatal: false };
}
