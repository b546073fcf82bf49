/** What a direct lookup stands on, and how it can end. */
import type { Step } from '../../protocol/report.ts';
import type { Environment } from '../goenv/environment.ts';
import type { UnknownReason } from '../modfetch/attempt.ts';
import type { FailureCause, FetchFailure } from '../modfetch/fetchFailure.ts';
import type { Story } from '../modfetch/session.ts';
import type { Transport } from '../web/transport.ts';
import type { Git } from './git.ts';
import type { VcsTool } from './vcsTool.ts';

export interface Lookup {
  environment: Environment;
  transport: Transport;
  git: Git;
  story: Story;
  /** The module that is looked up, by its full path with any `/vN`. */
  path: string;
  /** By prefix: the pages that were asked already in this run. */
  pages: Map<string, Promise<unknown>>;
  signal: AbortSignal;
}

/** Where the code of a module is. */
export interface RepoRoot {
  /** With its scheme, as a server or the table gives it. */
  url: string;
  /** The import path at the root of the repository. */
  root: string;
  /** Of the repository, from the fourth field of a go-import tag; '' else. */
  subdirectory: string;
  /** `mod`: the URL is a module proxy. */
  tool: VcsTool | 'mod';
}

export interface LookupFailed {
  kind: 'failed';
  cause: FailureCause;
  /** go's words. */
  text: string;
  /** They name the module already, as in `M@V: invalid version: …`. */
  isWrapped?: boolean;
  exact: boolean;
  notExist: boolean;
  step: string | null;
  exchange: string | null;
}

export type LookupEnd = LookupFailed | { kind: 'unknown'; reason: UnknownReason; failure: FetchFailure | null };

export function failed(
  cause: FailureCause,
  text: string,
  more: { exact?: boolean; notExist?: boolean; step?: Step | null; exchange?: string | null } = {},
): LookupFailed {
  return {
    kind: 'failed',
    cause,
    text,
    exact: more.exact ?? true,
    notExist: more.notExist ?? false,
    step: more.step?.id ?? null,
    exchange: more.exchange ?? null,
  };
}
