/**
 * What the client of the checksum database needs from outside (golang.org/x/mod/sumdb, ClientOps). Whatever comes in through
 * here is untrusted: servers, proxies and files are all checked the same way.
 */

import type { UnknownReason } from '../modfetch/attempt.ts';
import type { FailureCause } from '../modfetch/fetchFailure.ts';

/** What the database, or a proxy in its place, answered. */
export type RemoteAnswer =
  | { kind: 'ok'; bytes: Uint8Array; exchange: string | null }
  | RemoteFailure
  /** Nothing may be concluded: we did not ask, or stopped before go would. */
  | { kind: 'unknown'; reason: UnknownReason };

export interface RemoteFailure {
  kind: 'failed';
  /** go's words, such as `reading https://…: 404 Not Found`. */
  goText: string;
  goTextExact: boolean;
  exchange: string | null;
  /** The URL that was asked, redacted. */
  url: string;
  cause: FailureCause;
  /** Set where the way to the database could not be found: the GOPROXY entry whose `supported` failed. */
  entry: string | null;
}

/** Where a file that was not asked for came from. */
export type Origin = 'go' | 'own';

export interface StoredFile {
  bytes: Uint8Array;
  origin: Origin;
}

/** Names are `lookup/PATH@VERSION` (escaped) and tile paths such as `tile/8/0/005`. */
/** `Asker`: on whose behalf something is asked; the client only passes it on. */
export interface ClientOps<Asker> {
  /** The first request also finds the way to the database. Equal questions are never asked twice by the client. */
  readRemote(name: string, modulePath: string | null, asker: Asker): Promise<RemoteAnswer>;
  /** A file of a cache, own or go's; `isOwnAllowed` is false once an own file turned out to be damaged. */
  readCache(name: string, isOwnAllowed: boolean): Promise<StoredFile | null>;
  /** Keeps what has been proved. */
  keep(name: string, bytes: Uint8Array): Promise<void>;
  /** The saved heads to begin with; empty files are left out. go's own comes first. */
  readHeads(): Promise<StoredFile[]>;
  /** The head that we kept in an earlier run, also where `readHeads` leaves it out so that requests are go's; or null. */
  keptHead(): Promise<Uint8Array | null>;
  /** A tile that we kept, also where `readCache` leaves it out. */
  readKept(name: string): Promise<StoredFile | null>;
  /** A newer head that is consistent with all we know. */
  keepHead(note: Uint8Array): Promise<void>;
}
