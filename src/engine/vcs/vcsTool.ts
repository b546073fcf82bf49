/** The version control programs that go knows (cmd/go/internal/vcs, `vcsList`). */

export type VcsCommand = 'hg' | 'git' | 'svn' | 'bzr' | 'fossil';

export interface VcsTool {
  command: VcsCommand;
  /** As go names it: `missing Git command`. */
  name: string;
  /** In the order in which go tries them. */
  schemes: readonly string[];
  /** The arguments before the URL with which go tries a scheme; null where it tries none. */
  ping: readonly string[] | null;
}

export const vcsTools: Readonly<Record<VcsCommand, VcsTool>> = {
  hg: { command: 'hg', name: 'Mercurial', schemes: ['https', 'http', 'ssh'], ping: ['identify', '--'] },
  git: {
    command: 'git',
    name: 'Git',
    schemes: ['git', 'https', 'http', 'git+ssh', 'ssh'],
    ping: ['ls-remote'],
  },
  svn: { command: 'svn', name: 'Subversion', schemes: ['https', 'http', 'svn', 'svn+ssh'], ping: ['info', '--'] },
  bzr: { command: 'bzr', name: 'Bazaar', schemes: ['https', 'http', 'bzr', 'bzr+ssh'], ping: ['info', '--'] },
  fossil: { command: 'fossil', name: 'Fossil', schemes: ['https', 'http'], ping: null },
};

/** The tool of this command name, or null: go then says `unknown vcs`. */
export function vcsToolOf(command: string): VcsTool | null {
  return isVcsCommand(command) ? vcsTools[command] : null;
}

function isVcsCommand(command: string): command is VcsCommand {
  return Object.hasOwn(vcsTools, command);
}

const secureSchemes = new Set(['https', 'git+ssh', 'bzr+ssh', 'svn+ssh', 'ssh']);

/** For git exactly what GIT_ALLOW_PROTOCOL lists, where it is set. */
export function isSecureScheme(tool: VcsTool, scheme: string, gitAllowProtocol: string): boolean {
  if (tool.command === 'git' && gitAllowProtocol !== '') return gitAllowProtocol.split(':').includes(scheme);
  return secureSchemes.has(scheme);
}
