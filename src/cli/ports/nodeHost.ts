/** Facts about this process and machine. */
import { existsSync } from 'node:fs';
import { release } from 'node:os';
import type { Host } from '../../engine/ports.ts';

export function createNodeHost(): Host {
  const env = processEnvironment(process.env, process.platform);
  return {
    env,
    platform: process.platform,
    arch: process.arch,
    cwd: process.cwd(),
    place: placeOf(env, { platform: process.platform, kernel: release(), exists: existsSync }),
    nodeVersion: process.versions.node,
  };
}

/** On Windows names of environment variables do not differ by case: they become upper-case. */
export function processEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
): Readonly<Record<string, string | undefined>> {
  if (platform !== 'win32') return { ...env };
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name.toUpperCase(), value]));
}

const ciNames = ['GITHUB_ACTIONS', 'GITLAB_CI', 'TF_BUILD', 'JENKINS_URL', 'BUILDKITE', 'CIRCLECI', 'TEAMCITY_VERSION'];

/** Where this process runs; the innermost place wins: a container that a CI job started is `ci`. */
export function placeOf(
  env: Readonly<Record<string, string | undefined>>,
  machine: { platform: string; kernel: string; exists: (file: string) => boolean },
): Host['place'] {
  const isSet = (name: string) => !['', '0', 'false'].includes((env[name] ?? '').toLowerCase());
  if (isSet('CI') || ciNames.some(isSet)) return 'ci';
  if (isContainer(isSet, machine)) return 'container';
  if (isSet('WSL_DISTRO_NAME') || (machine.platform === 'linux' && /microsoft/i.test(machine.kernel))) return 'wsl';
  if (isSet('SSH_CONNECTION') || isSet('SSH_CLIENT')) return 'ssh';
  return 'local';
}

function isContainer(
  isSet: (name: string) => boolean,
  machine: { platform: string; exists: (file: string) => boolean },
): boolean {
  if (['KUBERNETES_SERVICE_HOST', 'REMOTE_CONTAINERS', 'CODESPACES', 'container'].some(isSet)) return true;
  return machine.platform === 'linux' && ['/.dockerenv', '/run/.containerenv'].some(machine.exists);
}
