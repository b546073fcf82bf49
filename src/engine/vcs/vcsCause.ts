/** Why a direct lookup or a repository failed, as the diagnosis reads it. */
import type { VcsCommand } from './vcsTool.ts';

export type VcsCause =
  | {
      kind: 'discovery';
      reason: DiscoveryReason;
      /** The page, as go prints it; '' where none was asked. */
      url: string;
      /** What the reason is about: prefixes, the reader's error, the tag's field. */
      detail: string;
      status?: number;
      serverText?: string | null;
      isHtml?: boolean;
      /** go-import tags that go passes over because of the number of their fields. */
      ignored?: readonly string[];
      /** What the other page says. */
      other?: string;
    }
  | { kind: 'importPath'; reason: 'shape' | 'suffix' | 'reserved' | 'scheme'; message: string }
  | { kind: 'govcs'; vcs: VcsCommand; root: string; pattern: string | null; isPrivate: boolean }
  | { kind: 'govcsInvalid'; message: string }
  | { kind: 'vcsMissing'; vcs: VcsCommand }
  | { kind: 'noProtocol'; vcs: VcsCommand; repo: string; schemes: readonly string[] }
  | {
      kind: 'git';
      problem: GitProblem;
      /** The repository, redacted. */
      url: string;
      host: string;
      /** What git printed, cleaned and cut. */
      stderr: string;
      process: string | null;
    }
  /** Neither tag, branch nor commit. `tags`: version tags of this module's folder, newest last. */
  | { kind: 'unknownRevision'; revision: string; url: string; tags: readonly string[]; isTag: boolean }
  | { kind: 'pseudoVersion'; reason: string; expected: string | null }
  /** What the commit holds does not fit the path: no go.mod, another major version, two candidates. */
  | { kind: 'repoLayout'; reason: RepoLayoutReason; message: string; wantedPath: string | null };

export type DiscoveryReason =
  | 'no-host'
  | 'status'
  | 'unreadable'
  | 'no-tag'
  | 'other-prefix'
  | 'several-tags'
  | 'disagree'
  | 'bad-subdirectory'
  | 'bad-repo-root'
  | 'unknown-vcs';

export type GitProblem =
  | 'prompts-disabled'
  | 'bad-credentials'
  | 'forbidden'
  | 'not-found'
  | 'network'
  | 'tls'
  | 'proxy-auth'
  | 'ssh-key'
  | 'ssh-host-key'
  | 'protocol-not-allowed'
  | 'transfer'
  | 'other';

export type RepoLayoutReason =
  | 'mismatched-root'
  | 'missing-go-mod'
  | 'other-major'
  | 'no-module-line'
  | 'both-folders'
  | 'incompatible'
  | 'not-a-tag';
