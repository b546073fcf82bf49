/** Whole processes timed in turns, so that a busy machine slows all of them alike. */
import { spawn } from 'node:child_process';

export interface Command {
  argv: readonly [string, ...string[]];
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

/** Wall time of one run in milliseconds. Any exit code counts; the caller knows what to expect. */
export async function timeOnce(command: Command): Promise<number> {
  const [file, ...rest] = command.argv;
  const started = performance.now();
  await new Promise<void>((resolve, reject) => {
    const child = spawn(file, rest, { cwd: command.cwd, env: command.env ?? process.env, stdio: 'ignore' });
    child.once('error', reject);
    child.once('exit', () => resolve());
  });
  return performance.now() - started;
}

/** Median times of several commands, run in turns after one warm-up round. */
export async function timeInTurns(commands: readonly Command[], rounds: number): Promise<number[]> {
  const times: number[][] = commands.map(() => []);
  for (let round = -1; round < rounds; round++) {
    for (const [index, command] of commands.entries()) {
      const ms = await timeOnce(command);
      if (round >= 0) times[index]?.push(ms);
    }
  }
  return times.map(median);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
