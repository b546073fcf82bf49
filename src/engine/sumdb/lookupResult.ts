/** How a lookup in the checksum database ends. Each failure is a class of its own: a network problem is never an attack, nor an attack a network problem. */
import type { UnknownReason } from '../modfetch/attempt.ts';
import type { Origin, RemoteFailure } from './clientOps.ts';
import type { Hash } from './merkle.ts';
import type { TreeHead } from './tree.ts';

export type LookupResult = ProvedRecord | LookupFailed | { kind: 'unknown'; reason: UnknownReason };

/** A record that is proved to be in the log. */
export interface ProvedRecord {
  kind: 'ok';
  id: number;
  /** The bytes that are in the log: go.sum lines. */
  text: Buffer;
  /** The signed head that it was proved against. */
  tree: TreeHead;
  proof: Hash[] | null;
  from: 'network' | Origin;
  exchange: string | null;
}

export interface LookupFailed {
  kind: 'failed';
  /** What go prints behind `PATH@VERSION: `. For a fork the whole report. */
  goText: string;
  goTextExact: boolean;
  exchange: string | null;
  problem: LookupProblem;
}

export type LookupProblem =
  /** No answer, or one that is not 200. `what`: the lookup itself, a tile, or the question whether a proxy helps. */
  | { kind: 'remote'; what: 'lookup' | 'tile' | 'supported'; failure: RemoteFailure }
  /** A path or version that cannot be asked for. */
  | { kind: 'disallowed' }
  /** The answer is no record: a page, a cut or empty body. */
  | { kind: 'malformedRecord'; isHtml: boolean; start: string }
  /** The head is no note, not signed by this key, or signed badly. `file`: it comes from a saved file. */
  | {
      kind: 'badHead';
      reason: 'malformed' | 'unknownKey' | 'badSignature' | 'notATree';
      signers: string[];
      saved: Origin | null;
    }
  /** Tiles that do not fit the signed head. `cached` names where the bytes came from. */
  | { kind: 'inconsistentTiles'; tile: string | null; reason: 'length' | 'hash'; cached: Origin | null }
  | { kind: 'recordBeyondHead'; id: number; size: number }
  /** The record is not the one in the log: altered on the way. */
  | { kind: 'recordNotInLog'; id: number }
  /** The log showed two histories; `report` proves it. */
  | { kind: 'fork'; report: string; olderSize: number; newerSize: number };
