/**
 * Gets the Go release that a project asks for, as the module golang.org/toolchain: of it go fetches the zip alone, one for
 * each system. Source: cmd/go/internal/toolchain/select.go (`Exec`).
 */
import nodePath from 'node:path';
import { plainFailure } from '../modfetch/attempt.ts';
import type { FetchContext } from '../modfetch/context.ts';
import { fetchZipOnly } from '../modfetch/fetchModule.ts';
import type { FetchQuestion, ModuleRun } from '../modfetch/moduleRun.ts';
import { emptyRun, endFailed } from '../modfetch/runResult.ts';
import { Story } from '../modfetch/session.ts';
import type { ToolchainChoice } from './chooseToolchain.ts';
import { fromToolchain, isLanguageVersion } from './gover.ts';

export const toolchainModule = 'golang.org/toolchain';

type Switch = ToolchainChoice & { kind: 'switch' };

/** Null where the release is this one, or stands on PATH: nothing is fetched. */
export async function fetchToolchain(
  context: FetchContext,
  choice: Switch,
  signal: AbortSignal,
): Promise<ModuleRun | null> {
  const { name, mode } = choice;
  if (fromToolchain(name) === context.environment.release) return null;
  if (await isOnPath(context, name)) return null;
  const { os, arch } = systemOf(context);
  const question = questionOf(choice, `v0.0.1-${name}.${os}-${arch}`);
  if (mode === 'path') return refused(context, question, name, `cannot find "${name}" in PATH`);
  const run = await fetchZipOnly(context, question, signal);
  if (run.outcome !== 'failed' && run.outcome !== 'not-found') return run;
  // go counts every failure of the origin as "not there", and shows none of them.
  const isMissing = run.failure?.notExist === true || run.failure?.entry === 'direct';
  if (!isMissing) return { ...run, goError: `download ${name}: ${run.goError ?? ''}` };
  const isLanguage = isLanguageVersion(fromToolchain(name));
  const text = isLanguage
    ? `invalid toolchain: ${name} is a language version but not a toolchain version (${name}.x)`
    : `download ${name} for ${os}/${arch}: toolchain not available`;
  const cause = { kind: 'toolchainNotAvailable', name, message: text } as const;
  return {
    ...run,
    outcome: 'not-found',
    goError: text,
    hidden: [...(run.failure === null ? [] : [run.failure]), ...run.hidden],
    failure: {
      ...plainFailure(cause, text, text, { notExist: true, file: 'zip' }).failure,
      step: run.failure?.step ?? null,
    },
  };
}

/** The release is too old for the go line and no other may be used, or GOTOOLCHAIN is no such thing: go ends here. */
export function refusedGo(
  context: FetchContext,
  choice: Exclude<ToolchainChoice, Switch | { kind: 'local' }>,
): ModuleRun {
  const isTooOld = choice.kind === 'tooOld';
  const requirement = isTooOld ? { ...choice.line, indirect: false } : null;
  const version = isTooOld ? choice.needs : context.environment.release;
  const question: FetchQuestion = { path: 'go', version, depth: 'info', requirement };
  const story = new Story(context.trace);
  const step = story.add(
    'decision',
    'toolchain-refused',
    { message: choice.message },
    { result: 'failed', next: 'stop' },
  );
  const cause = isTooOld
    ? ({ kind: 'goVersionTooNew', needs: choice.needs } as const)
    : ({ kind: 'goFailure', code: 'gotoolchain-invalid', message: choice.message } as const);
  const { environment, ports } = context;
  const facts = { question, story, environment, ports };
  const failed = plainFailure(cause, choice.message, choice.message, { step: step.id });
  return endFailed(emptyRun(facts, null, null), facts, failed, false);
}

function refused(context: FetchContext, question: FetchQuestion, name: string, text: string): ModuleRun {
  const story = new Story(context.trace);
  const step = story.add('decision', 'toolchain-refused', { message: text }, { result: 'failed', next: 'stop' });
  const { environment, ports } = context;
  const facts = { question, story, environment, ports };
  const cause = { kind: 'toolchainNotAvailable', name, message: text } as const;
  return endFailed(emptyRun(facts, null, null), facts, plainFailure(cause, text, text, { step: step.id }), false);
}

function questionOf({ line }: Switch, version: string): FetchQuestion {
  const requirement = line === null ? null : { ...line, indirect: false };
  return { path: toolchainModule, version, depth: 'zip', requirement, isNamedExactly: true };
}

/** Go's words for the system that Node names. */
function systemOf({ ports: { host } }: FetchContext): { os: string; arch: string } {
  const archs: Record<string, string> = { x64: 'amd64', ia32: '386', mipsel: 'mipsle' };
  return { os: host.platform === 'win32' ? 'windows' : host.platform, arch: archs[host.arch] ?? host.arch };
}

async function isOnPath({ ports: { host, files } }: FetchContext, name: string): Promise<boolean> {
  const { join, delimiter, isAbsolute } = host.platform === 'win32' ? nodePath.win32 : nodePath.posix;
  const file = host.platform === 'win32' ? `${name}.exe` : name;
  const folders = (host.env['PATH'] ?? host.env['Path'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  for (const folder of folders) {
    const found = await files.stat(join(folder, file));
    if (found.kind === 'ok' && found.type === 'file') return true;
  }
  return false;
}
