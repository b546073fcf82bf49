/**
 * Why a step of a fetch failed, as a value: go's own sentence for it, whether go counts it as "does not exist"
 * (the only thing that lets a comma go on), and the typed cause that the diagnosis reads.
 */
import type { FileKind } from '../../protocol/report.ts';
import type { LookupProblem } from '../sumdb/lookupResult.ts';
import type { VcsCause } from '../vcs/vcsCause.ts';
import type { NetFailure } from '../web/netFailure.ts';

export interface FetchFailure {
  /** Id of the step, or null where nothing was asked. */
  step: string | null;
  exchange: string | null;
  /** The GOPROXY entry that was asked, as shown to people (redacted); null where none was. */
  entry: string | null;
  file: FileKind | 'latest' | null;
  /** go's "not exist" class: 404, 410, a missing file, off, unknown revision. */
  notExist: boolean;
  /** go's words for the cause, without the wrapper `M@V: `. */
  goText: string;
  /** False where ports, addresses or the system's words may differ. */
  goTextExact: boolean;
  cause: FailureCause;
}

export type FailureCause =
  | { kind: 'net'; failure: NetFailure }
  | {
      kind: 'status';
      status: number;
      statusLine: string;
      host: string;
      contentType: string | null;
      /** What the server said, cleaned for display, whatever its type; null where it said nothing. */
      serverText: string | null;
    }
  | {
      kind: 'invalidInfo';
      reason: 'notJson' | 'shape' | 'time' | 'wrongVersion';
      entry: string;
      got: string;
      isHtml: boolean;
    }
  | { kind: 'goproxyOff' }
  | { kind: 'goproxyInvalid'; message: string; element: string }
  | { kind: 'malformedPath'; reason: string }
  | { kind: 'disallowedVersion' }
  | { kind: 'majorSuffix'; wanted: string; got: string }
  | { kind: 'invalidVersion'; reason: string }
  | { kind: 'zipNotZip'; isHtml: boolean }
  | { kind: 'zipUnexpectedFile'; file: string }
  | { kind: 'zipTooLarge'; sizeBytes: number }
  | { kind: 'zipRule'; rule: string; file: string; message: string }
  | { kind: 'goSumMismatch'; which: 'zip' | 'mod'; downloaded: string; recorded: string; file: string; line: number }
  /** In readonly mode go reads no go.mod that go.sum does not know. */
  | { kind: 'goSumMissing'; which: 'zip' | 'mod' }
  | { kind: 'goSumMalformed'; file: string; line: number; message: string }
  /** The checksum database did not confirm the hash. `database` is its name, '' where GOSUMDB names none. */
  | { kind: 'sumdb'; database: string; which: 'zip' | 'mod'; problem: SumdbProblem }
  | { kind: 'noMatchingVersions'; query: string }
  | { kind: 'fileProxy'; reason: 'notExist' | 'permission' | 'other'; path: string }
  | { kind: 'replaceDirMissing'; directory: string }
  /** The go.mod inside names another path than the one under which it was required. */
  | { kind: 'modulePathMismatch'; declared: string; required: string }
  /** Another version counts than go.mod says, and the command may not change go.mod. */
  | { kind: 'goModNeedsUpdate'; message: string }
  /** A go line that is newer than the running release. */
  | { kind: 'goVersionTooNew'; needs: string }
  /** vendor/modules.txt and go.mod say different things about this module. */
  | { kind: 'vendorInconsistent'; message: string }
  /** A Go release that cannot be had. */
  | { kind: 'toolchainNotAvailable'; name: string; message: string }
  /** A stage that this version does not examine; the outcome is `unknown` and no verdict is built on it. */
  | { kind: 'notExamined'; what: 'direct' | 'sumdb' | 'forwardProxy' | 'credentials' }
  /** Passive probe: the proxy does not hold it yet. */
  | { kind: 'notCachedThere'; status: number }
  | { kind: 'goFailure'; code: string; message: string }
  | VcsCause;

export type SumdbProblem =
  | LookupProblem
  /** GOSUMDB itself; `message` is go's. */
  | { kind: 'setting'; message: string }
  /** Proved in the log, and another hash. */
  | { kind: 'mismatch'; downloaded: string; recorded: string }
  /** Proved in the log, and without a line for this module version: an answer for another one. */
  | { kind: 'noLine' };
