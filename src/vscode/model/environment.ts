/** The environment of the engine process: the extension host's own, without what is meant for the editor. */
import type { Report } from '../../protocol/report.ts';

const forTheEditor = ['NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS', 'NODE_TLS_REJECT_UNAUTHORIZED'];

/** ELECTRON_RUN_AS_NODE stays: without it the desktop's program would open a window instead. */
export function scrubEnvironment(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    const upper = name.toUpperCase();
    if (value !== undefined && !upper.startsWith('VSCODE_') && !forTheEditor.includes(upper)) kept[name] = value;
  }
  return kept;
}

/**
 * The values of `go.toolsEnvVars`, which the Go extension gives to its tools. They come from settings that a workspace
 * may hold, so only a trusted one's are used. An empty value unsets nothing for go and is left out, as are values that
 * are no text.
 */
export function toolsEnvironment(
  setting: unknown,
  variables: { workspaceFolder: string | null; environment: Readonly<Record<string, string | undefined>> },
): Record<string, string> {
  if (typeof setting !== 'object' || setting === null) return {};
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(setting)) {
    const text = typeof value === 'string' ? expand(value, variables) : '';
    if (text !== '' && /^[A-Za-z_]\w*$/.test(name)) values[name] = text;
  }
  return values;
}

function expand(value: string, { workspaceFolder, environment }: Parameters<typeof toolsEnvironment>[1]): string {
  return value
    .replaceAll(/\$\{env:(\w+)\}/g, (_, name: string) => environment[name] ?? '')
    .replaceAll(/\$\{workspace(?:Folder|Root)\}/g, () => workspaceFolder ?? '');
}

/** Overrides that this editor made out of `go.toolsEnvVars` are called what they are. */
export function nameToolsOrigins(report: Report, tools: Readonly<Record<string, string>>): Report {
  const settings = report.settings.map((setting) =>
    setting.origin === 'override' && setting.name in tools
      ? { ...setting, origin: 'go.toolsEnvVars' as const }
      : setting,
  );
  return { ...report, settings };
}
