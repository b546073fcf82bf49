/**
 * The environment in which git runs for us: go's own plus what keeps it from asking anybody and from touching a
 * repository of the user. go sets GIT_TERMINAL_PROMPT and GCM_INTERACTIVE itself; the rest has no effect on what is
 * fetched. Source: cmd/go/main.go, cmd/go/internal/modfetch/codehost/git.go (`runGit`).
 */
import type { Environment } from '../goenv/environment.ts';
import type { Host } from '../ports.ts';

/** Variables that point git at a repository, index or object store of somebody else, or record what it does. */
const pointers = [
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
  'GIT_TRACE_CURL',
  'GIT_TRACE_PACKET',
];

/** Settings of this run that git reads from its environment. */
const passedOn = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy', 'ALL_PROXY'];

/**
 * `gitDir` is our throw-away repository. `setsBatchMode`: where nobody configured ssh, it is told not to ask; without a
 * terminal it would fail the same way, only later.
 */
export function gitEnvironment(
  host: Host,
  environment: Environment,
  gitDir: string,
  setsBatchMode: boolean,
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(host.env)) if (value !== undefined) env[name] = value;
  for (const name of passedOn) if (environment.value(name) !== '') env[name] = environment.value(name);
  for (const name of pointers) delete env[name];
  // The editor's own helper would open a window.
  if (env['VSCODE_GIT_ASKPASS_NODE'] !== undefined) delete env['GIT_ASKPASS'];
  const isSshSet = Boolean(env['GIT_SSH']) || Boolean(env['GIT_SSH_COMMAND']);
  if (setsBatchMode && !isSshSet) env['GIT_SSH_COMMAND'] = 'ssh -o ControlMaster=no -o BatchMode=yes';
  return {
    ...env,
    ...quietConfig(env, gitDir),
    GIT_TERMINAL_PROMPT: '0',
    GCM_INTERACTIVE: 'never',
    SSH_ASKPASS_REQUIRE: 'never',
    GIT_DIR: gitDir,
    LC_ALL: 'C',
  };
}

/** No work behind our back and no hooks from a template: the folder is deleted soon. */
function quietConfig(env: Readonly<Record<string, string>>, gitDir: string): Record<string, string> {
  const count = /^\d{1,4}$/.test(env['GIT_CONFIG_COUNT'] ?? '') ? Number(env['GIT_CONFIG_COUNT']) : 0;
  const settings = [
    ['gc.auto', '0'],
    ['maintenance.auto', 'false'],
    ['core.hooksPath', `${gitDir}/no-hooks`],
  ] as const;
  const added = settings.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${count + index}`, key],
    [`GIT_CONFIG_VALUE_${count + index}`, value],
  ]);
  return { ...Object.fromEntries(added), GIT_CONFIG_COUNT: String(count + settings.length) };
}
