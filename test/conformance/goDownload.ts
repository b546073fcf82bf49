/** Runs a real `go mod download -json` as the victim of a running lab, and reads what it says. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { ModuleOutcome } from '../../src/protocol/report.ts';
import type { RunningLab } from '../lab/lab.ts';

/** What both sides can be compared by. */
export interface Told {
  /** `nothing`: go ends well and says nothing, because a server named no version. */
  outcome: ModuleOutcome | 'not ok' | 'nothing';
  version: string | null;
  /** The failure without a leading `go: `, or null. */
  error: string | null;
  /** False where the words of the system or of net/http inside the error are not claimed to be go's own. */
  exact: boolean;
}

/** Loopback servers answer at once: a command that takes so long hangs. */
const hangMs = 30_000;

export interface GoDownload {
  told: Told;
  /** Every URL that go says it gets. */
  urls: string[];
}

export async function goDownload(lab: RunningLab, { go = 'go' } = {}): Promise<GoDownload> {
  const env = { ...lab.environment, PATH: process.env['PATH'] ?? '' };
  keepNoCounters(lab.environment['HOME'] ?? '');
  const argv = [go, 'mod', 'download', '-x', '-json', ...lab.modules];
  const { stdout, stderr, exit } = await run(argv, lab.directory, env);
  const said = stderr.split(/(?<=\n)/);
  const urls = said.flatMap((line) => /^# get (\S+)\n$/.exec(line)?.[1] ?? []);
  const error = said.filter((line) => !line.startsWith('# get ')).join('');
  return { told: readAnswer(stdout, error, exit), urls };
}

function readAnswer(stdout: string, stderr: string, exit: number | null): Told {
  const told = stdout.trim() === '' ? [] : splitJson(stdout).map((text) => JSON.parse(text) as GoModule);
  const failed = told.find((module) => module.Error !== undefined);
  if (exit === 0 && told.length === 0) return { outcome: 'nothing', version: null, error: null, exact: true };
  if (exit === 0) return { outcome: 'ok', version: told[0]?.Version ?? null, error: null, exact: true };
  return { outcome: 'not ok', version: null, error: failed?.Error ?? withoutPrefix(stderr), exact: true };
}

/** Go's telemetry would leave a process behind that writes into the folder of a lab which is closed already. */
function keepNoCounters(home: string): void {
  const folder = join(home, '.config', 'go', 'telemetry');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'mode'), 'off\n');
}

interface GoModule {
  Version?: string;
  Error?: string;
}

/** One JSON object after the other, each ending with a brace in the first column. */
const splitJson = (text: string): string[] => text.split(/(?<=^\}\n)/m).filter((part) => part.trim() !== '');

const withoutPrefix = (stderr: string): string => stderr.replace(/^go: /, '').trimEnd();

interface Ran {
  stdout: string;
  stderr: string;
  exit: number | null;
}

function run([command = '', ...argv]: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Ran> {
  const child = spawn(command, argv, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const timer = setTimeout(() => child.kill(), hangMs);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exit) => {
      clearTimeout(timer);
      resolve({ stdout, stderr, exit });
    });
  });
}

/** Such as `1.26.8`. */
export async function goVersion(go = 'go'): Promise<string> {
  const { stdout } = await run([go, 'env', 'GOVERSION'], tmpdir(), { ...process.env, GOTOOLCHAIN: 'local' });
  return stdout.trim().replace(/^go/, '');
}

export const hasGo = (): boolean => findOnPath('go');

function findOnPath(name: string): boolean {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, name + suffix)));
}
