/** Asks the engine process in the editor's terms: a file, its settings, its language. */
import * as vscode from 'vscode';
import type { Method, Progress, Question, RenderFormat } from '../protocol/messages.ts';
import type { Report } from '../protocol/report.ts';
import { readToolsEnvironment } from './configuration.ts';
import { directoryOf } from './documents.ts';
import type { EngineProcess, EngineReply, RenderReply } from './engineProcess.ts';
import { nameToolsOrigins } from './model/environment.ts';

/** What differs between questions. */
export type Asked = Partial<Pick<Question, 'modules' | 'overrides' | 'depth' | 'cache' | 'passive' | 'brief'>> & {
  timeoutMs: number;
};

export class EngineClient {
  readonly #process: EngineProcess;
  readonly #log: vscode.LogOutputChannel;

  constructor(process: EngineProcess, log: vscode.LogOutputChannel) {
    this.#process = process;
    this.#log = log;
  }

  /** `file` stands in the folder in which go would be started. */
  async ask(
    method: Method,
    file: vscode.Uri,
    asked: Asked,
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<EngineReply> {
    const directory = directoryOf(file);
    if (directory === null) return { kind: 'failure', message: 'not a file of this machine' };
    const started = performance.now();
    const tools = readToolsEnvironment(file);
    const wanted = question(directory, asked, tools);
    const reply = withOrigins(await this.#process.ask(method, wanted, language(), onProgress, signal), asked, tools);
    const ms = Math.round(performance.now() - started);
    this.#log.info(
      `${method} ${directory} ${asked.modules?.join(' ') ?? ''} ${passiveWord(asked)}: ${outcomeOf(reply)}, ${ms} ms`,
    );
    return reply;
  }

  explain(text: string, signal: AbortSignal): Promise<EngineReply> {
    return this.#process.explain(text, language(), signal);
  }

  render(report: Report, format: RenderFormat, signal: AbortSignal): Promise<RenderReply> {
    return this.#process.render(report, format, language(), signal);
  }

  restart(): void {
    this.#process.restart();
  }
}

export function language(): 'en' | 'zh-cn' {
  return vscode.env.language.toLowerCase() === 'zh-cn' ? 'zh-cn' : 'en';
}

function question(directory: string, asked: Asked, tools: Readonly<Record<string, string>>): Question {
  return {
    directory,
    modules: asked.modules ?? [],
    overrides: { ...tools, ...asked.overrides },
    release: null,
    operation: 'download',
    depth: asked.depth ?? null,
    cache: asked.cache ?? 'real',
    passive: asked.passive ?? false,
    brief: asked.brief ?? false,
    timeoutMs: asked.timeoutMs,
  };
}

/** What the question itself overrides stays an override. */
function withOrigins(reply: EngineReply, asked: Asked, tools: Readonly<Record<string, string>>): EngineReply {
  if (reply.kind !== 'answer' || reply.answer.kind !== 'report') return reply;
  const named = Object.fromEntries(Object.entries(tools).filter(([name]) => !(name in (asked.overrides ?? {}))));
  return { kind: 'answer', answer: { ...reply.answer, report: nameToolsOrigins(reply.answer.report, named) } };
}

function passiveWord({ passive, cache }: Asked): string {
  return `(${passive ? 'passive' : 'active'}, cache ${cache ?? 'real'})`;
}

function outcomeOf(reply: EngineReply): string {
  if (reply.kind !== 'answer') return reply.kind === 'failure' ? `failure: ${reply.message}` : reply.kind;
  if (reply.answer.kind === 'badQuestion') return reply.answer.code;
  const { ok, failed, unknown, skipped } = reply.answer.report.summary;
  return `${ok} ok, ${failed} failed, ${unknown} unknown, ${skipped} skipped`;
}
