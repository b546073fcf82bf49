/** What each source says about one module version: the rows of the table that `verify` shows. */
import type { LookupProblem, LookupResult } from '../sumdb/lookupResult.ts';

export type Which = 'zip' | 'mod';

/** `recorded` is what go wrote beside a zip when it accepted it; `cache` is what the bytes have now. */
export type ClaimKind = 'go.sum' | 'recorded' | 'cache' | 'folder' | 'sumdb' | 'proxy' | 'mirror' | 'direct';

export interface Claim {
  kind: ClaimKind;
  /** For people: `go.sum`, `cache`, `sumdb`, `direct`, or a URL, redacted. */
  source: string;
  /** `h1:…`, or null where this source says nothing. */
  zip: string | null;
  mod: string | null;
  /** A code for what stands beside the hash, such as `not-found` or `proved 41230114`; null where nothing does. */
  note: string | null;
  /** The file or folder, the exchange: evidence. */
  file: string | null;
  exchange: string | null;
}

/** Everything that is known about one module version. */
export interface Examined {
  /** Id of the module's run. */
  id: string;
  path: string;
  version: string;
  claims: Claim[];
  lookup: LookupResult | null;
  /** Set where GOSUMDB itself is wrong. */
  sumdbError: string | null;
  /** Lines of go.sum for this version, in the order of the file. */
  sumLines: { which: Which; hash: string; file: string; line: number }[];
}

export const lookupProblem = ({ lookup }: Examined): LookupProblem | null =>
  lookup?.kind === 'failed' ? lookup.problem : null;

export const hashOf = (claim: Claim, which: Which): string | null => (which === 'zip' ? claim.zip : claim.mod);
