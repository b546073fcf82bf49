/**
 * Other programs: started without a shell and without our standard input, in a process group of their own (so that nothing
 * they start can ask on the terminal or outlive the deadline), with exactly the environment that is given.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import type { CommandRequest, CommandResult, Commands } from '../../engine/ports.ts';

const defaultMaxOutputBytes = 16 * 1024 * 1024;

export function createNodeCommands(): Commands {
  return {
    run: async (request, signal) => {
      signal.throwIfAborted();
      const program = findProgram(request.argv[0], request.env, process.platform);
      if (program === null) return { kind: 'notFound' };
      // A NUL byte in an argument is refused by Node with an exception.
      if (request.argv.some((argument) => argument.includes('\0'))) {
        return { kind: 'failed', message: 'an argument has a NUL byte' };
      }
      return await runProgram(program, request, signal);
    },
  };
}

/**
 * The absolute path of a program: itself where it is one, else the first match in PATH. Relative entries of PATH are
 * passed over, as Go's os/exec does: a program that lies in the project must not run. On Windows only `.exe` and
 * `.com`, the others would need a shell.
 */
export function findProgram(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
): string | null {
  const { isAbsolute, join, delimiter, basename } = platform === 'win32' ? path.win32 : path.posix;
  const candidates = (base: string) =>
    platform === 'win32' && !/\.(exe|com)$/i.test(base) ? [`${base}.exe`, `${base}.com`] : [base];
  if (isAbsolute(name)) return candidates(name).find(isExecutable) ?? null;
  if (basename(name) !== name) return null;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.flatMap((folder) => candidates(join(folder, name))).find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function runProgram(program: string, request: CommandRequest, signal: AbortSignal): Promise<CommandResult> {
  const startedMs = performance.now();
  const elapsedMs = () => performance.now() - startedMs;
  const ownGroup = process.platform !== 'win32';
  const child = spawn(program, request.argv.slice(1), {
    cwd: request.cwd,
    env: request.env,
    stdio: [request.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
    detached: ownGroup,
  });
  // A program that ends without reading gives a broken pipe; how it ended says all that counts.
  child.stdin?.on('error', () => {});
  child.stdin?.end(request.input);
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      clearTimeout(deadline);
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    const stop = (settle: () => void) => {
      kill(child, ownGroup);
      finish(settle);
    };
    const onAbort = () => stop(() => reject(signal.reason));
    const deadline = setTimeout(() => stop(() => resolve({ kind: 'timedOut', ms: elapsedMs() })), request.timeoutMs);
    signal.addEventListener('abort', onAbort, { once: true });

    const output = collect(child, request.maxOutputBytes ?? defaultMaxOutputBytes, (message) =>
      stop(() => resolve({ kind: 'failed', message })),
    );
    child.once('error', (error) => finish(() => resolve({ kind: 'failed', message: error.message })));
    child.once('close', (code, endedBy) =>
      finish(() =>
        resolve(
          code === null
            ? { kind: 'failed', message: `ended by ${endedBy ?? 'a signal'}` }
            : { kind: 'exited', exit: code, stdout: output.stdout(), stderr: output.stderr(), ms: elapsedMs() },
        ),
      ),
    );
  });
}

/** Keeps what the child prints, up to a limit for both streams together. */
function collect(child: ChildProcess, maxBytes: number, onTooMuch: (message: string) => void) {
  const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  let total = 0;
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.on('data', (chunk: Buffer) => {
      total += chunk.length;
      if (total > maxBytes) onTooMuch(`printed more than ${maxBytes} bytes`);
      else chunks[name].push(chunk);
    });
  }
  const joined = (name: 'stdout' | 'stderr') => new Uint8Array(Buffer.concat(chunks[name]));
  return { stdout: () => joined('stdout'), stderr: () => joined('stderr') };
}

/** Ends the child and what it started, and lets go of its streams: a grandchild may hold them open. */
function kill(child: ChildProcess, ownGroup: boolean): void {
  try {
    if (ownGroup && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It has ended already.
  }
  child.stdout?.destroy();
  child.stderr?.destroy();
  child.unref();
}
