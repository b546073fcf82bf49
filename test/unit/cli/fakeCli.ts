/** A command line whose outside is recorded: what it prints, what it asks the engine. */

import type { Cli } from '../../../src/cli/cli.ts';
import { createNodeFiles } from '../../../src/cli/ports/nodeFiles.ts';
import { run } from '../../../src/cli/run.ts';
import type { Answer, Engine, Progress, Question } from '../../../src/engine/api.ts';
import type { Report } from '../../../src/protocol/report.ts';

export interface FakeRun {
  code: number;
  stdout: string;
  stderr: string;
  questions: Question[];
  /** Files that were written, by absolute path. */
  written: Map<string, string>;
}

export interface FakeOptions {
  env?: Record<string, string>;
  answer?: Answer | ((question: Question, signal: AbortSignal) => Promise<Answer>);
  interrupted?: AbortSignal;
  terminal?: boolean;
  columns?: number;
  cwd?: string;
}

/** Runs `gomod-doctor` with these words; the fake engine gives one answer to everything. */
export async function runFake(argv: readonly string[], options: FakeOptions = {}): Promise<FakeRun> {
  const seen: FakeRun = { code: -1, stdout: '', stderr: '', questions: [], written: new Map() };
  const output = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      seen[name] += text;
    },
    isTerminal: options.terminal ?? false,
    columns: options.columns ?? null,
  });
  const cli: Cli = {
    argv,
    env: options.env ?? {},
    cwd: options.cwd ?? process.cwd(),
    platform: 'linux',
    systemLocale: () => 'en-US',
    toolVersion: '1.2.3',
    stdout: output('stdout'),
    stderr: output('stderr'),
    files: createNodeFiles(),
    interrupted: options.interrupted ?? new AbortController().signal,
    after: () => () => {},
    createEngine: async () => fakeEngine(seen.questions, options),
    readInput: async () => ({ kind: 'ok', bytes: new Uint8Array(), totalBytes: 0 }),
    writeFile: async (file, text) => {
      seen.written.set(file, text);
      return { kind: 'ok' };
    },
    loadLab: async () => null,
    serve: async () => false,
  };
  seen.code = await run(cli);
  return seen;
}

function fakeEngine(questions: Question[], options: FakeOptions): Engine {
  const answer = async (question: Question, signal: AbortSignal): Promise<Answer> => {
    questions.push(question);
    if (options.answer === undefined) throw new Error('the engine was asked');
    return typeof options.answer === 'function' ? options.answer(question, signal) : options.answer;
  };
  return {
    diagnose: (question, onProgress: (progress: Progress) => void, signal) => {
      onProgress({ done: 0, total: 1, current: 'example.com/m' });
      return answer(question, signal);
    },
    plan: answer,
    env: answer,
    verify: (question, _, signal) => answer(question, signal),
    whatif: (question, _, signal) => answer(question, signal),
    compare: (question, _, signal) => answer(question, signal),
    explain: () => Promise.reject(new Error('the engine was asked')),
  };
}

export const reported = (report: Report): Answer => ({ kind: 'report', report });
