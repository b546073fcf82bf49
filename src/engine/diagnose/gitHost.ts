/** Which product a host runs, by its name, and where it explains how a program logs in. Companies' own hosts have no product here. */

export interface GitHost {
  name: string;
  /** The page about tokens for git over https. */
  tokenPage: string;
}

const hosts: readonly (readonly [RegExp, GitHost])[] = [
  [
    /(?:^|\.)github\.com$/,
    {
      name: 'GitHub',
      tokenPage:
        'https://docs.github.com/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens',
    },
  ],
  [
    /(?:^|[.-])gitlab[.-]|^gitlab/,
    { name: 'GitLab', tokenPage: 'https://docs.gitlab.com/user/project/use_project_as_go_package/' },
  ],
  [
    /(?:^|\.)bitbucket\.org$|^bitbucket\./,
    { name: 'Bitbucket', tokenPage: 'https://support.atlassian.com/bitbucket-cloud/docs/access-tokens/' },
  ],
  [
    /(?:^|\.)dev\.azure\.com$|\.visualstudio\.com$/,
    {
      name: 'Azure DevOps',
      tokenPage: 'https://learn.microsoft.com/azure/devops/repos/git/go-get',
    },
  ],
  [
    /^git(?:ea|\.gitea)\.|^codeberg\.org$|^forgejo\./,
    { name: 'Gitea', tokenPage: 'https://docs.gitea.com/development/api-usage' },
  ],
];

/** `host` may have a port. */
export function gitHostOf(host: string): GitHost | null {
  const name = host.replace(/:\d{1,5}$/, '').toLowerCase();
  return hosts.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
